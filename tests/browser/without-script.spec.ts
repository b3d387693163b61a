// Script off: everything a reader came for still works, and nothing is offered that would not.
import { PAGES, expect, test } from './support/portal';

test.use({ javaScriptEnabled: false });

for (const [name, address] of Object.entries(PAGES)) {
  test(`without script ${name} shows its title, its words and no dead button`, async ({ page }) => {
    await page.goto(address);
    await expect(page.locator('h1').first()).toBeAttached();
    expect((await page.locator('main').innerText()).trim().length).toBeGreaterThan(20);
    // What needs script is not shown without it: the theme's button, sharing, printing.
    const dead = page.locator('button.theme, [data-share], [data-copy], [data-print]').filter({ visible: true });
    await expect(dead).toHaveCount(0);
  });
}

test('without script the folded menu opens and leads on', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto('/');
  await expect(page.locator('.more-list')).toBeHidden();
  await page.locator('details.more > summary').click();
  await page.locator('.more-list a[href="/vi/le-hoi"]').click();
  await expect(page).toHaveURL('/vi/le-hoi');
});

test('without script a search finds', async ({ page }) => {
  await page.goto('/');
  await page.locator('#q').fill('hat ong');
  await page.locator('#q').press('Enter');
  await expect(page).toHaveURL(/\/vi\/tim\?q=hat(\+|%20)ong/);
  await expect(page.locator('.results mark').first()).toBeVisible();
});

test('without script the viewer steps through an album and closes', async ({ page }) => {
  const album = '/vi/anh/ngay-xuan-tren-dat-tay-yen-tu';
  await page.goto(`${album}/1`);
  await page.locator('a[data-next]').click();
  await expect(page).toHaveURL(`${album}/2`);
  await page.locator('a[data-prev]').click();
  await expect(page).toHaveURL(`${album}/1`);
  await page.locator('a[data-close]').click();
  await expect(page).toHaveURL(album);
});
