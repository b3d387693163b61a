// The desk's navigation on an office screen: every place is in sight, also for who has the most of them. Not for
// what stands behind a place.
import { expect, newsroom, test } from '../support/newsroom';

const office = newsroom(['administrator']);

for (const name of ['Tiếng Việt', 'English']) {
  test(`an administrator sees every place of the desk at once in ${name}`, async ({ browser }) => {
    const page = await office.atDesk(browser, 'administrator');
    await page.goto('/desk/me');
    await page.locator('#f-language').selectOption({ label: name });
    await page.locator('form[action="/desk/me"] button').click();
    await page.waitForURL(/done/);
    await expect(page.locator('.nav [data-theme-toggle]')).toBeInViewport({ ratio: 1 });
    const hidden = await page.locator('.nav').evaluate((nav) => nav.scrollHeight - nav.clientHeight);
    expect(hidden).toBe(0);
    const low = await page.locator('.nav-list a, .nav-foot a:visible, .nav-foot button').evaluateAll((all) =>
      all.map((one) => one.getBoundingClientRect().height).filter((height) => height > 0 && height < 24),
    );
    expect(low).toEqual([]);
  });
}
