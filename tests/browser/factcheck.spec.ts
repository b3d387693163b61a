// From a claim to its sources, the method and the register, by keyboard and without script; the form at the desk under axe.
import AxeBuilder from '@axe-core/playwright';
import { PAGES, expect, overflow, test } from './support/portal';

test('a reader without script goes from the list to the verdict, the method and the register', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(PAGES['the list of fact checks']);
  await page.getByRole('link', { name: 'Chỉ số Chính phủ điện tử 2024' }).first().click();
  await expect(page.getByRole('heading', { name: 'Kết luận Sai' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Nguồn nói gì' })).toBeVisible();
  await expect(page.locator('.scale [aria-current]')).toHaveText('Sai');
  await page.getByRole('link', { name: 'Cách chúng tôi kiểm chứng' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Cách kiểm chứng thông tin');
  await page.locator('main').getByRole('link', { name: 'Sổ đính chính' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sổ đính chính');
  await context.close();
});

test('a whole hash stays inside the narrowest page', async ({ page }) => {
  await page.goto(PAGES['a fact check']);
  await page.setViewportSize({ width: 320, height: 900 });
  // The demo keeps no copy yet: a hash is put where one would stand.
  await page.locator('.finding-source').first().evaluate((one) => {
    one.insertAdjacentHTML('afterend', `<p class="finding-copy"><span>SHA-256 <code>${'ab'.repeat(32)}</code></span></p>`);
  });
  expect(await overflow(page)).toEqual([]);
});

test('the verdict is said by word and icon, whatever the colours', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await page.goto(PAGES['a fact check']);
  const word = page.locator('.verdict-word');
  await expect(word).toHaveText('Sai');
  await expect(word.locator('svg')).toBeVisible();
  // Forced colours are the reader's own choice of contrast; ours is held where our colours are shown.
  const axe = new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).disableRules(['color-contrast']);
  expect((await axe.analyze()).violations.map((one) => one.id)).toEqual([]);
});
