// Ways through the portal: every page is reached by following links, and languages stay together.
import { expect, links, sitemap, test } from './support/portal';

test('every page of the site map is reached by following links from the front page', async ({ page }) => {
  test.setTimeout(180_000);
  const seen = new Set(['/']);
  const waiting = ['/'];
  for (let address = waiting.shift(); address !== undefined && seen.size < 600; address = waiting.shift()) {
    const answer = await page.request.get(address, { maxRedirects: 0 });
    expect(answer.status(), address).toBe(200);
    if (!answer.headers()['content-type']?.startsWith('text/html')) continue;
    for (const next of hrefs(await answer.text(), address)) {
      if (seen.has(next)) continue;
      seen.add(next);
      waiting.push(next);
    }
  }
  const all = await sitemap(page);
  expect(all.length).toBeGreaterThan(50);
  expect(all.filter((one) => !seen.has(one))).toEqual([]);
});

/** The addresses inside the portal that a page's text links to. */
function hrefs(html: string, from: string): string[] {
  const origin = process.env.PORTAL_ADDRESS ?? '';
  return Array.from(html.matchAll(/<a\s[^>]*?href="([^"]*)"/g), ([, href]) => href)
    .map((href) => href.replaceAll('&#x2f;', '/').replaceAll('&amp;', '&'))
    .map((href) => new URL(href, origin + from))
    .filter((address) => address.origin === origin)
    .map((address) => address.pathname + address.search);
}

const BLOCKS = {
  '/': ['/vi/tin-tuc', '/vi/le-hoi', '/vi/anh', '/vi/video', '/vi/trang/net-dep-van-hoa', '/vi/ban-to-chuc', '/vi/luot-truy-cap'],
  '/en': ['/en/news', '/en/festivals', '/en/pictures', '/en/video', '/en/pages/culture', '/en/organisers', '/en/visits'],
};

for (const [front, blocks] of Object.entries(BLOCKS)) {
  test(`the menu of ${front} leads to news, festivals, pictures, video, culture, organisers and visits`, async ({ page }) => {
    for (const block of blocks) {
      await page.goto(front);
      await page.locator(`nav.menu a[href="${block}"]`).click();
      await expect(page).toHaveURL(block);
      await expect(page.locator('h1').first()).toBeVisible();
      await expect(page.locator('nav.menu a[aria-current="page"]')).toHaveAttribute('href', block);
    }
  });

  test(`the folded menu of ${front} leads to the same places on a narrow screen`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 700 });
    for (const block of blocks) {
      await page.goto(front);
      await page.locator('details.more > summary').click();
      await page.locator(`.more-list a[href="${block}"]`).click();
      await expect(page).toHaveURL(block);
    }
  });
}

const PAIRS = [
  ['/', '/en'],
  ['/vi/tin-tuc', '/en/news'],
  ['/vi/tin-tuc/xuong-giang-don-bang-di-tich-quoc-gia-dac-biet', '/en/news/xuong-giang-special-national-monument'],
  ['/vi/le-hoi/tuan-van-hoa-du-lich-bac-giang-2020', '/en/festivals/bac-giang-culture-and-tourism-week-2020'],
  ['/vi/anh/ngay-xuan-tren-dat-tay-yen-tu', '/en/pictures/spring-days-in-western-yen-tu'],
  ['/vi/video/khac-mot-lan-in-nhieu-lan', '/en/video/carve-once-print-many'],
  ['/vi/trang/net-dep-van-hoa', '/en/pages/culture'],
  ['/vi/ban-to-chuc', '/en/organisers'],
  ['/vi/luot-truy-cap', '/en/visits'],
];

for (const [vietnamese, english] of PAIRS) {
  test(`the language switch of ${vietnamese} leads to ${english} and back`, async ({ page }) => {
    await page.goto(vietnamese);
    await page.locator('.tools a[lang="en"]').click();
    await expect(page).toHaveURL(english);
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await page.locator('.tools a[lang="vi"]').click();
    await expect(page).toHaveURL(vietnamese);
    await expect(page.locator('html')).toHaveAttribute('lang', 'vi');
  });
}

test('the viewer, the calendar and the feeds are linked from where a reader looks for them', async ({ page }) => {
  await page.goto('/vi/anh/ngay-xuan-tren-dat-tay-yen-tu');
  expect(await links(page)).toContain('/vi/anh/ngay-xuan-tren-dat-tay-yen-tu/1');
  await page.goto('/vi/le-hoi/tuan-van-hoa-du-lich-bac-giang-2020');
  expect((await links(page)).filter((one) => one.endsWith('.ics'))).not.toEqual([]);
  await page.goto('/vi/tin-tuc');
  expect(await links(page)).toEqual(expect.arrayContaining(['/vi/tin-tuc/feed.atom', '/vi/tin-tuc/feed.rss']));
});
