// History and preview: any two editions word by word, an old one restored, and the page as readers will see it,
// for somebody without an account too.
import { barriers, expect, handedIn, lead, newsroom, saved, test, written } from '../support/newsroom';

const office = newsroom(['editor', 'publisher']);

test('two editions are compared word by word, and an old one is restored as a new one', async ({ browser }) => {
  const editor = await office.atDesk(browser, 'editor');
  const entry = await written(editor, 'Giờ mở cửa đền Hạ', 'Đền mở cửa từ 6 giờ.');
  await lead(editor).fill('Ghi nhận trong tuần.');
  await saved(editor);
  await editor.goto(`${entry}/history`);
  expect(await barriers(editor)).toEqual([]);
  await editor.getByRole('button', { name: 'So sánh hai bản' }).click();
  await expect(editor.locator('.compare del')).toContainText(['ngày']);
  await expect(editor.locator('.compare ins')).toContainText(['tuần']);
  expect(await barriers(editor)).toEqual([]);
  await editor.getByRole('button', { name: 'Khôi phục cả bản này' }).first().click();
  await expect(editor.getByText('Đã khôi phục thành bản mới nhất.')).toBeVisible();
  await editor.goto(entry);
  await expect(lead(editor)).toHaveValue('Ghi nhận trong ngày.');
});

test('the newest edition stands beside the live one in one click', async ({ browser }) => {
  const editor = await office.atDesk(browser, 'editor');
  const entry = await written(editor, 'Vé vào hội', 'Vé bán ở cổng đông.');
  await handedIn(editor);
  const publisher = await office.atDesk(browser, 'publisher');
  await publisher.goto(`${entry}/publish`);
  await publisher.getByRole('button', { name: 'Đăng ngay' }).click();
  await expect(publisher.getByText('Đã đăng.')).toBeVisible();
  await editor.goto(entry);
  await lead(editor).fill('Ghi nhận trong đêm.');
  await saved(editor);
  await editor.getByRole('link', { name: 'So với bản đang đăng' }).click();
  await expect(editor.locator('.compare del')).toContainText(['ngày']);
  await expect(editor.locator('.compare ins')).toContainText(['đêm']);
});

test('a preview shows phone, desktop and dark, and opens by a link for somebody without an account', async ({ browser }) => {
  const editor = await office.atDesk(browser, 'editor');
  const entry = await written(editor, 'Bản còn đang viết', 'Chưa ai được đọc.');
  await editor.goto(`${entry}/preview`);
  const shown = editor.frameLocator('iframe');
  await expect(shown.getByText('Chưa ai được đọc.')).toBeVisible();
  const width = async () => (await editor.locator('iframe').boundingBox())?.width ?? 0;
  const narrow = await width();
  await editor.getByRole('link', { name: 'Máy tính' }).click();
  await expect.poll(width).toBeGreaterThan(narrow * 2);
  await editor.getByRole('link', { name: 'Nền tối' }).click();
  await expect(shown.locator('html')).toHaveAttribute('data-theme', 'dark');
  expect(await barriers(editor)).toEqual([]);
  await editor.getByRole('button', { name: 'Tạo liên kết' }).click();
  const link = new URL(await editor.getByLabel('Liên kết xem thử').inputValue()).pathname;

  const guest = await (await office.browser(browser)).newPage();
  await guest.goto(link);
  await expect(guest.getByText('Bản xem thử, chưa phải bản chính thức.')).toBeVisible();
  await expect(guest.getByText('Chưa ai được đọc.')).toBeVisible();
  expect(await guest.context().cookies()).toEqual([]);
  const wrong = await guest.goto(`${link.slice(0, -2)}zz`);
  expect(wrong?.status()).toBe(410);
  await expect(guest.getByText('Liên kết xem thử không còn mở được')).toBeVisible();
});
