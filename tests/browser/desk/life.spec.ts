// The life of an entry, from the draft to the notice at its former address, with every person it takes.
import { barriers, expect, handedIn, inBar, lead, newsroom, saved, test, written } from '../support/newsroom';

const office = newsroom(['author', 'editor', 'publisher', 'administrator']);

test('a text is handed in, returned with a remark, handed in again and published by somebody else', async ({ browser }) => {
  const author = await office.atDesk(browser, 'author');
  const entry = await written(author, 'Hội vật làng mở sáng mùng sáu', 'Đô vật các xã về dự hội.');
  expect(await barriers(author)).toEqual([]);
  await handedIn(author, 'Xin đọc kỹ giờ mở hội.');

  const publisher = await office.atDesk(browser, 'publisher');
  await expect(publisher.getByRole('link', { name: 'Hội vật làng mở sáng mùng sáu' })).toBeVisible();
  await publisher.goto(entry);
  await expect(publisher.getByText('Xin đọc kỹ giờ mở hội.')).toBeVisible();
  await publisher.getByText('Trả lại để sửa').click();
  await publisher.getByLabel('Cần sửa gì').fill('Thiếu giờ mở hội.');
  await publisher.getByRole('button', { name: 'Trả lại', exact: true }).click();
  await expect(publisher.getByText('Đã trả lại để sửa.')).toBeVisible();

  await author.goto('/desk');
  await expect(author.getByText('Thiếu giờ mở hội.')).toBeVisible();
  await author.goto(entry);
  await lead(author).fill('Cửa đình mở lúc 7 giờ.');
  await saved(author);
  await handedIn(author);

  await publisher.goto(`${entry}/publish`);
  expect(await barriers(publisher)).toEqual([]);
  await publisher.getByRole('button', { name: 'Đăng ngay' }).click();
  await expect(publisher.getByText('Đã đăng.')).toBeVisible();
  const read = await publisher.goto('/vi/tin-tuc/hoi-vat-lang-mo-sang-mung-sau');
  expect(read?.status()).toBe(200);
  await expect(publisher.getByText('Cửa đình mở lúc 7 giờ.').first()).toBeVisible();
  await expect(publisher.getByText('Đô vật các xã về dự hội.')).toBeVisible();
});

test('own work is published with a reason only, and stays flagged until somebody else approves it', async ({ browser }) => {
  const publisher = await office.atDesk(browser, 'publisher');
  const entry = await written(publisher, 'Mưa lớn, dời lễ hội đèn', 'Lễ dời sang tối mai.');
  await publisher.goto(`${entry}/publish`);
  await expect(publisher.getByText('Bản này do chính bạn viết.')).toBeVisible();
  await publisher.getByRole('button', { name: 'Đăng ngay' }).click();
  await expect(publisher.getByText('Đăng bài của chính mình cần ghi lý do.').first()).toBeVisible();
  await publisher.getByLabel('Lý do đăng ngay').fill('Khách đang trên đường tới.');
  await publisher.getByRole('button', { name: 'Đăng ngay' }).click();
  await expect(publisher.getByText('Cần một người khác có quyền đăng xác nhận.')).toBeVisible();
  expect(await barriers(publisher)).toEqual([]);

  const other = await office.atDesk(browser, 'administrator');
  await other.goto('/desk');
  await expect(other.getByRole('heading', { name: 'Đăng thiếu duyệt, chờ người thứ hai' })).toBeVisible();
  await other.goto(entry);
  await expect(other.getByText('Khách đang trên đường tới.')).toBeVisible();
  await other.getByRole('button', { name: 'Xác nhận đã duyệt' }).click();
  await expect(other.getByText('Đã xác nhận.')).toBeVisible();
  await expect(other.getByText('Đăng khi chưa có người thứ hai duyệt')).toHaveCount(0);
});

