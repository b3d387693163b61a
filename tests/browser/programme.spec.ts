// The action programme in a real browser: an agency's plan from its first draft to its acceptance, with the
// coordinator on the other side; every page of both against WCAG 2.2 AA, on an office screen and on a phone.
import { expect, test } from '@playwright/test';
import { engage, enter, sound } from './support/officers';
import { type Started, start } from './support/serve';

const KEY = 'nq-47-2024';
let portal: Started;

test.beforeAll(async () => {
  portal = await start();
  engage(portal, 'dieu-phoi@example.vn', 'Điều phối 1', ['--role', 'coordinator']);
  engage(portal, 'cao-bang@example.vn', 'Cán bộ 1', ['--role', 'editor', '--agency', 'p-cao-bang']);
});
test.afterAll(async () => portal.end());

test('a plan goes from its agency to the coordinator and back, and every page on the way is accessible', async ({ browser }) => {
  test.slow();
  const coordinator = await enter(browser, portal, 'dieu-phoi@example.vn');
  await coordinator.goto('/desk/programme');
  await sound(coordinator);
  await coordinator.getByRole('link', { name: 'Khung chương trình' }).click();
  await sound(coordinator);
  await coordinator.getByRole('link', { name: 'Thêm nhiệm vụ, giải pháp' }).first().click();
  await coordinator.getByLabel('Tên (Tiếng Việt)').fill('Phổ biến nghị quyết tới cán bộ');
  await sound(coordinator);
  await coordinator.getByRole('button', { name: 'Lưu' }).click();
  await coordinator.getByRole('link', { name: 'Phân công' }).first().click();
  await coordinator.getByLabel('Cơ quan', { exact: true }).selectOption('p-cao-bang');
  await sound(coordinator);
  await coordinator.getByRole('button', { name: 'Phân công cơ quan' }).click();
  await expect(coordinator.getByRole('cell', { name: 'Tỉnh Cao Bằng' })).toBeVisible();

  const officer = await enter(browser, portal, 'cao-bang@example.vn');
  await officer.goto('/desk/programme');
  await sound(officer);
  await officer.getByRole('link', { name: 'Mở trang của cơ quan' }).click();
  await sound(officer);
  await officer.getByRole('button', { name: 'Bắt đầu kế hoạch' }).click();
  await officer.getByLabel('Số, ký hiệu của kế hoạch').fill('123/KH-UBND');
  await officer.getByRole('button', { name: 'Lưu' }).click();
  await officer.getByRole('link', { name: 'Thêm hoạt động' }).click();
  await officer.getByLabel('Nhiệm vụ, giải pháp').selectOption('1.1');
  await officer.getByLabel('Tên (Tiếng Việt)').fill('Hội nghị quán triệt');
  await officer.getByLabel('Từ ngày').fill('2026-01-05');
  await officer.getByLabel('Đến ngày').fill('2026-01-20');
  await sound(officer);
  await officer.getByRole('button', { name: 'Lưu' }).click();
  await sound(officer);
  await officer.getByRole('link', { name: 'Hội nghị quán triệt' }).click();
  await officer.getByText('Đưa ra minh chứng').first().click();
  await sound(officer);
  await officer.goBack();
  await officer.getByRole('button', { name: 'Gửi kế hoạch' }).click();
  await expect(officer.getByText('Đã gửi kế hoạch.')).toBeVisible();
  const plan = new URL(officer.url()).pathname;

  await coordinator.goto('/desk/programme');
  await coordinator.getByRole('link', { name: 'Tỉnh Cao Bằng' }).first().click();
  await coordinator.getByLabel('Điều cần bổ sung').fill('Thiếu kinh phí');
  await sound(coordinator);
  await coordinator.getByRole('button', { name: 'Trả lại' }).click();
  await officer.goto(plan);
  await expect(officer.getByText('Thiếu kinh phí').first()).toBeVisible();
  await sound(officer);
  await officer.getByRole('button', { name: 'Gửi kế hoạch' }).click();
  await coordinator.goto(plan);
  await coordinator.getByRole('button', { name: 'Tiếp nhận' }).click();
  await expect(coordinator.getByText('Đã tiếp nhận kế hoạch.')).toBeVisible();
  for (const room of ['table', 'decisions', 'indicators', 'indicators/of/new']) {
    await coordinator.goto(`/desk/programme/${KEY}/${room}`);
    await sound(coordinator);
  }
  await coordinator.goto('/desk/programme/new');
  await sound(coordinator);

  const below = ['', '/nhom-nhiem-vu/1', '/co-quan/p-cao-bang', '/co-quan/p-lang-son'];
  for (const address of ['/vi/chuong-trinh', ...below.map((one) => `/vi/chuong-trinh/${KEY}${one}`)]) {
    await officer.goto(address);
    await sound(officer);
  }
  await officer.goto(`/vi/chuong-trinh/${KEY}/co-quan/p-cao-bang`);
  await expect(officer.getByText('123/KH-UBND')).toBeVisible();
});

