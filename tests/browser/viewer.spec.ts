// The picture viewer by keyboard.
import { expect, test } from './support/portal';

const ALBUM = '/vi/anh/ngay-xuan-tren-dat-tay-yen-tu';

test('arrows step through the album and Escape goes back to it', async ({ page }) => {
  await page.goto(ALBUM);
  await page.locator(`main a[href="${ALBUM}/1"]`).first().click();
  await expect(page).toHaveURL(`${ALBUM}/1`);
  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveURL(`${ALBUM}/2`);
  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveURL(`${ALBUM}/3`);
  await page.keyboard.press('ArrowLeft');
  await expect(page).toHaveURL(`${ALBUM}/2`);
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(ALBUM);
});

test('at the first and the last picture the arrows do nothing', async ({ page }) => {
  await page.goto(`${ALBUM}/1`);
  await page.keyboard.press('ArrowLeft');
  await expect(page).toHaveURL(`${ALBUM}/1`);
  const count = (await page.locator('.viewer-count span').innerText()).replace(/\D/g, '');
  await page.goto(`${ALBUM}/${count}`);
  await expect(page.locator('a[data-next]')).toHaveCount(0);
  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveURL(`${ALBUM}/${count}`);
});

test('with Tab alone a reader reaches close, download and each step, and sees where they are', async ({ page }) => {
  await page.goto(`${ALBUM}/2`);
  const reached = new Set<string>();
  for (let step = 0; step < 30; step += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const one = document.activeElement;
      if (!one || one === document.body) return null;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
      const seen = (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
      const name = ['close', 'prev', 'next'].find((key) => key in (one as HTMLElement).dataset);
      return { name: name ?? (one.hasAttribute('download') ? 'download' : 'other'), seen };
    });
    if (at === null) break;
    expect(at.seen, `focus is seen at ${at.name}`).toBe(true);
    reached.add(at.name);
  }
  expect([...reached]).toEqual(expect.arrayContaining(['close', 'download', 'prev', 'next']));
});

test('the picture itself keeps its colours in the dark', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(`${ALBUM}/3`);
  const picture = page.locator('.viewer-stage img');
  expect(await picture.evaluate((one) => getComputedStyle(one).filter)).toBe('none');
  expect(await picture.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBeGreaterThan(0);
});
