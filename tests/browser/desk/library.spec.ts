// The library: many files dropped at once, what is refused and why, a picture described and shown to readers,
// a film with its poster and its captions.
import type { Page } from '@playwright/test';
import { barriers, begun, body, expect, handedIn, lead, newsroom, saved, test } from '../support/newsroom';
import { type Material, film, grain, liar, photograph, program } from '../support/material';

const office = newsroom(['editor', 'publisher']);
const ALT = 'Cổng thành Xương Giang trong nắng sớm';
test.setTimeout(180_000);

/** Drops files on the zone as a hand does: one event with all of them. */
async function drop(page: Page, files: Material[]) {
  const sent = files.map(({ name, mimeType, buffer }) => ({ name, mimeType, bytes: buffer.toString('base64') }));
  const transfer = await page.evaluateHandle((given) => {
    const data = new DataTransfer();
    for (const { name, mimeType, bytes } of given) {
      const raw = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0));
      data.items.add(new File([raw], name, { type: mimeType, lastModified: 1 }));
    }
    return data;
  }, sent);
  await page.locator('[data-drop]').first().dispatchEvent('dragenter', { dataTransfer: transfer });
  await expect(page.locator('[data-drop]').first()).toHaveClass(/is-over/);
  await page.locator('[data-drop]').first().dispatchEvent('drop', { dataTransfer: transfer });
}

const row = (page: Page, name: string) => page.locator('.upload-row').filter({ hasText: name });
const tile = (page: Page, name: string) => page.locator('.tile').filter({ hasText: name });

/** Waits until readers can get a file, and leaves its page open. */
async function ready(page: Page, name: string) {
  await page.goto('/desk/media');
  await tile(page, name).getByRole('link', { name }).click();
  await expect(page.getByText('Người đọc xem được.')).toBeVisible({ timeout: 120_000 });
}

test('several files are dropped at once: each says how far it is, and a refused one says why beside the others', async ({ browser }) => {
  const page = await office.atDesk(browser, 'editor');
  await page.goto('/desk/media');
  const gate = photograph('cong-thanh.jpg', 0);
  await drop(page, [gate, program, photograph('mai-dinh.jpg', 90), liar(gate)]);
  await expect(page.getByText('Đã nhận 2/4 tệp. 2 tệp không nhận được.')).toBeVisible({ timeout: 60_000 });
  await expect(row(page, 'cong-thanh.jpg')).toContainText('Đã nhận');
  await expect(row(page, 'cai-dat.exe')).toContainText('Cổng không nhận loại tệp này');
  await expect(row(page, 'so-do.svg')).toContainText('đuôi .svg nhưng nội dung là JPG');
  await expect(page.locator('.upload-row').first()).toHaveClass(/upload-refused/);
  // The list below has them without being asked, and shows each picture once it is made.
  await expect(page.getByText('5 tư liệu')).toBeVisible();
  await expect(tile(page, 'mai-dinh.jpg').locator('img')).toBeVisible({ timeout: 120_000 });
  await expect(tile(page, 'cong-thanh.jpg').locator('img')).toBeVisible({ timeout: 120_000 });
  // The same bytes again are known; the list of uploads is tidied with one press.
  await drop(page, [{ ...gate, name: 'ban-sao.jpg' }]);
  await expect(row(page, 'ban-sao.jpg')).toContainText('Đã có sẵn trong kho', { timeout: 60_000 });
  await page.getByRole('button', { name: 'Dọn danh sách này' }).click();
  await expect(page.locator('.upload-row')).toHaveCount(0);
  await expect(page.getByText('5 tư liệu')).toBeVisible();
});

test('an upload that lost its connection goes on where it stood', async ({ browser }) => {
  const page = await office.atDesk(browser, 'editor');
  await page.goto('/desk/media');
  await page.context().setOffline(true);
  await drop(page, [photograph('mat-mang.jpg', 200)]);
  await expect(row(page, 'mat-mang.jpg')).toContainText('Chờ có mạng để gửi tiếp');
  await page.context().setOffline(false);
  await expect(row(page, 'mat-mang.jpg')).toContainText('Đã nhận', { timeout: 60_000 });
});

