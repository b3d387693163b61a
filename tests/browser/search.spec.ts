// Searching as people type.
import { expect, test } from './support/portal';

test('typing without marks in the header finds Xương Giang', async ({ page }) => {
  await page.goto('/');
  await page.locator('#q').pressSequentially('xuong giang');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/vi/tim?q=xuong+giang');
  await expect(page.locator('.results .item-title').filter({ hasText: 'Xương Giang' }).first()).toBeVisible();
  await expect(page.locator('.results mark').first()).toHaveText(/Xương|Giang/);
});

test('on a narrow screen the search page is one press away and finds', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await page.goto('/');
  await page.locator('.mobile-tools a[href="/vi/tim"]').click();
  await expect(page).toHaveURL('/vi/tim');
  await page.locator('#search').fill('mộc bản');
  await page.locator('main form[role="search"] button').click();
  await expect(page.locator('.results .result').first()).toBeVisible();
});

test('a word that is nowhere leads on, and one letter is told why', async ({ page }) => {
  await page.goto('/vi/tim?q=zzzzqqqq');
  await expect(page.locator('main')).toContainText('zzzzqqqq');
  await expect(page.locator('main a[href="/vi/tin-tuc"]').first()).toBeVisible();
  await page.goto('/vi/tim?q=a');
  await expect(page.locator('#search')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.locator('#search-problem')).toBeVisible();
});

test('what is typed is shown as typed, never run', async ({ page }) => {
  const typed = '<img src=x onerror="document.title=1"> "khăn" & \'ấn\'';
  await page.goto(`/vi/tim?q=${encodeURIComponent(typed)}`);
  await expect(page.locator('#search')).toHaveValue(typed);
  await expect(page.locator('main img[src="x"]')).toHaveCount(0);
  await expect(page).not.toHaveTitle('1');
});
