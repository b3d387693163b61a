// Whole-site work: the menu by keyboard and by drag, a redirect, tags merged, one deed for many, a filter kept,
// one search over everything, and the desk in English.
import { barriers, begun, expect, newsroom, test, written } from '../support/newsroom';

const office = newsroom(['administrator', 'editor']);

test('the menu is put in order by keyboard and by drag, and readers see it', async ({ browser }) => {
  const page = await office.atDesk(browser, 'administrator');
  await page.goto('/desk/site');
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('main').getByRole('link', { name: 'Bảng chọn và chân trang' }).first().click();
  expect(await barriers(page)).toEqual([]);
  const rows = page.getByRole('list', { name: 'Bảng chọn' }).locator('.sort-words b');
  await expect(rows.first()).toHaveText('Tin tức');
  await page.getByRole('list', { name: 'Bảng chọn' }).getByRole('button', { name: 'Chuyển xuống: Tin tức' }).focus();
  await page.keyboard.press('Enter');
  await expect(rows.nth(1)).toHaveText('Tin tức');

  const grip = page.getByRole('list', { name: 'Bảng chọn' }).locator('[data-handle]');
  await grip.nth(0).dragTo(grip.nth(4));
  await expect(rows.first()).toHaveText('Tin tức');
  await expect(rows.nth(1)).not.toHaveText('Lễ hội');
  const order = await rows.allTextContents();
  await page.getByRole('main').getByRole('button', { name: 'Lưu', exact: true }).last().click();
  await expect(page.getByText('Đã lưu. Bạn đọc thấy thay đổi ngay.')).toBeVisible();
  await page.goto('/vi/tin-tuc');
  const menu = await page.getByRole('navigation').filter({ hasText: 'Lễ hội' }).first().getByRole('link').allTextContents();
  expect(menu.map((one) => one.trim()).filter((one) => order.includes(one))).toEqual(order);
});

test('a former address leads on to the page that took its place', async ({ browser }) => {
  const page = await office.atDesk(browser, 'administrator');
  await page.goto('/desk/site/redirects');
  expect(await barriers(page)).toEqual([]);
  await page.getByLabel('Từ địa chỉ').fill('/default.aspx?id=7');
  await page.getByLabel('Đến', { exact: true }).fill('/vi/le-hoi');
  await page.getByRole('button', { name: 'Thêm', exact: true }).click();
  await expect(page.getByRole('cell', { name: '/default.aspx?id=7' })).toBeVisible();
  await page.goto('/default.aspx?id=7');
  expect(new URL(page.url()).pathname).toBe('/vi/le-hoi');
});

test('a menu saved as it is says so and leaves the readers’ menu alone', async ({ browser }) => {
  const page = await office.atDesk(browser, 'administrator');
  await page.goto('/vi/tin-tuc');
  const links = () => page.getByRole('navigation').filter({ hasText: 'Lễ hội' }).first().getByRole('link').allTextContents();
  const before = await links();
  await page.goto('/desk/site/menu');
  await page.getByRole('main').getByRole('button', { name: 'Lưu', exact: true }).last().click();
  await page.waitForURL(/done=same/);
  await expect(page.locator('.toast')).toContainText('Đã lưu.');
  await expect(page.getByRole('button', { name: 'Hoàn tác' })).toHaveCount(0);
  expect(await barriers(page)).toEqual([]);
  await page.goto('/vi/tin-tuc');
  expect(await links()).toEqual(before);
});

test('merging a tag says first what changes, does it, and is undone with one press', async ({ browser }) => {
  const page = await office.atDesk(browser, 'administrator');
  await page.goto('/desk/site/tags');
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('link', { name: 'Hát Ống' }).click();
  expect(await barriers(page)).toEqual([]);
  await page.getByLabel('Gộp vào', { exact: true }).selectOption({ label: 'Lễ đầu xuân' });
  await page.getByRole('button', { name: 'Xem sẽ thay đổi gì' }).click();
  await expect(page.getByText('Gộp xong vẫn hoàn tác được.')).toBeVisible();
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('button', { name: 'Gộp', exact: true }).click();
  await expect(page.getByText('Đã gộp.')).toBeVisible();
  expect(await barriers(page)).toEqual([]);
  const merged = page.url();
  await page.goto('/desk/site/tags');
  await expect(page.getByRole('link', { name: 'Hát Ống' })).toHaveCount(0);
  await page.goto('/vi/tin-tuc/the/hat-ong');
  expect(new URL(page.url()).pathname).toBe('/vi/tin-tuc/the/le-dau-xuan');

  await page.goto(merged);
  await page.getByRole('button', { name: 'Hoàn tác' }).click();
  await page.waitForURL(/tags\/hat-ong\?done=put-back/);
  await expect(page.getByText('Đã trả lại như trước.')).toBeVisible();
  await page.goto('/desk/site/tags');
  await expect(page.getByRole('link', { name: 'Hát Ống' })).toHaveCount(1);
  await page.goto('/vi/tin-tuc/the/hat-ong');
  expect(new URL(page.url()).pathname).toBe('/vi/tin-tuc/the/hat-ong');
});

