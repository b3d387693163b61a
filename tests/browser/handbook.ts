// Not a test: takes the handbook's pictures (docs/editors/pictures) of a newsroom at work, in both languages of
// the desk, so that they can be made anew when a page changes. `npm run handbook`, or `make handbook`.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from '@playwright/test';
import { type Material, demoPictures, slides } from './support/material';
import { begun, body, expect, lead, newsroom, saved, test } from './support/newsroom';

const FOLDER = fileURLToPath(new URL('../../docs/editors/pictures', import.meta.url));
const office = newsroom(['author', 'editor', 'publisher', 'administrator']);
let language = 'vi';
test.setTimeout(180_000);

/** One screenful into `<language>-<name>.png`: flat pages of a desk stay under 150 KB each. */
async function shot(page: Page, name: string) {
  mkdirSync(FOLDER, { recursive: true });
  await page.evaluate(() => document.fonts.ready);
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(FOLDER, `${language}-${name}.png`), animations: 'disabled' });
}

for (const [code, name] of [['vi', 'Tiếng Việt'], ['en', 'English']] as const) {
  test(`the pictures of the handbook in ${name}`, async ({ browser }) => {
    language = code;
    const way = await (await office.browser(browser)).newPage();
    // Narrow enough that the sheet stands alone, without the carved block beside it.
    await way.setViewportSize({ width: 900, height: 640 });
    await way.goto('/desk');
    await shot(way, 'sign-in');

    const author = await office.atDesk(browser, 'author');
    const title = code === 'vi' ? 'Hội vật làng mở sáng mùng sáu' : 'Đêm hát ống bên sông';
    const entry = await begun(author, title);
    await lead(author).fill('Cửa đình mở lúc 7 giờ, ban tổ chức nhận đô vật đến 8 giờ.');
    await body(author).click();
    await author.keyboard.type('Đô vật các xã về dự hội từ chiều mùng năm.');
    await author.keyboard.press('Enter');
    await author.keyboard.type('## ');
    await author.keyboard.type('Đường tới đình');
    await author.keyboard.press('Enter');
    await author.keyboard.type('Xe dừng ở bãi phía đông, đi bộ 300 mét.');
    await saved(author);
    await speak(author, name);
    await author.goto('/desk/new');
    await shot(author, 'begin');
    await author.goto(entry);
    await expect(body(author)).toBeVisible();
    await shot(author, 'write');
    await author.locator('#submit > summary').click();
    await author.locator('#submit').scrollIntoViewIfNeeded();
    await shot(author, 'hand-in');
    await author.locator('#submit button').click();
    await author.waitForURL(/done=submit/);
    await author.goto('/desk/me');
    await shot(author, 'account');

    const publisher = await office.atDesk(browser, 'publisher');
    await speak(publisher, name);
    await publisher.goto('/desk');
    await shot(publisher, 'start');
    await publisher.goto(`${entry}/publish`);
    await shot(publisher, 'publish');
    await publisher.locator('button[name=when][value=now]').click();
    await publisher.waitForURL(/done=publish/);
    await publisher.goto(`${entry}/take-down`);
    await shot(publisher, 'take-down');
    for (const [at, picture] of [['/desk/calendar', 'calendar'], ['/desk/translations', 'translations'], ['/desk/entries?kind=news', 'list']]) {
      await publisher.goto(at ?? '');
      await shot(publisher, picture ?? '');
    }
    await speak(publisher, 'Tiếng Việt');
    await publisher.goto(entry);
    await lead(publisher).fill('Cửa đình mở lúc 6 giờ 30, ban tổ chức nhận đô vật đến 8 giờ.');
    await saved(publisher);
    await speak(publisher, name);
    await publisher.goto(`${entry}/compare?from=live`);
    await shot(publisher, 'compare');
    await publisher.goto(`${entry}/preview`);
    await publisher.frameLocator('iframe').locator('h1').waitFor();
    await shot(publisher, 'preview');

    const administrator = await office.atDesk(browser, 'administrator');
    await speak(administrator, name);
    for (const [at, picture] of [['/desk/site', 'site'], ['/desk/site/menu', 'menu'], ['/desk/people', 'people'], ['/desk/api', 'programs'], ['/desk/log', 'log']]) {
      await administrator.goto(at ?? '');
      await shot(administrator, picture ?? '');
    }
  });
}

