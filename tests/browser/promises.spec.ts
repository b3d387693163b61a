// What the portal promises every reader: no cookie, no third party, a theme kept in the browser,
// a view counted once, and a first visit that is light to load.
import type { Page } from '@playwright/test';
import { ENGLISH, PAGES, READER, expect, test } from './support/portal';

test('no page sets a cookie or asks anyone but the portal', async ({ page, context, baseURL }) => {
  test.setTimeout(120_000);
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (origin !== baseURL && protocol !== 'data:') elsewhere.push(request.url());
  });
  for (const address of Object.values({ ...PAGES, ...ENGLISH })) {
    const answer = await page.goto(address);
    expect(await answer?.headerValue('set-cookie'), address).toBeNull();
    await page.waitForLoadState('networkidle');
  }
  expect(elsewhere).toEqual([]);
  expect(await context.cookies()).toEqual([]);
});

test('no page says an error to the console or asks for what is not there', async ({ page }) => {
  test.setTimeout(120_000);
  const wrong: string[] = [];
  page.on('console', (line) => line.type() === 'error' && wrong.push(`${page.url()}: ${line.text()}`));
  page.on('pageerror', (error) => wrong.push(`${page.url()}: ${error.message}`));
  page.on('response', (one) => {
    if (one.status() >= 400 && !one.request().isNavigationRequest()) wrong.push(`${one.status()} ${one.url()}`);
  });
  for (const [name, address] of Object.entries({ ...PAGES, ...ENGLISH })) {
    if (name.startsWith('a page that is not there')) continue;
    await page.goto(address);
    await page.waitForLoadState('networkidle');
  }
  expect(wrong).toEqual([]);
});

test('the chosen theme is there at the next visit, and no cookie remembers it', async ({ page, context }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/');
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await paper();
  await page.locator('.tools [data-theme-toggle]').click();
  const dark = await paper();
  expect(dark).not.toBe(light);
  await page.reload();
  expect(await paper()).toBe(dark);
  await page.goto('/en/news');
  expect(await paper()).toBe(dark);
  await page.locator('.tools [data-theme-toggle]').click();
  expect(await paper()).toBe(light);
  expect(await context.cookies()).toEqual([]);
});

async function total(page: Page): Promise<number> {
  return (await (await page.request.get('/api/visits')).json()).views.total;
}

test('a reader’s view is counted once, and asking again with the page in hand is not a view', async ({ browser, baseURL, page }) => {
  const reader = await browser.newContext({ baseURL, userAgent: READER });
  const visit = await reader.newPage();
  const before = await total(page);
  await visit.goto('/vi/tin-tuc/hoi-hat-ong-tan-yen');
  await visit.waitForLoadState('networkidle');
  // Folded each second; a second fold shows that nothing came twice.
  await expect.poll(() => total(page), { timeout: 10_000 }).toBe(before + 1);
  await page.waitForTimeout(2_500);
  expect(await total(page)).toBe(before + 1);
  await reader.close();
});

const BUDGET = 60 * 1024;

test('a first visit to an article moves at most 60 KB without pictures', async ({ page, context }) => {
  const inspector = await context.newCDPSession(page);
  await inspector.send('Network.enable');
  const kinds = new Map<string, [string, string]>();
  const moved: [number, string][] = [];
  inspector.on('Network.responseReceived', ({ requestId, type, response }) => {
    kinds.set(requestId, [type, new URL(response.url).pathname]);
  });
  inspector.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const [kind, path] = kinds.get(requestId) ?? ['Other', '?'];
    if (!['Image', 'Media'].includes(kind) && !path.endsWith('.svg')) moved.push([encodedDataLength, path]);
  });
  await page.goto(PAGES['an article']);
  await page.waitForLoadState('networkidle');
  const sum = moved.reduce((all, [bytes]) => all + bytes, 0);
  const each = moved.map(([bytes, path]) => `${bytes} ${path}`).join('\n');
  expect(moved.length).toBeGreaterThan(4);
  expect(sum, `headers and bodies of:\n${each}`).toBeLessThanOrEqual(BUDGET);
});
