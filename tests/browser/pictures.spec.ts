// Photographs in a real browser: which file it takes for each place and screen, and that what matters stays in
// view where a place cuts. The demo's drawings are given away for one photograph that code makes. Not for how
// renditions are made.
import { createHash } from 'node:crypto';
import { cpSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import { type Browser, type BrowserContext, type Page, expect, test } from '@playwright/test';
import { PAGES, overflow } from './support/portal';
import { type Started, start } from './support/serve';

const DEMO = fileURLToPath(new URL('../../demo', import.meta.url));
/** What matters in the photograph, in hundredths of its width and height: the green square stands there. */
const FOCUS = { x: 80, y: 30 };
const PLACES = [
  'the front page',
  'the list of news',
  'an article',
  'a standing page',
  'a festival',
  'the list of festivals',
  'the list of albums',
  'an album',
  'the picture viewer',
  'the list of videos',
] as const;

let portal: Started;
test.describe.configure({ timeout: 300_000 });

test.beforeAll(async ({ browser }) => {
  // Renditions give way to everything else, so on a busy machine they take minutes.
  test.setTimeout(900_000);
  portal = await start();
  const site = join(portal.folder, 'site');
  cpSync(DEMO, site, { recursive: true });
  withPhotographs(site, await photograph(browser));
  portal.run(['import', site]);
  const made = async () => (await (await fetch(`${portal.address}/vi/tin-tuc`)).text()).includes('image/avif');
  await expect.poll(made, { timeout: 840_000, intervals: [1000] }).toBe(true);
});
test.afterAll(async () => portal.end());

/** A photograph of 1200 × 800, small so that its AVIF is soon made: fine stripes that do not pack well, a green square
    where it matters. */
async function photograph(browser: Browser): Promise<Buffer> {
  const page = await browser.newPage();
  const jpeg = await page.evaluate((focus) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 1200, height: 800 });
    const pen = canvas.getContext('2d')!;
    for (let x = 0; x < 1200; x += 6) {
      pen.fillStyle = `rgb(${90 + (x % 120)} ${60 + (x % 70)} ${150 - (x % 90)})`;
      pen.fillRect(x, 0, 6, 800);
    }
    pen.fillStyle = 'rgb(0 190 0)';
    pen.fillRect((1200 * focus.x) / 100 - 30, (800 * focus.y) / 100 - 30, 60, 60);
    return canvas.toDataURL('image/jpeg', 0.9).split(',')[1];
  }, FOCUS);
  await page.close();
  return Buffer.from(jpeg, 'base64');
}

/** Puts the photograph in the place of every picture of a site folder. */
function withPhotographs(site: string, jpeg: Buffer) {
  const files = readdirSync(site, { recursive: true }).map((name) => join(site, String(name)));
  for (const file of files.filter((file) => statSync(file).isFile())) {
    if (file.endsWith('.svg')) {
      writeFileSync(file.replace(/svg$/, 'jpg'), jpeg);
      rmSync(file);
    } else if (file.endsWith('.jpg')) {
      writeFileSync(file, jpeg);
    } else if (/\.(toml|md)$/.test(file)) {
      writeFileSync(file, readFileSync(file, 'utf8').replaceAll('.svg', '.jpg'));
    }
  }
  const key = createHash('sha256').update(jpeg).digest('hex').slice(0, 24);
  const focal = `[${FOCUS.x * 10}, ${FOCUS.y * 10}]`;
  writeFileSync(join(site, 'library.toml'), `[[file]]\nkey = "${key}"\nfocal = ${focal}\n`);
}

interface Drawn {
  file: string;
  /** The width of the file it took, in pixels. */
  took: number;
  /** How wide the browser took the picture to be, in pixels of the page. */
  thought: number;
  /** How wide it is drawn, where it is cut with what is cut off. */
  drawn: number;
  /** The widest file that was offered. */
  widest: number;
}

/** Every photograph that stands on the open page, once it is loaded. */
async function drawn(page: Page): Promise<Drawn[]> {
  await page.evaluate(async () => {
    const all = Array.from(document.querySelectorAll<HTMLImageElement>('main picture img'));
    for (const one of all) one.loading = 'eager';
    await Promise.all(all.map((one) => (one.complete ? null : new Promise((done) => (one.onload = one.onerror = done)))));
  });
  return page.$$eval('main picture img', (all) =>
    (all as HTMLImageElement[])
      .filter((one) => one.getBoundingClientRect().width > 0)
      .map((one) => {
        const { clientWidth: width, clientHeight: height, currentSrc } = one;
        const ratio = one.naturalWidth / one.naturalHeight;
        const fit = getComputedStyle(one).objectFit;
        const sets = Array.from(one.parentElement?.querySelectorAll('source') ?? [], (source) => source.srcset);
        const set = sets.find((each) => each.includes(new URL(currentSrc).pathname)) ?? '';
        const widths = Array.from(set.matchAll(/ (\d+)w/g), ([, pixels]) => Number(pixels));
        return {
          file: currentSrc.split('/').pop() ?? '',
          took: Number(/-(\d+)\.\w+$/.exec(currentSrc)?.[1] ?? 0),
          thought: one.naturalWidth,
          drawn: fit === 'contain' ? Math.min(width, height * ratio) : Math.max(width, height * ratio),
          widest: Math.max(0, ...widths),
        };
      }),
  );
}