test('a picture is described by keyboard, put into an article, published, and readers see it', async ({ browser }) => {
  const page = await office.atDesk(browser, 'editor');
  await page.goto('/desk/media');
  await page.locator('#upload-files').setInputFiles(photograph('xuong-giang.jpg', 300));
  await expect(row(page, 'xuong-giang.jpg')).toContainText('Đã nhận', { timeout: 60_000 });
  await ready(page, 'xuong-giang.jpg');
  await expect(page.locator('.focal-crop')).toHaveCount(3);
  await page.getByRole('button', { name: /^Đặt điểm chính/ }).focus();
  for (const key of ['Shift+ArrowLeft', 'Shift+ArrowLeft', 'ArrowUp']) await page.keyboard.press(key);
  await expect(page.getByLabel('Từ mép trái')).toHaveValue('300');
  await expect(page.getByLabel('Từ mép trên')).toHaveValue('490');
  const words = page.locator('.media-words fieldset').first();
  await words.getByLabel('Lời tả ảnh').focus();
  await page.keyboard.type(ALT);
  await page.keyboard.press('Tab');
  await page.keyboard.type('Cổng thành được dựng lại năm 2019');
  await page.getByLabel('Tên ghi dưới ảnh').fill('Bảo tàng tỉnh');
  await page.keyboard.press('Enter');
  await page.waitForURL(/done=saved/);
  await expect(page.getByText('Đã lưu thông tin.')).toBeVisible();

  const entry = await begun(page, 'Cổng thành mở lại đón khách');
  await lead(page).fill('Cổng mở từ 7 giờ.');
  await body(page).click();
  await page.keyboard.type('Khách vào từ cổng đông.');
  await page.getByRole('button', { name: 'Ảnh', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('.pick-one').filter({ hasText: ALT }).click();
  await expect(body(page).locator('.picture-view img')).toBeVisible();
  await saved(page);
  await handedIn(page);

  const publisher = await office.atDesk(browser, 'publisher');
  await publisher.goto(`${entry}/publish`);
  await publisher.locator('button[name=when][value=now]').click();
  await publisher.waitForURL(/done=publish/);
  const reader = await (await office.browser(browser)).newPage();
  await reader.goto('/vi/tin-tuc');
  await reader.getByRole('link', { name: 'Cổng thành mở lại đón khách' }).first().click();
  const picture = reader.getByRole('img', { name: ALT }).first();
  await expect(picture).toBeVisible();
  expect(await picture.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth))).toBeGreaterThan(0);
  await expect(reader.getByText('Cổng thành được dựng lại năm 2019').first()).toBeVisible();
  await expect(reader.getByText('Bảo tàng tỉnh').first()).toBeVisible();
});

test('a picture is replaced by a larger one over a slow line: how far it is shows, and its address leads to the new one', async ({ browser }) => {
  // Seven widths of a large picture, each in three forms, by a program that was not optimised.
  test.setTimeout(480_000);
  const page = await office.atDesk(browser, 'editor');
  await page.goto('/desk/media');
  await page.locator('#upload-files').setInputFiles(photograph('chua-dau.jpg', 150));
  await expect(row(page, 'chua-dau.jpg')).toContainText('Đã nhận', { timeout: 60_000 });
  await ready(page, 'chua-dau.jpg');
  const address = await page.getByLabel('Địa chỉ công khai').inputValue();
  const width = () => page.evaluate(async (at) => {
    const answer = await fetch(new URL(at, location.href).pathname, { cache: 'reload' });
    return (await createImageBitmap(await answer.blob())).width;
  }, address);
  expect(await width()).toBe(1600);

  const line = await page.context().newCDPSession(page);
  await line.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 1_500_000 });
  await page.locator('#upload-file').setInputFiles(grain('chua-dau-lon.jpg'));
  const going = row(page, 'chua-dau-lon.jpg');
  await expect(going.locator('.upload-state')).toContainText(/[1-9][0-9]?\s?%/, { timeout: 60_000 });
  await expect(going.getByRole('progressbar')).toBeVisible();
  expect(await barriers(page)).toEqual([]);
  await page.waitForURL(/done=replaced/, { timeout: 90_000 });
  await expect(page.getByText('Đã thay tệp. Mọi nơi đang dùng sẽ hiện tệp mới.')).toBeVisible();
  // Until the new one is made readers get the old; then the same address leads to the new.
  await expect.poll(width, { timeout: 300_000 }).toBeGreaterThan(1600);
  const key = (at: string) => at.split('/').at(-2);
  expect(key(await page.getByLabel('Địa chỉ công khai').inputValue())).toBe(key(address));
});

