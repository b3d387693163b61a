// The page on paper, and the video in the browser's own player.
import { PAGES, expect, test } from './support/portal';

test('the print view is a sheet: words, source and address, no menu', async ({ page }) => {
  await page.goto(PAGES['an article on paper']);
  await expect(page.locator('.paper-sheet h1')).toBeVisible();
  await expect(page.locator('.paper-address')).toContainText('/vi/tin-tuc/');
  await expect(page.locator('nav.menu')).toHaveCount(0);
  await expect(page.locator('meta[name="robots"]')).toHaveAttribute('content', 'noindex');
});

test('on paper an article leaves out menu, search and footer, and is dark on light', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(PAGES['an article']);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  for (const part of ['nav.menu', '.header-search', 'footer.foot', '.tools']) {
    await expect(page.locator(part).first(), part).toBeHidden();
  }
  await expect(page.locator('h1')).toBeVisible();
  await expect(page.locator('.print-end')).toBeVisible();
  const sum = (colour: string) => (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number).reduce((a, b) => a + b, 0);
  const colours = await page.locator('h1').evaluate((one) => getComputedStyle(one).color);
  expect(sum(colours)).toBeLessThan(384);
});

test('the print button asks the browser to print', async ({ page }) => {
  await page.addInitScript(() => {
    window.print = () => document.documentElement.setAttribute('data-printed', '');
  });
  await page.goto(PAGES['an article on paper']);
  await page.locator('[data-print]').click();
  await expect(page.locator('html')).toHaveAttribute('data-printed', '');
});

test('the video plays, with captions, and is sent in parts', async ({ page }) => {
  const parts: number[] = [];
  page.on('response', (one) => one.url().endsWith('.mp4') && parts.push(one.status()));
  await page.goto(PAGES['a video']);
  const video = page.locator('video');
  await expect.poll(() => video.evaluate((one: HTMLVideoElement) => one.readyState)).toBeGreaterThanOrEqual(1);
  expect(await video.evaluate((one: HTMLVideoElement) => one.duration)).toBeGreaterThan(1);
  await video.evaluate(async (one: HTMLVideoElement) => {
    one.muted = true;
    await one.play();
  });
  await expect.poll(() => video.evaluate((one: HTMLVideoElement) => one.currentTime)).toBeGreaterThan(0.2);
  expect(await video.evaluate((one: HTMLVideoElement) => one.error)).toBeNull();
  expect(parts).toContain(206);
});

test('the captions of the page’s language are loaded and on', async ({ page }) => {
  await page.goto(PAGES['a video']);
  const track = () =>
    page.locator('video').evaluate((one: HTMLVideoElement) => {
      const shown = Array.from(one.textTracks).find((each) => each.mode === 'showing');
      return shown ? { language: shown.language, cues: shown.cues?.length ?? 0 } : null;
    });
  await expect.poll(async () => (await track())?.cues ?? 0).toBeGreaterThan(0);
  expect((await track())?.language).toBe('vi');
});