test('a year is reported: looked at, issued, found by readers, withdrawn with a reason', async ({ browser }) => {
  test.slow();
  const coordinator = await enter(browser, portal, 'dieu-phoi@example.vn');
  await coordinator.goto('/desk/programme');
  await coordinator.getByRole('link', { name: 'Báo cáo', exact: true }).click();
  await sound(coordinator);
  await coordinator.getByLabel('Kỳ báo cáo').selectOption('2025');
  await coordinator.getByLabel('Cơ quan phát hành').selectOption('mofa');
  await coordinator.getByRole('button', { name: 'Xem trước' }).click();
  await expect(coordinator.getByText('Cần ghi địa danh').first()).toBeVisible();
  await sound(coordinator);
  await coordinator.getByLabel('Địa danh').fill('Hà Nội');
  await coordinator.getByRole('button', { name: 'Xem trước' }).click();
  await expect(coordinator.getByRole('heading', { name: /^Xem trước: / })).toBeVisible();
  await sound(coordinator);
  // The page that waits is looked at while its questions are held back.
  const asked: (() => Promise<void>)[] = [];
  await coordinator.route('**/making/progress**', (route) => void asked.push(() => route.continue()));
  await coordinator.getByRole('button', { name: 'Phát hành' }).click();
  await coordinator.getByRole('dialog').getByRole('button', { name: 'Phát hành' }).click();
  await expect(coordinator.getByText('PDF, Tiếng Việt')).toBeVisible();
  await sound(coordinator);
  await Promise.all(asked.map((go) => go()));
  await coordinator.unroute('**/making/progress**');
  await expect(coordinator.getByText('Đã phát hành báo cáo.')).toBeVisible({ timeout: 60_000 });
  await sound(coordinator);

  const reader = await (await browser.newContext({ baseURL: portal.address, reducedMotion: 'reduce' })).newPage();
  await reader.goto(`/vi/chuong-trinh/${KEY}`);
  await sound(reader);
  const taken = reader.waitForEvent('download');
  await reader.getByRole('link', { name: 'PDF, Tiếng Việt' }).click();
  expect((await taken).suggestedFilename()).toBe(`${KEY}-2025-vi.pdf`);
  await reader.getByRole('link', { name: 'Báo cáo năm 2025' }).click();
  await sound(reader);

  await coordinator.getByText('Rút báo cáo').first().click();
  await coordinator.getByLabel('Lý do rút').fill('Thiếu một tỉnh');
  await sound(coordinator);
  await coordinator.getByRole('button', { name: 'Rút báo cáo' }).click();
  await expect(coordinator.getByText('Đã rút báo cáo.')).toBeVisible();
  await reader.reload();
  await expect(reader.getByText('Thiếu một tỉnh')).toBeVisible();
  await sound(reader);
});

test('without a script, a report on its way goes on by itself too', async ({ browser }) => {
  test.slow();
  const coordinator = await enter(browser, portal, 'dieu-phoi@example.vn', undefined, { javaScriptEnabled: false });
  await coordinator.goto(`/desk/programme/${KEY}/reports`);
  await coordinator.getByLabel('Kỳ báo cáo').selectOption('2024-H2');
  await coordinator.getByLabel('Cơ quan phát hành').selectOption('mofa');
  await coordinator.getByLabel('Địa danh').fill('Hà Nội');
  await coordinator.getByRole('button', { name: 'Xem trước' }).click();
  await coordinator.getByRole('button', { name: 'Phát hành' }).click();
  await expect(coordinator.getByText('Đang lập báo cáo').first()).toBeVisible();
  await expect(coordinator.getByText('Đã phát hành báo cáo.')).toBeVisible({ timeout: 60_000 });
});