test('the button that schedules says so, and the calendar shows the day', async ({ browser }) => {
  const author = await office.atDesk(browser, 'author');
  const entry = await written(author, 'Đêm hát ống bên sông', 'Sân khấu dựng ở bến.');
  await handedIn(author);
  const publisher = await office.atDesk(browser, 'publisher');
  await publisher.goto(`${entry}/publish`);
  await publisher.getByRole('button', { name: 'Hẹn giờ đăng' }).click();
  await expect(publisher.getByText('Xin chọn cả ngày và giờ.').first()).toBeVisible();
  const day = new Date(Date.now() + 24 * 3600 * 1000).toLocaleDateString('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh' });
  await publisher.getByLabel('Ngày', { exact: true }).fill(day);
  await publisher.getByLabel('Giờ', { exact: true }).fill('06:30');
  await publisher.getByRole('button', { name: 'Hẹn giờ đăng' }).click();
  await expect(publisher.getByText('Đã hẹn giờ đăng.')).toBeVisible();
  await expect(publisher.locator('.panel').getByText('06:30')).toBeVisible();

  await publisher.goto(`/desk/calendar?month=${day.slice(0, 7)}`);
  await expect(publisher.getByRole('link', { name: /Đêm hát ống bên sông/ })).toBeVisible();
  expect(await barriers(publisher)).toEqual([]);
  expect((await publisher.request.get('/vi/tin-tuc/dem-hat-ong-ben-song')).status()).toBe(404);

  await publisher.goto(entry);
  await publisher.getByRole('button', { name: 'Bỏ hẹn giờ' }).click();
  await publisher.getByRole('dialog').getByRole('button', { name: 'Bỏ hẹn giờ' }).click();
  await expect(publisher.getByText('Đã bỏ hẹn giờ.')).toBeVisible();
});

test('what is taken down leaves a dated notice with its reason at the same address', async ({ browser }) => {
  const author = await office.atDesk(browser, 'author');
  const entry = await written(author, 'Thông báo cấm đường tạm thời', 'Đường trước đền cấm xe.');
  await handedIn(author);
  const publisher = await office.atDesk(browser, 'publisher');
  await publisher.goto(`${entry}/publish`);
  await publisher.getByRole('button', { name: 'Đăng ngay' }).click();
  await publisher.getByRole('link', { name: 'Gỡ bài' }).click();
  expect(await barriers(publisher)).toEqual([]);
  await publisher.getByRole('button', { name: 'Gỡ', exact: true }).click();
  await expect(publisher.getByText('Xin ghi lý do để người đọc biết vì sao nội dung không còn.').first()).toBeVisible();
  await publisher.getByLabel('Lý do, người đọc sẽ thấy').fill('Đường đã thông xe.');
  await publisher.getByRole('button', { name: 'Gỡ', exact: true }).click();
  await expect(publisher.getByText('Đã gỡ. Địa chỉ cũ có thông báo kèm ngày gỡ.')).toBeVisible();

  const gone = await publisher.goto('/vi/tin-tuc/thong-bao-cam-duong-tam-thoi');
  expect(gone?.status()).toBe(410);
  await expect(publisher.getByText('Đường đã thông xe.')).toBeVisible();
  const today = new Date().toLocaleDateString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh', day: '2-digit', month: '2-digit', year: 'numeric' });
  await expect(publisher.getByRole('main')).toContainText(today);
});

test('a check that blocks says why in words; mended, nothing stands in the way', async ({ browser }) => {
  const publisher = await office.atDesk(browser, 'publisher');
  await publisher.goto('/desk/entries?kind=gallery');
  await publisher.getByRole('link', { name: 'Ngày xuân trên đất Tây Yên Tử' }).first().click();
  const alt = publisher.getByLabel('Lời tả ảnh cho người khiếm thị').first();
  const was = await alt.inputValue();
  await alt.fill('');
  await saved(publisher);
  const entry = new URL(publisher.url()).pathname;
  await expect(publisher.locator('#checks-place')).toContainText(/[1-9]\d* lỗi/);
  await expect(publisher.locator('#checks-place')).toContainText(/lời tả|mô tả/);
  expect(await barriers(publisher)).toEqual([]);
  await publisher.goto(`${entry}/publish`);
  await expect(publisher.getByText('Chưa đăng được vì còn thiếu:')).toBeVisible();
  await expect(publisher.getByRole('button', { name: 'Đăng ngay' })).toHaveCount(0);
  expect(await barriers(publisher)).toEqual([]);
  await publisher.getByRole('link', { name: 'Quay lại sửa' }).click();
  await alt.fill(was);
  await inBar(publisher, 'Đăng').click();
  await publisher.waitForURL(/\/publish/);
  await expect(publisher.getByRole('button', { name: 'Đăng ngay' })).toBeVisible();
});
