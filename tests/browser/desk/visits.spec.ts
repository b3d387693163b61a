// The dashboard of visits: a published entry that a real browser opens once stands there as one view, what curl
// and Googlebot fetch does not; the page at an office and on a phone, light and dark; figures that move by themselves.
import { execFileSync } from 'node:child_process';
import type { Browser } from '@playwright/test';
import { barriers, expect, newsroom, test } from '../support/newsroom';

const office = newsroom(['editor', 'publisher']);
const ARTICLE = '/vi/tin-tuc/khai-mac-tuan-van-hoa-du-lich-2020';
const PERSON = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

/** A reader with a browser of her own: the headless one says that it is none. */
async function reader(browser: Browser) {
  const context = await browser.newContext({ baseURL: office.portal.address, userAgent: PERSON });
  return { page: await context.newPage(), end: () => context.close() };
}

test.beforeAll(async ({ browser }) => {
  const one = await reader(browser);
  await one.page.goto(ARTICLE);
  const total = async () => (await (await one.page.request.get('/api/visits')).json()).views.total;
  await expect.poll(total).toBe(1);
  await one.end();
});

test('one reader is one view; curl and Googlebot are none', async ({ browser }) => {
  const googlebot = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)';
  execFileSync('curl', ['-sfo', '/dev/null', office.portal.address + ARTICLE]);
  execFileSync('curl', ['-sfo', '/dev/null', '-A', googlebot, office.portal.address + ARTICLE]);

  const page = await office.atDesk(browser, 'editor');
  await page.goto('/desk/visits?period=7');
  const row = page.getByRole('row', { name: /khai mạc Tuần Văn hóa/ });
  await expect(row.getByRole('cell', { name: '1', exact: true }).first()).toBeVisible();
  await expect(row.getByRole('link', { name: /Xem trang/ })).toHaveAttribute('href', ARTICLE);
  await expect(page.locator('.figure-cell').first()).toContainText('1');
});

test('a note is added, drawn, removed and brought back', async ({ browser }) => {
  const page = await office.atDesk(browser, 'editor');
  await page.goto('/desk/visits?period=7');
  const today = await page.getByLabel('Đến ngày').getAttribute('max');
  await page.getByLabel('Ngày', { exact: true }).fill(today ?? '');
  await page.getByLabel('Điều gì đã xảy ra').fill('Báo tỉnh dẫn lại bài khai mạc');
  await page.getByRole('button', { name: 'Thêm ghi chú' }).click();
  await expect(page.getByText('Đã thêm ghi chú.')).toBeVisible();
  await expect(page.locator('.trend.is-wide .fishtail')).toHaveCount(1);
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('button', { name: /^Bỏ/ }).click();
  await expect(page.locator('.trend.is-wide .fishtail')).toHaveCount(0);
  await page.getByRole('button', { name: 'Hoàn tác' }).click();
  await expect(page.getByText('Báo tỉnh dẫn lại bài khai mạc')).toBeVisible();
});

for (const [width, height] of [[1366, 768], [390, 844]] as const) {
  for (const scheme of ['light', 'dark'] as const) {
    test(`the dashboard holds no barrier at ${width}, ${scheme}`, async ({ browser }) => {
      const page = await office.atDesk(browser, 'publisher');
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme: scheme });
      await page.goto('/desk/visits');
      await page.locator('.figures-steps-table > summary').click();
      expect(await barriers(page)).toEqual([]);
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(wider).toBeLessThanOrEqual(0);
    });
  }
}

test('the figures of an open page move when somebody else reads, and not while it is in the background', async ({ browser }) => {
  const watching = await reader(browser);
  await watching.page.goto('/vi/luot-truy-cap');
  const total = watching.page.locator('[data-live="total"]').first();
  const before = Number((await total.textContent())?.replace(/\D/g, ''));
  const other = await reader(browser);
  await other.page.goto(ARTICLE);
  await expect.poll(async () => Number((await total.textContent())?.replace(/\D/g, ''))).toBeGreaterThan(before);
  expect(await watching.page.context().cookies()).toEqual([]);
  await expect(watching.page.locator('[aria-live], [role="status"]:visible')).toHaveCount(0);
  await other.end();
  await watching.end();
});

test('without script the figures are those that were printed', async ({ browser }) => {
  const context = await browser.newContext({ baseURL: office.portal.address, userAgent: PERSON, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/vi/luot-truy-cap');
  await expect(page.locator('[data-live="total"]').first()).toHaveText(/\d/);
  await context.close();
});
