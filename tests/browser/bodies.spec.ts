// The register of bodies at the desk in a real browser: a merger is looked at, recorded, and the name of
// a published entry's day does not change; the form against WCAG 2.2 AA.
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { type Started, start } from './support/serve';

const PASSWORD = 'một mật khẩu thật dài 2026';
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
let portal: Started;

test.beforeAll(async () => {
  portal = await start();
  const person = ['--email', 'administrator@example.vn', '--role', 'administrator', '--name', 'Quản trị 1'];
  portal.run(['user', 'add', ...person], `${PASSWORD}\n`);
});
test.afterAll(async () => portal.end());

test('two bodies are merged at the desk and no published page loses the name of its day', async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, baseURL: portal.address, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto('/desk');
  await page.getByLabel('Thư điện tử').fill('administrator@example.vn');
  await page.getByLabel('Mật khẩu', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await page.waitForURL('**/desk');

  await page.goto('/desk/agencies');
  const list = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  expect(list.violations).toEqual([]);
  await page.getByRole('link', { name: 'Sáp nhập cơ quan' }).click();
  await page.getByLabel('Cơ quan thứ 1', { exact: true }).selectOption('vass');
  await page.getByLabel('Cơ quan thứ 2', { exact: true }).selectOption('vast');
  await page.getByLabel('Tên mới (Tiếng Việt)').fill('Viện Hàn lâm thử nghiệm');
  await page.getByLabel('Loại cơ quan').selectOption('government_agency');
  await page.getByLabel('Văn bản làm căn cứ').fill('Nghị quyết số 1/NQ-QH');
  await page.getByLabel('Ngày bắt đầu hoạt động').fill('2026-01-15');
  await page.getByRole('button', { name: 'Xem trước' }).click();
  await expect(page.getByText('Những điều sẽ thay đổi')).toBeVisible();
  const form = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  expect(form.violations).toEqual([]);
  await page.getByRole('button', { name: 'Ghi vào danh sách' }).click();
  await page.waitForURL('**/desk/agencies/vass');
  await expect(page.getByText('Sáp nhập').first()).toBeVisible();

  await page.goto('/vi/co-quan?ngay=2026-01-14');
  await expect(page.getByRole('main')).toContainText('nay là Viện Hàn lâm thử nghiệm');
  const before = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  expect(before.violations).toEqual([]);
  await page.goto('/vi/co-quan/vass');
  const body = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  expect(body.violations).toEqual([]);
  await context.close();
});
