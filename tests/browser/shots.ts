// Not a test: takes pictures of the main pages, narrow and wide, light and dark, into the folder
// named by SHOTS (default: results/shots). `npm run shots`, or `make shots SHOTS=folder`.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PAGES, expect, test } from './support/portal';

const FOLDER = resolve(process.env.SHOTS ?? 'results/shots');
const TAKEN = {
  front: PAGES['the front page'],
  news: PAGES['the list of news'],
  article: PAGES['an article'],
  festival: PAGES['a festival'],
  days: PAGES['a festival by day'],
  album: PAGES['an album'],
  viewer: PAGES['the picture viewer'],
  video: PAGES['a video'],
  organisers: PAGES['the organisers'],
  visits: PAGES['the visits'],
  culture: PAGES['a standing page'],
  search: PAGES['a search that finds'],
};

for (const [name, address] of Object.entries(TAKEN)) {
  for (const width of [390, 1280]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      test(`${name} ${width} ${colorScheme}`, async ({ page }) => {
        mkdirSync(FOLDER, { recursive: true });
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await page.setViewportSize({ width, height: width < 500 ? 844 : 900 });
        await page.goto(address);
        await page.evaluate(() => document.fonts.ready);
        const wide = width === 390 ? 'narrow' : 'wide';
        // One screenful for the reader's first sight, the whole page for the one who designs.
        const first = join(FOLDER, `${name}-${wide}-${colorScheme}.png`);
        await page.screenshot({ path: first });
        await page.screenshot({ path: first.replace('.png', '-whole.png'), fullPage: true });
        expect(address).toBeTruthy();
      });
    }
  }
}