/** What is wrong with the files a browser took on a page; empty when nothing is. */
function wrong(all: Drawn[], density: number): string[] {
  return all.flatMap((one) => {
    const needs = one.drawn * density;
    const said = `${one.file}: drawn ${one.drawn.toFixed(0)}, taken for ${one.thought}, of ${one.widest} at most`;
    if (!one.file.endsWith('.avif')) return [`${said}: no AVIF`];
    if (one.took < 0.85 * Math.min(needs, one.widest)) return [`${said}: blurred at ${density}`];
    // A step of widths is at most twice the one before.
    return one.thought > 1.5 * one.drawn + 40 ? [`${said}: taken for too wide`] : [];
  });
}

async function reader(browser: Browser, width: number, density: number): Promise<BrowserContext> {
  const viewport = { width, height: width < 500 ? 844 : 900 };
  return browser.newContext({ viewport, deviceScaleFactor: density, baseURL: portal.address, reducedMotion: 'reduce' });
}

for (const [width, density] of [
  [390, 2],
  [768, 1],
  [1280, 1],
]) {
  test(`each place gets the file that fits at ${width} pixels and density ${density}`, async ({ browser }) => {
    const context = await reader(browser, width, density);
    const page = await context.newPage();
    const found: string[] = [];
    for (const name of PLACES) {
      await page.goto(PAGES[name]);
      const all = await drawn(page);
      expect(all.length, name).toBeGreaterThan(0);
      found.push(...wrong(all, density).map((one) => `${name}: ${one}`));
      expect(await overflow(page), name).toEqual([]);
    }
    await context.close();
    expect(found).toEqual([]);
  });
}

test('what matters stays in view wherever a place cuts', async ({ browser }) => {
  for (const width of [390, 1280]) {
    const context = await reader(browser, width, 1);
    const page = await context.newPage();
    // A page of the portal lets no picture in that does not come from it.
    const eye = await context.newPage();
    const lost: string[] = [];
    for (const name of PLACES) {
      await page.goto(PAGES[name]);
      await drawn(page);
      for (const image of await page.locator('main picture img:visible').all()) {
        const png = (await image.screenshot()).toString('base64');
        if (!(await green(eye, png))) lost.push(`${name} at ${width}: ${await image.getAttribute('src')}`);
      }
    }
    await context.close();
    expect(lost).toEqual([]);
  }
});

/** Whether a picture of the screen has some of the green square. */
async function green(page: Page, png: string): Promise<boolean> {
  return page.evaluate(async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
    const pen = canvas.getContext('2d')!;
    pen.drawImage(image, 0, 0);
    const { data: pixels } = pen.getImageData(0, 0, image.width, image.height);
    for (let at = 0; at < pixels.length; at += 4) {
      if (pixels[at] < 80 && pixels[at + 1] > 140 && pixels[at + 2] < 80) return true;
    }
    return false;
  }, png);
}

test('the first picture comes first, and the others when a reader comes near', async ({ browser }) => {
  const context = await reader(browser, 390, 2);
  const page = await context.newPage();
  for (const name of ['the front page', 'an article', 'a festival', 'an album', 'the picture viewer'] as const) {
    await page.goto(PAGES[name]);
    const all = await page.$$eval('main picture img', (all) =>
      (all as HTMLImageElement[]).map((one) => [one.fetchPriority, one.loading === 'lazy' ? 'later' : 'at once']),
    );
    expect(all[0], name).toEqual(['high', 'at once']);
    expect(all.slice(1).every(([priority, loading]) => priority === 'auto' && loading === 'later'), name).toBe(true);
  }
  await context.close();
});

test('pages of photographs have no barrier', async ({ browser }) => {
  const context = await reader(browser, 1280, 1);
  const page = await context.newPage();
  for (const name of ['an article', 'an album', 'the picture viewer'] as const) {
    await page.goto(PAGES[name]);
    const found = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
    expect(found.violations.map((rule) => rule.id), name).toEqual([]);
  }
  await context.close();
});