test('what was deleted is undone from the message, and later from the change log', async ({ browser }) => {
  const page = await office.atDesk(browser, 'administrator');
  await page.goto('/desk/site/redirects');
  await page.getByLabel('Từ địa chỉ').fill('/trang-cu');
  await page.getByLabel('Đến', { exact: true }).fill('/vi/le-hoi');
  await page.getByRole('button', { name: 'Thêm', exact: true }).click();
  const row = page.getByRole('row').filter({ hasText: '/trang-cu' });
  const remove = async () => {
    await page.goto('/desk/site/redirects');
    await row.getByRole('button').last().click();
    const sure = page.getByRole('dialog').getByRole('button', { name: /Xóa/ });
    if (await sure.isVisible()) await sure.click();
    await page.waitForURL(/undo=/);
    await expect(row).toHaveCount(0);
  };
  await remove();
  await page.getByRole('button', { name: 'Hoàn tác' }).click();
  await expect(row).toHaveCount(1);
  await remove();
  await page.goto('/desk/log');
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('row').filter({ hasText: 'redirect /trang-cu' }).first().getByRole('button', { name: 'Hoàn tác' }).click();
  await page.waitForURL(/done=put-back/);
  await expect(row).toHaveCount(1);
});

test('many entries are given to somebody at once, and a filter is kept', async ({ browser }) => {
  const page = await office.atDesk(browser, 'administrator');
  await page.goto('/desk/entries?kind=news&q=xuan');
  await page.getByText('Lưu bộ lọc này').click();
  await page.getByLabel('Tên bộ lọc').fill('Bài về mùa xuân');
  await page.getByRole('main').getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(page.getByRole('link', { name: 'Bài về mùa xuân' })).toBeVisible();

  const boxes = page.getByRole('checkbox', { name: /^Chọn / });
  for (const at of [1, 2]) {
    await boxes.nth(at).focus();
    await page.keyboard.press('Space');
  }
  await expect(page.getByText('Đã chọn 2')).toBeVisible();
  await page.getByLabel('Việc cần làm').selectOption({ label: 'Giao người phụ trách, đặt hạn xem lại' });
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await expect(page.getByText('2 mục đã chọn')).toBeVisible();
  expect(await barriers(page)).toEqual([]);
  await page.getByLabel('Người phụ trách').selectOption({ label: 'Biên tập viên 1' });
  await page.getByRole('button', { name: 'Giao các mục này' }).click();
  await expect(page.getByText('Đã làm xong 2 mục, 0 mục không làm được.')).toBeVisible();
  expect(await barriers(page)).toEqual([]);
});

test('one search finds words of a text, a person, a tag and a page of the desk', async ({ browser }) => {
  const page = await office.atDesk(browser, 'administrator');
  await written(page, 'Bài chưa đăng', 'Câu chỉ có ở bản nháp: khoai sọ Lệ Viễn.');
  const look = async (q: string) => {
    await page.goto('/desk/search');
    await page.getByLabel('Tìm ở bàn biên tập').fill(q);
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=/);
  };
  await look('bien tap vien');
  await expect(page.getByRole('link', { name: /Biên tập viên 1/ })).toBeVisible();
  await look('xuong giang');
  await expect(page.getByRole('heading', { name: 'Chuyên mục và thẻ' })).toBeVisible();
  expect(await barriers(page)).toEqual([]);
  await look('khoai so');
  await expect(page.getByRole('link', { name: 'Bài chưa đăng' })).toBeVisible();
  await look('zzzqqq');
  await expect(page.getByText('Không tìm thấy “zzzqqq”')).toBeVisible();
});

test('the desk speaks English to whoever chooses it', async ({ browser }) => {
  const page = await office.atDesk(browser, 'editor');
  await begun(page, 'Trang bằng tiếng Anh');
  await page.goto('/desk/me');
  await page.getByLabel('Ngôn ngữ của bàn biên tập').selectOption({ label: 'English' });
  await page.getByRole('main').getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  for (const address of ['/desk', '/desk/entries', '/desk/help', '/desk/calendar']) {
    await page.goto(address);
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    expect(await barriers(page)).toEqual([]);
  }
});
