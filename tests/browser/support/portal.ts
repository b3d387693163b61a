// What the tests share: the portal's address, its kinds of pages, and questions asked of many pages.
import { test as base, type Page } from '@playwright/test';

export { expect } from '@playwright/test';

export const test = base.extend({
  // Known only once the portal runs, which is after the settings are read.
  baseURL: async ({}, use) => use(process.env.PORTAL_ADDRESS),
});

/** An ordinary browser's name, for the tests of counting. */
export const READER =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36';

const ARTICLE = '/vi/tin-tuc/xuong-giang-don-bang-di-tich-quoc-gia-dac-biet';
const FESTIVAL = '/vi/le-hoi/tuan-van-hoa-du-lich-bac-giang-2020';
const CHECK = '/vi/kiem-chung/egdi-2024-viet-nam-tang-15-bac';
const ALBUM = '/vi/anh/ngay-xuan-tren-dat-tay-yen-tu';

/** One page of each kind, by name. */
export const PAGES = {
  'the front page': '/',
  'the list of news': '/vi/tin-tuc',
  'a section of the news': '/vi/tin-tuc/muc/le-hoi',
  'a year of the news': '/vi/tin-tuc/nam/2020',
  'an article': ARTICLE,
  'an article on paper': `${ARTICLE}/in`,
  'the list of festivals': '/vi/le-hoi',
  'a festival': FESTIVAL,
  'a festival by day': `${FESTIVAL}/theo-ngay`,
  'the list of albums': '/vi/anh',
  'an album': ALBUM,
  'the picture viewer': `${ALBUM}/3`,
  'the list of videos': '/vi/video',
  'a video': '/vi/video/khac-mot-lan-in-nhieu-lan',
  'the list of fact checks': '/vi/kiem-chung',
  'a fact check': CHECK,
  'a fact check on paper': `${CHECK}/in`,
  'how claims are checked': '/vi/cach-kiem-chung',
  'the register of corrections': '/vi/dinh-chinh',
  'the organisers': '/vi/ban-to-chuc',
  'the visits': '/vi/luot-truy-cap',
  'a standing page': '/vi/trang/net-dep-van-hoa',
  'a search that finds': '/vi/tim?q=xuong+giang',
  'a search that finds nothing': '/vi/tim?q=zzzzqqqq',
  'a search too short': '/vi/tim?q=a',
  'a page that is not there': '/vi/khong-co-trang-nay',
} as const;

/** The same in English, where the words are longer or shorter. */
export const ENGLISH = {
  'the front page in English': '/en',
  'an article in English': '/en/news/xuong-giang-special-national-monument',
  'a festival in English': '/en/festivals/bac-giang-culture-and-tourism-week-2020',
  'an album in English': '/en/pictures/spring-days-in-western-yen-tu',
  'a video in English': '/en/video/carve-once-print-many',
  'a fact check in English': '/en/fact-checks/egdi-2024-viet-nam-rose-15-places',
  'the visits in English': '/en/visits',
  'a page that is not there in English': '/en/no-such-page',
} as const;

/** What reaches past the page's right edge; empty when nothing does. */
export async function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const edge = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= edge) return [];
    const past = Array.from(document.body.querySelectorAll('*')).filter(
      (one) => one.getBoundingClientRect().right > edge + 1,
    );
    const name = (one: Element) => `${one.tagName.toLowerCase()}.${one.className}`;
    return [`${document.documentElement.scrollWidth} > ${edge}`, ...past.slice(0, 5).map(name)];
  });
}

/** Every address in the site map, without the origin. */
export async function sitemap(page: Page): Promise<string[]> {
  const text = await (await page.request.get('/sitemap.xml')).text();
  return Array.from(text.matchAll(/<loc>([^<]+)<\/loc>/g), ([, address]) => new URL(address).pathname);
}

/** The addresses inside the portal that a page links to. */
export async function links(page: Page): Promise<string[]> {
  return page.$$eval('a[href]', (all) =>
    all
      .map((one) => new URL((one as HTMLAnchorElement).href))
      .filter((address) => address.origin === location.origin)
      .map((address) => address.pathname + address.search),
  );
}