for (const [code, name] of [['vi', 'Tiếng Việt'], ['en', 'English']] as const) {
  test(`the pictures of the library in ${name}`, async ({ browser }) => {
    test.setTimeout(600_000);
    language = code;
    const author = await office.atDesk(browser, 'author');
    await speak(author, name);
    await author.goto('/desk/media');
    if (code === 'vi') await fill(author, await demoPictures(browser));
    await author.goto('/desk/media');
    await shot(author, 'library');
    await author.locator('.tile').filter({ hasText: 'mai-dinh' }).getByRole('link').last().click();
    await expect(author.locator('.focal-crop')).toHaveCount(3);
    await shot(author, 'library-picture');
    await author.goto('/desk/media?kind=video');
    await author.locator('.tile-name a').first().click();
    await author.locator('#poster').scrollIntoViewIfNeeded();
    await author.evaluate(() => document.getElementById('poster')?.scrollIntoView());
    await shot(author, 'library-film');
    await author.locator('.media-captions a').first().click();
    if (code === 'vi') {
      await author.locator('.cue-bar button').click();
      await author.keyboard.type('Trống hội vang lên từ sáng sớm');
    }
    await shot(author, 'library-captions');
    if (code === 'vi') {
      await author.locator('button[form="captions"]').click();
      await author.waitForURL(/done=captions/);
    }
  });
}

for (const [code, name] of [['vi', 'Tiếng Việt'], ['en', 'English']] as const) {
  test(`the pictures of the figures in ${name}`, async ({ browser }) => {
    language = code;
    const editor = await office.atDesk(browser, 'editor');
    if (code === 'vi') await read(browser);
    await speak(editor, name);
    await editor.goto('/desk/visits?period=7');
    if (code === 'vi') {
      const today = await editor.locator('#f-to').getAttribute('max');
      await editor.locator('#f-day').fill(today ?? '');
      await editor.locator('#f-said').fill('Báo tỉnh dẫn lại bài khai mạc');
      await editor.locator('.figures-note button').click();
      await editor.waitForURL(/done=noted/);
      await editor.goto('/desk/visits?period=7');
    }
    await shot(editor, 'figures');
    await editor.locator('#notes').scrollIntoViewIfNeeded();
    await editor.evaluate(() => document.getElementById('notes')?.scrollIntoView());
    await shot(editor, 'figures-notes');
    await editor.evaluate(() => document.getElementById('files')?.scrollIntoView());
    await shot(editor, 'figures-files');
  });
}

/** Readers with browsers and telephones of their own, from a search and by themselves. */
async function read(browser: Browser) {
  const pages = ['/vi', '/vi/tin-tuc', '/vi/tin-tuc/khai-mac-tuan-van-hoa-du-lich-2020', '/vi/le-hoi', '/vi/le-hoi/tuan-van-hoa-du-lich-bac-giang-2020',
    '/vi/anh/ngay-xuan-tren-dat-tay-yen-tu', '/en', '/en/festivals/bac-giang-culture-and-tourism-week-2020', '/vi/tim?q=hat+ong'];
  for (const [number, [system, few]] of READERS.entries()) {
    const agent = `Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${138 + number}.0.0.0 Safari/537.36`;
    const context = await browser.newContext({ baseURL: office.portal.address, userAgent: agent });
    const page = await context.newPage();
    for (const at of pages.slice(number % 4, (number % 4) + few)) await page.goto(at, { referer: number % 2 ? 'https://www.google.com/' : undefined });
    await context.close();
  }
  const total = async () => (await (await fetch(`${office.portal.address}/api/visits`)).json()).views.total;
  await expect.poll(total, { timeout: 30_000 }).toBeGreaterThan(20);
}

const READERS = [
  ['X11; Linux x86_64', 5], ['Windows NT 10.0; Win64; x64', 4], ['Linux; Android 15; Pixel 8', 3], ['Macintosh; Intel Mac OS X 10_15_7', 2],
  ['Windows NT 10.0; Win64; x64', 5], ['Linux; Android 14; SM-A556E', 4], ['Windows NT 10.0; Win64; x64', 3],
] as const;

/** Hands in pictures of the demo site and a film made of them, and waits until readers could get all. */
async function fill(page: Page, pictures: Material[]) {
  await page.locator('#upload-files').setInputFiles([...pictures, slides('hoi-lang.mp4', pictures)]);
  await expect(page.locator('.upload-done')).toHaveCount(pictures.length + 1, { timeout: 120_000 });
  await expect(page.locator('.tile-state')).toHaveCount(0, { timeout: 400_000 });
  const bare = async () => {
    await page.goto('/desk/media');
    return page.locator('.tile:not(:has(img))').count();
  };
  await expect.poll(bare, { timeout: 240_000, intervals: [2000] }).toBe(0);
}

/** Turns the desk of whoever is signed in to a language. */
async function speak(page: Page, name: string) {
  await page.goto('/desk/me');
  await page.locator('#f-language').selectOption({ label: name });
  await page.locator('form[action="/desk/me"] button').click();
  await page.waitForURL(/done/);
}
