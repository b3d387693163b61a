// People of an action programme in the browser tests: a portal's coordinator, an agency's officer and others are
// engaged by what they do, sign in, and their pages are held against WCAG 2.2 AA. Not for a newsroom's people:
// newsroom.ts has those.
import AxeBuilder from '@axe-core/playwright';
import { type Browser, type BrowserContextOptions, type Page, expect } from '@playwright/test';
import type { Started } from './serve';

const PASSWORD = 'một mật khẩu thật dài 2026';
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const OFFICE = { width: 1366, height: 768 };

/** Gives somebody an account; `grant` is what `mocban user add` takes: a role, and the agency it is for. */
export function engage(portal: Started, email: string, name: string, grant: string[]): void {
  portal.run(['user', 'add', '--email', email, '--name', name, ...grant], `${PASSWORD}\n`);
}

/** Signs somebody in at the desk, on an office screen unless told otherwise. */
export async function enter(
  browser: Browser, portal: Started, email: string, viewport = OFFICE, more: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({ viewport, baseURL: portal.address, reducedMotion: 'reduce', ...more });
  const page = await context.newPage();
  await page.goto('/desk');
  await page.getByLabel('Thư điện tử').fill(email);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await page.waitForURL('**/desk');
  return page;
}

/** Holds a page against the rules on an office screen and a phone; nothing may stand outside the narrow one. */
export async function sound(page: Page): Promise<void> {
  for (const width of [1366, 390]) {
    await page.setViewportSize({ width, height: 800 });
    const found = await new AxeBuilder({ page }).withTags(TAGS).analyze();
    expect(found.violations.map((one) => `${page.url()} at ${width}: ${one.id} ${one.nodes[0]?.html}`)).toEqual([]);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide, `${page.url()} at ${width}`).toBeLessThanOrEqual(width);
  }
  await page.setViewportSize(OFFICE);
}