test('a film is made ready; its poster is chosen and its captions are written beside it', async ({ browser }) => {
  const page = await office.atDesk(browser, 'editor');
  await page.goto('/desk/media');
  await page.locator('#upload-files').setInputFiles([film('hoi-lang.mp4'), photograph('bia-phim.jpg', 120)]);
  await expect(row(page, 'hoi-lang.mp4')).toContainText('Đã nhận', { timeout: 60_000 });
  await expect(row(page, 'bia-phim.jpg')).toContainText('Đã nhận', { timeout: 60_000 });
  await ready(page, 'hoi-lang.mp4');
  const address = new URL(page.url()).pathname;
  // What was waited for stands there without the page being opened again.
  await expect(page.locator('.still')).toHaveCount(8, { timeout: 30_000 });
  await page.getByRole('radio', { name: 'Hình lúc 0:05' }).check();
  await page.getByRole('button', { name: 'Dùng hình này' }).click();
  await page.waitForURL(/done=poster/);
  await expect(page.getByRole('radio', { name: 'Hình lúc 0:05' })).toBeChecked();
  await expect(page.getByText('Đang làm hình đại diện.')).toBeHidden({ timeout: 120_000 });
  await expect(page.locator('#film')).toHaveAttribute('poster', /\/files\//);

  // Another picture of the library, chosen in a dialog by keyboard.
  await page.getByRole('button', { name: 'Chọn ảnh trong kho' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.locator('.pick-one').first()).toBeVisible();
  expect(await barriers(page)).toEqual([]);
  await dialog.locator('.pick-one', { hasText: 'bia-phim.jpg' }).click();
  const picked = page.locator('[data-poster-picked] span');
  await expect(picked).toContainText('bia-phim.jpg');
  const name = (await picked.textContent()) ?? '';
  await expect(page.getByRole('radio', { name: 'Một ảnh khác trong kho' })).toBeChecked();
  await page.getByRole('button', { name: 'Dùng hình này' }).click();
  await page.waitForURL(/done=poster/);
  await expect(picked).toHaveText(name);
  await expect(page.getByText('Đang làm hình đại diện.')).toBeHidden({ timeout: 120_000 });

  await page.getByRole('link', { name: 'Viết phụ đề Tiếng Việt' }).click();
  await page.getByRole('button', { name: 'Thêm phụ đề tại đây' }).click();
  await page.keyboard.type('Trống hội vang lên');
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('banner').getByRole('button', { name: 'Lưu phụ đề' }).click();
  await page.waitForURL(/done=captions/);
  await expect(page.getByText('đã có')).toBeVisible();
  await page.getByRole('link', { name: 'Sửa phụ đề Tiếng Việt' }).click();
  await expect(page.getByRole('textbox', { name: 'Lời phụ đề 1' })).toHaveValue('Trống hội vang lên');
  await page.goto(`${address}`);
  await page.setViewportSize({ width: 390, height: 800 });
  expect(await barriers(page)).toEqual([]);
});

test('a file thrown away is put back with one press; its pages have no barrier and stay inside on both screens', async ({ browser }) => {
  const page = await office.atDesk(browser, 'editor');
  await page.goto('/desk/media');
  await page.locator('#upload-files').setInputFiles(photograph('bo-di.jpg', 40));
  await expect(row(page, 'bo-di.jpg')).toContainText('Đã nhận', { timeout: 60_000 });
  await ready(page, 'bo-di.jpg');
  const address = new URL(page.url()).pathname;
  const found: string[] = [];
  for (const width of [1366, 390]) {
    await page.setViewportSize({ width, height: 800 });
    for (const at of [address, '/desk/media', '/desk/media?look=list', '/desk/media?part=bin']) {
      await page.goto(at);
      found.push(...(await barriers(page)));
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (wide > 0) found.push(`${at}: ${wide} px too wide at ${width}`);
    }
  }
  expect(found).toEqual([]);
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.goto(address);
  await page.getByRole('button', { name: 'Bỏ vào thùng rác' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Bỏ vào thùng rác' }).click();
  await page.waitForURL(/removed=/);
  await expect(tile(page, 'bo-di.jpg')).toHaveCount(0);
  await page.getByRole('button', { name: 'Hoàn tác' }).click();
  await page.waitForURL(/done=put-back/);
  await page.goto('/desk/media');
  await expect(tile(page, 'bo-di.jpg')).toHaveCount(1);
});
