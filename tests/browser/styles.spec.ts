// Each kind of page brings the style its parts are drawn with: a class that no loaded style knows is a part that
// a reader sees bare. Not for how a page looks.
import { PAGES, expect, test } from './support/portal';

/** Names that say what a part is to a script or a test, and are drawn as everything else. */
// prettier-ignore
const BARE = new Set<string>([
  'act-confirmed', 'act-expected', 'album-head', 'album-intro', 'badge-over', 'cell-more', 'check-verdict', 'count-2',
  'counter-month', 'counter-today', 'counter-total', 'counter-week', 'counter-year', 'fest-acts', 'fest-date',
  'fest-views', 'news-columns', 'now', 'org-none', 'page-columns', 'paper', 'paper-facts', 'part-whole', 'results',
  'soon-4', 'video-head', 'vis-apart', 'vis-corrections', 'vis-def', 'vis-months', 'vis-scroll', 'vis-three',
]);

for (const [name, url] of Object.entries(PAGES)) {
  test(`no part of ${name} stands without its style`, async ({ page }) => {
    await page.goto(url);
    const unknown = await page.evaluate(() => {
      const rules = (list: CSSRuleList): string[] =>
        Array.from(list).flatMap((rule) =>
          'cssRules' in rule && (rule as CSSGroupingRule).cssRules.length > 0
            ? [(rule as CSSStyleRule).selectorText ?? '', ...rules((rule as CSSGroupingRule).cssRules)]
            : [(rule as CSSStyleRule).selectorText ?? ''],
        );
      const selectors = Array.from(document.styleSheets).flatMap((sheet) => rules(sheet.cssRules)).join('\n');
      const known = new Set(Array.from(selectors.matchAll(/\.([\w-]+)/g), ([, one]) => one));
      const used = Array.from(document.querySelectorAll('[class]')).flatMap((one) => Array.from(one.classList));
      return [...new Set(used)].filter((one) => !known.has(one)).sort();
    });
    expect(unknown.filter((one) => !BARE.has(one))).toEqual([]);
  });
}
