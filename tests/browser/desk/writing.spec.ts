// Writing: what is pasted comes out clean, old encodings are noticed, nothing typed is lost, and two people on
// one entry see each other.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { STAFF, barriers, begun, body, expect, inBar, lead, newsroom, saved, test } from '../support/newsroom';

const office = newsroom(['editor', 'publisher']);
const WORD = readFileSync(fileURLToPath(new URL('../../../assets/test/paste/word.html', import.meta.url)), 'utf8');

/** Pastes into the text as a browser does: the same clipboard with HTML and plain words. */
async function paste(page: Page, clipboard: Record<string, string>) {
  await body(page).click();
  await body(page).evaluate((element, kinds) => {
    const data = new DataTransfer();
    for (const [kind, text] of Object.entries(kinds)) data.setData(kind, text);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, clipboard);
}

test('what is pasted from Word keeps headings, lists, tables and links, and nothing of its dress', async ({ browser }) => {
  const page = await office.atDesk(browser, 'editor');
  await begun(page, 'Kế hoạch dán từ Word');
  await paste(page, { 'text/html': WORD.slice(WORD.indexOf('<html')), 'text/plain': 'KẾ HOẠCH' });
  const text = body(page);
  await expect(text.getByRole('heading', { name: 'I. Mục đích' })).toBeVisible();
  await expect(text.getByRole('listitem').filter({ hasText: 'Đánh trống hội' }).last()).toBeVisible();
  await expect(text.getByRole('cell', { name: '120.000.000' })).toBeVisible();
  expect(await text.locator('[style*="font"], [class*="Mso"], font').count()).toBe(0);
  await expect(page.getByText('Có 1 ảnh chưa được dán vào')).toBeVisible();
  await lead(page).fill('Bản dán sạch.');
  await saved(page);
  await expect(body(page).getByRole('link', { name: 'toàn văn' })).toHaveAttribute('href', 'https://bacgiang.example.vn/ke-hoach');
  expect(await barriers(page)).toEqual([]);
});

test('text in TCVN3 is noticed, shown both ways, and converted when she says so', async ({ browser }) => {
  const page = await office.atDesk(browser, 'editor');
  await begun(page, 'Chữ từ máy cũ');
  // In TCVN3 the letter ư stands where Unicode has the soft hyphen, which nobody sees.
  const old = 'Tr\u00adêng THCS tæ chøc lÔ héi truyÒn thèng vµo ngµy mïng n¨m th¸ng Giªng';
  await paste(page, { 'text/plain': old });
  await expect(page.getByText('Chữ có vẻ gõ theo bảng mã cũ TCVN3')).toBeVisible();
  await expect(body(page)).toContainText('truyÒn');
  await page.getByRole('button', { name: 'Đổi sang Unicode dựng sẵn' }).click();
  await expect(body(page)).toContainText('Trường THCS tổ chức lễ hội truyền thống vào ngày mùng năm tháng Giêng');
});

test('what is typed is kept by itself and offered again after the page was closed', async ({ browser }) => {
  const page = await office.atDesk(browser, 'editor');
  const entry = await begun(page, 'Bài viết dở');
  const kept = page.waitForResponse((answer) => answer.url().endsWith('/autosave'));
  await lead(page).fill('Câu chưa kịp lưu.');
  expect((await kept).status()).toBe(200);
  await expect(page.getByRole('banner')).toContainText(/Đã lưu nháp/);
  const again = await page.context().newPage();
  await page.close();
  await again.goto(entry);
  await expect(again.getByText(/Có bản tự lưu lúc/)).toBeVisible();
  await again.getByRole('link', { name: 'Mở bản tự lưu' }).click();
  await expect(lead(again)).toHaveValue('Câu chưa kịp lưu.');
});

test('without a connection the words stay on the machine and reach the server when it is back', async ({ browser }) => {
  const page = await office.atDesk(browser, 'editor');
  const entry = await begun(page, 'Viết khi mất mạng');
  await page.context().setOffline(true);
  await lead(page).fill('Gõ trên xe, không có sóng.');
  await expect(page.getByText('Chưa tới được máy chủ')).toBeVisible();
  await expect(page.getByText('Nội dung đang được giữ trên máy này.').first()).toBeVisible();
  const again = await page.context().newPage();
  await page.close();
  await again.context().setOffline(false);
  await again.goto(entry);
  await expect(again.getByText(/Trên máy này có phần viết lúc/)).toBeVisible();
  await again.getByRole('button', { name: 'Khôi phục', exact: true }).click();
  await expect(lead(again)).toHaveValue('Gõ trên xe, không có sóng.');
  await saved(again);
});

test('what never arrived is offered again although a colleague has saved meanwhile', async ({ browser }) => {
  const page = await office.atDesk(browser, 'editor');
  const entry = await begun(page, 'Bấm lưu khi mất mạng');
  const colleague = await office.atDesk(browser, 'publisher');
  await colleague.goto(entry);
  await page.context().setOffline(true);
  await lead(page).fill('Viết trên xe, bấm lưu.');
  await inBar(page, 'Lưu').click();
  await expect(lead(page)).toBeHidden();
  await lead(colleague).fill('Đồng nghiệp đã lưu.');
  await saved(colleague);
  await page.context().setOffline(false);
  await page.goto(entry);
  await expect(lead(page)).toHaveValue('Đồng nghiệp đã lưu.');
  await page.getByRole('button', { name: 'Khôi phục', exact: true }).click();
  await expect(lead(page)).toHaveValue('Viết trên xe, bấm lưu.');
});

test('Ctrl+S held down sends the form once', async ({ browser }) => {
  const page = await office.atDesk(browser, 'editor');
  const entry = await begun(page, 'Giữ phím lưu');
  let sent = 0;
  page.on('request', (request) => {
    if (request.method() === 'POST' && new URL(request.url()).pathname === entry) sent += 1;
  });
  await lead(page).fill('Một lần là đủ.');
  await page.keyboard.down('Control');
  for (let time = 0; time < 3; time += 1) await page.keyboard.down('s');
  await page.keyboard.up('s');
  await page.keyboard.up('Control');
  await page.waitForURL(/done=saved/);
  await expect(lead(page)).toHaveValue('Một lần là đủ.');
  expect(sent).toBe(1);
});

test('the library is asked in the language of the text', async ({ browser }) => {
  const page = await office.atDesk(browser, 'editor');
  const entry = await begun(page, 'Ảnh cho bản tiếng Anh');
  await page.goto(entry.replace(/vi$/, 'en'));
  const asked = page.waitForRequest(/\/desk\/pick\/media\?/);
  await page.getByRole('button', { name: 'Ảnh', exact: true }).click();
  expect(new URL((await asked).url()).searchParams.get('language')).toBe('en');
});

test('two people on one entry see each other; the second to save sees both texts and nothing is lost', async ({ browser }) => {
  const first = await office.atDesk(browser, 'editor');
  const entry = await begun(first, 'Chợ quê ngày cuối năm');
  const second = await office.atDesk(browser, 'publisher');
  await second.goto(entry);
  await expect(second.getByText(`${STAFF.editor} cũng đang mở`)).toBeVisible();
  await first.reload();
  await expect(first.getByText(`${STAFF.publisher} cũng đang mở`)).toBeVisible();

  await lead(first).fill('Chợ họp từ sáng sớm.');
  await saved(first);
  await lead(second).fill('Chợ tan trước trưa.');
  await inBar(second, 'Lưu').click();
  await expect(second.getByRole('heading', { name: 'Hai người cùng sửa một bài' })).toBeVisible();
  await expect(second.getByText('Chợ họp từ sáng sớm.').first()).toBeVisible();
  await expect(second.getByText('Chợ tan trước trưa.').first()).toBeVisible();
  expect(await barriers(second)).toEqual([]);
  await second.getByRole('button', { name: 'Lưu bản của tôi' }).click();
  await second.waitForURL(/done=saved/);
  await expect(lead(second)).toHaveValue('Chợ tan trước trưa.');
  await second.goto(`${entry}/history`);
  const editions = second.locator('.timeline-words');
  await expect(editions.filter({ hasText: 'Bản 2: lưu' })).toContainText(STAFF.editor);
  await expect(editions.filter({ hasText: 'Bản 3: lưu' })).toContainText(STAFF.publisher);
});
