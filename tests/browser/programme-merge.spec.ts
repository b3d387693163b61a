// Two bodies are merged at the desk after a plan was handed in: no coverage of a day before is another one,
// page and table alike, and the merged body has no plan until somebody records the decision that says so.
import { type Page, expect, test } from '@playwright/test';
import { engage, enter, sound } from './support/officers';
import { type Started, start } from './support/serve';

const PUBLIC = '/vi/chuong-trinh/nq-47-2024';
const BEFORE = '2026-01-14';
let portal: Started;

test.beforeAll(async () => {
  portal = await start();
  engage(portal, 'dieu-phoi@example.vn', 'Điều phối 1', ['--role', 'coordinator']);
  engage(portal, 'quan-tri@example.vn', 'Quản trị 1', ['--role', 'administrator']);
});
test.afterAll(async () => portal.end());

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
  const coordinator = await enter(browser, portal, 'dieu-phoi@example.vn');
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

  const administrator = await enter(browser, portal, 'quan-tri@example.vn');
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
