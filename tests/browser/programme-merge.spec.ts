// Two bodies are merged at the desk after a plan was handed in: no coverage of a day before is another one,
// page and table alike, and the merged body has no plan until somebody records the decision that says so.
import AxeBuilder from '@axe-core/playwright';
import { type Browser, type Page, expect, test } from '@playwright/test';
import { type Started, start } from './support/serve';

const PASSWORD = 'một mật khẩu thật dài 2026';
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const PUBLIC = '/vi/chuong-trinh/nq-47-2024';
const BEFORE = '2026-01-14';
let portal: Started;

test.beforeAll(async () => {
  portal = await start();
  const add = (email: string, name: string, role: string) =>
    portal.run(['user', 'add', '--email', email, '--name', name, '--role', role], `${PASSWORD}\n`);
  add('dieu-phoi@example.vn', 'Điều phối 1', 'coordinator');
  add('quan-tri@example.vn', 'Quản trị 1', 'administrator');
});
test.afterAll(async () => portal.end());

async function enter(browser: Browser, email: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, baseURL: portal.address, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto('/desk');
  await page.getByLabel('Thư điện tử').fill(email);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await page.waitForURL('**/desk');
  return page;
}

async function sound(page: Page): Promise<void> {
  for (const width of [1366, 390]) {
    await page.setViewportSize({ width, height: 800 });
    const found = await new AxeBuilder({ page }).withTags(TAGS).analyze();
    expect(found.violations.map((one) => `${page.url()} at ${width}: ${one.id} ${one.nodes[0]?.html}`)).toEqual([]);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide, `${page.url()} at ${width}`).toBeLessThanOrEqual(width);
  }
  await page.setViewportSize({ width: 1366, height: 768 });
}

/** The table of who has handed in on a day, and the figures and names that the page of that day shows. */
async function coverage(page: Page): Promise<{ table: string; figures: string[]; names: string[] }> {
  const answer = await page.request.get(`${PUBLIC}/coverage.csv?ngay=${BEFORE}`);
  await page.goto(`${PUBLIC}?ngay=${BEFORE}`);
  const figures = await page.locator('.prog-coverage .prog-big').allInnerTexts();
  // What a body is called now stands behind its name of the day and may change; the name of the day may not.
  const names = await page.locator('.prog-names th a').evaluateAll((links) =>
    links.map((link) => link.firstChild?.textContent?.trim() ?? ''));
  return { table: await answer.text(), figures, names };
}

test('a merger changes no coverage of a day before it, and a plan counts for the new body by decision alone', async ({ browser }) => {
  test.slow();
  const coordinator = await enter(browser, 'dieu-phoi@example.vn');
  await coordinator.goto('/desk/programme/nq-47-2024/body/p-cao-bang');
  await coordinator.getByText('Ghi nhận kế hoạch gửi bằng giấy').first().click();
  await coordinator.getByLabel('Số, ký hiệu của kế hoạch').fill('12/KH-UBND');
  await coordinator.getByLabel('Ngày nhận').fill('2026-01-05');
  await coordinator.getByRole('button', { name: 'Ghi nhận kế hoạch gửi bằng giấy' }).click();
  await coordinator.waitForURL(/plans/);
  const before = await coverage(coordinator);
  expect(before.table).toContain('p-cao-bang,Tỉnh Cao Bằng,received,2026-01-05');
  expect(before.figures.some((one) => one.startsWith('1/'))).toBe(true);
  await sound(coordinator);

  const administrator = await enter(browser, 'quan-tri@example.vn');
  await administrator.goto('/desk/agencies');
  await administrator.getByRole('link', { name: 'Sáp nhập cơ quan' }).click();
  await administrator.getByLabel('Cơ quan thứ 1', { exact: true }).selectOption('p-cao-bang');
  await administrator.getByLabel('Cơ quan thứ 2', { exact: true }).selectOption('p-lang-son');
  await administrator.getByLabel('Tên mới (Tiếng Việt)').fill('Tỉnh Cao Lạng');
  await administrator.getByLabel('Loại cơ quan').selectOption('province');
  await administrator.getByLabel('Văn bản làm căn cứ').fill('Nghị quyết số 1/2026/QH16');
  await administrator.getByLabel('Ngày bắt đầu hoạt động').fill('2026-01-15');
  await administrator.getByRole('button', { name: 'Xem trước' }).click();
  await administrator.getByRole('button', { name: 'Ghi vào danh sách' }).click();
  await administrator.waitForURL(/desk\/agencies\//);

  const after = await coverage(coordinator);
  expect(after).toEqual(before);
  await sound(coordinator);
  const now = await (await coordinator.request.get(`${PUBLIC}/coverage.csv?ngay=2026-01-16`)).text();
  expect(now).toContain('Tỉnh Cao Lạng');
  expect(now).not.toContain('Tỉnh Lạng Sơn');
});
