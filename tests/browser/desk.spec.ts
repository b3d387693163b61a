// A newsroom at work in a real browser: an author writes and hands in, somebody else publishes, two
// people save one entry; and the desk's pages against WCAG 2.2 AA.
import AxeBuilder from '@axe-core/playwright';
import { type Browser, type Page, expect, test } from '@playwright/test';
import { type Started, start } from './support/serve';

const PASSWORD = 'một mật khẩu thật dài 2026';
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
let portal: Started;

test.beforeAll(async () => {
  portal = await start();
  for (const role of ['author', 'editor', 'publisher', 'administrator']) {
    const name = { author: 'Tác giả 1', editor: 'Biên tập viên 1', publisher: 'Người duyệt 1', administrator: 'Quản trị 1' }[role];
    portal.run(['user', 'add', '--email', `${role}@example.vn`, '--role', role, '--name', `${name}`], `${PASSWORD}\n`);
  }
});
test.afterAll(async () => portal.end());

/** Signs somebody in, in a browser of her own on an office PC. */
async function atDesk(browser: Browser, role: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, baseURL: portal.address, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto('/desk');
  await page.getByLabel('Thư điện tử').fill(`${role}@example.vn`);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await page.waitForURL('**/desk');
  return page;
}

/** The field of the lead. */
const lead = (page: Page) => page.getByRole('textbox', { name: 'Dẫn', exact: true });

/** Begins an article and leaves its writing page open. */
async function begun(page: Page, title: string): Promise<string> {
  await page.goto('/desk/new');
  await page.getByLabel('Tiêu đề').fill(title);
  await page.getByRole('button', { name: 'Bắt đầu viết' }).click();
  await page.waitForURL(/\/desk\/entries\/\d+\/vi/);
  return new URL(page.url()).pathname;
}

test('a text goes from its author through a second pair of eyes to readers', async ({ browser }) => {
  const author = await atDesk(browser, 'author');
  const entry = await begun(author, 'Hội vật làng mở sáng mùng sáu');
  await lead(author).fill('Cửa đình mở lúc 7 giờ.');
  await author.locator('.ProseMirror').click();
  await author.keyboard.type('Đô vật các xã về dự hội.');
  await author.getByRole('button', { name: 'Gửi duyệt' }).first().click();
  await author.waitForURL(/done=saved-submit/);
  await author.locator('#submit > summary').click();
  await author.locator('#submit').getByRole('button', { name: 'Gửi duyệt' }).click();
  await expect(author.getByText('Đã gửi duyệt.')).toBeVisible();

  const publisher = await atDesk(browser, 'publisher');
  await publisher.goto(`${entry}/publish`);
  await publisher.getByRole('button', { name: 'Đăng ngay' }).click();
  await expect(publisher.getByText('Đã đăng.')).toBeVisible();
  const read = await publisher.goto('/vi/tin-tuc/hoi-vat-lang-mo-sang-mung-sau');
  expect(read?.status()).toBe(200);
  await expect(publisher.getByText('Đô vật các xã về dự hội.')).toBeVisible();
});

test('of two people who save one entry the second sees both texts and nothing is lost', async ({ browser }) => {
  const first = await atDesk(browser, 'editor');
  const entry = await begun(first, 'Chợ quê ngày cuối năm');
  const second = await atDesk(browser, 'publisher');
  await second.goto(entry);
  await lead(first).fill('Chợ họp từ sáng sớm.');
  await first.getByRole('banner').getByRole('button', { name: 'Lưu', exact: true }).click();
  await first.waitForURL(/done=saved/);
  await lead(second).fill('Chợ tan trước trưa.');
  await second.getByRole('banner').getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(second.getByRole('heading', { name: 'Hai người cùng sửa một bài' })).toBeVisible();
  await expect(second.getByText('Chợ họp từ sáng sớm.').first()).toBeVisible();
  await expect(second.getByText('Chợ tan trước trưa.').first()).toBeVisible();
  await second.getByRole('button', { name: 'Lưu bản của tôi' }).click();
  await second.waitForURL(/done=saved/);
  await expect(lead(second)).toHaveValue('Chợ tan trước trưa.');
});

test('what is typed is kept by itself and offered again', async ({ browser }) => {
  const page = await atDesk(browser, 'editor');
  const entry = await begun(page, 'Bài viết dở');
  const kept = page.waitForResponse((answer) => answer.url().endsWith('/autosave'));
  await lead(page).fill('Câu chưa kịp lưu.');
  expect((await kept).status()).toBe(200);
  const again = await page.context().newPage();
  await again.goto(entry);
  await again.getByRole('link', { name: 'Mở bản tự lưu' }).click();
  await expect(lead(again)).toHaveValue('Câu chưa kịp lưu.');
});

test('the pages of the desk have no barrier that axe finds, and stay inside a phone', async ({ browser }) => {
  // Twenty-eight pages, one after the other.
  test.setTimeout(300_000);
  const page = await atDesk(browser, 'administrator');
  const found: string[] = [];
  for (const address of ['/desk', '/desk/new', '/desk/entries?kind=news', '/desk/entries/1/vi', '/desk/entries/1/vi/history', '/desk/entries/1/vi/take-down', '/desk/translations', '/desk/calendar', '/desk/people', '/desk/me', '/desk/log', '/desk/site', '/desk/api', '/desk/help']) {
    for (const width of [1366, 390]) {
      await page.setViewportSize({ width, height: 800 });
      const answer = await page.goto(address);
      expect(answer?.status(), address).toBe(200);
      const axe = await new AxeBuilder({ page }).withTags(TAGS).analyze();
      found.push(...axe.violations.map((rule) => `${address} ${width} ${rule.id}: ${rule.nodes[0]?.target.join(' ')}`));
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (wide > 0) found.push(`${address} ${width}: ${wide} px too wide`);
    }
  }
  expect(found).toEqual([]);
});
