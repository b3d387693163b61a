// The desk's pages against WCAG 2.2 AA, on an office PC and on a phone, and inside their width.
import { barriers, expect, newsroom, test } from '../support/newsroom';

const office = newsroom(['administrator']);
const PAGES = [
  '/desk', '/desk/new', '/desk/entries?kind=news', '/desk/entries/1/vi', '/desk/entries/1/en',
  '/desk/entries/1/vi/history', '/desk/entries/1/vi/publish', '/desk/entries/1/vi/take-down',
  '/desk/entries/1/vi/preview', '/desk/translations', '/desk/calendar', '/desk/search', '/desk/people',
  '/desk/people/invite', '/desk/me', '/desk/log', '/desk/site', '/desk/site/menu', '/desk/site/front',
  '/desk/site/settings', '/desk/site/sections', '/desk/site/blocks', '/desk/site/redirects', '/desk/api',
  '/desk/help',
];

for (const width of [1366, 390]) {
  test(`the pages of the desk have no barrier that axe finds at ${width} pixels, and stay inside`, async ({ browser }) => {
    // Twenty-five pages, one after the other.
    test.setTimeout(300_000);
    const page = await office.atDesk(browser, 'administrator');
    await page.setViewportSize({ width, height: 800 });
    const found: string[] = [];
    for (const address of PAGES) {
      const answer = await page.goto(address);
      expect(answer?.status(), address).toBe(200);
      found.push(...(await barriers(page)));
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (wide > 0) found.push(`${address}: ${wide} px too wide`);
    }
    expect(found).toEqual([]);
  });
}
