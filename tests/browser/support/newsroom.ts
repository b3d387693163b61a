// A newsroom for the desk's tests: one portal a file, with a person for each role; signing in, beginning an
// article, what axe finds. Not for what readers see: portal.ts has their pages.
import { createHmac } from 'node:crypto';
import AxeBuilder from '@axe-core/playwright';
import { type Browser, type BrowserContext, type Page, expect, test } from '@playwright/test';
import { type Started, start } from './serve';

export { expect, test } from '@playwright/test';

export const PASSWORD = 'một mật khẩu thật dài 2026';

/** Who works there, by role. */
export const STAFF = {
  author: 'Tác giả 1',
  editor: 'Biên tập viên 1',
  publisher: 'Người duyệt 1',
  translator: 'Biên dịch 1',
  administrator: 'Quản trị 1',
} as const;
export type Role = keyof typeof STAFF;

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** One portal for the tests of a file, which run one after the other, and the people they need; `settings` are
    `MOCBAN_…` variables. */
export function newsroom(roles: Role[], settings: Record<string, string> = {}) {
  let portal: Started;
  const open: BrowserContext[] = [];
  const office = async (browser: Browser) => {
    const context = await browser.newContext({
      viewport: { width: 1366, height: 768 },
      baseURL: portal.address,
      reducedMotion: 'reduce',
    });
    open.push(context);
    return context;
  };
  test.describe.configure({ mode: 'default' });
  test.beforeAll(async () => {
    portal = await start(settings);
    for (const role of roles) engage(portal, role);
  });
  test.afterEach(async () => {
    await Promise.all(open.splice(0).map((one) => one.close()));
  });
  test.afterAll(async () => portal.end());
  return {
    get portal() {
      return portal;
    },
    /** A browser on an office PC in which nobody has signed in. */
    browser: office,
    /** Signs somebody in, in a browser of her own. */
    async atDesk(browser: Browser, role: Role): Promise<Page> {
      const page = await (await office(browser)).newPage();
      await page.goto('/desk');
      await signIn(page, `${role}@example.vn`);
      await page.waitForURL('**/desk');
      return page;
    },
  };
}

function engage(portal: Started, role: Role) {
  const command = ['user', 'add', '--email', `${role}@example.vn`, '--role', role, '--name', STAFF[role]];
  portal.run(command, `${PASSWORD}\n`);
}

/** Fills the sign-in form that is open. */
export async function signIn(page: Page, email: string, password = PASSWORD) {
  await page.getByLabel('Thư điện tử').fill(email);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
}

/** The lead's field, the text's, and the button of the top bar that saves. */
export const lead = (page: Page) => page.getByRole('textbox', { name: 'Dẫn', exact: true });
export const body = (page: Page) => page.locator('.ProseMirror');
export const inBar = (page: Page, name: string) =>
  page.getByRole('banner').getByRole('button', { name, exact: true });

/** Begins an article and leaves its writing page open; its address comes back. */
export async function begun(page: Page, title: string): Promise<string> {
  await page.goto('/desk/new');
  await page.getByLabel('Tiêu đề').fill(title);
  await page.getByRole('button', { name: 'Bắt đầu viết' }).click();
  await page.waitForURL(/\/desk\/entries\/\d+\/vi/);
  await expect(body(page)).toBeVisible();
  return new URL(page.url()).pathname;
}

/** Begins an article with a lead and a text, and saves it. */
export async function written(page: Page, title: string, text: string): Promise<string> {
  const entry = await begun(page, title);
  await lead(page).fill('Ghi nhận trong ngày.');
  await body(page).click();
  await page.keyboard.type(text);
  await saved(page);
  return entry;
}

/** Presses "Lưu" and waits for the answer. */
export async function saved(page: Page) {
  await inBar(page, 'Lưu').click();
  await page.waitForURL(/done=saved/);
}

/** Hands in the saved text of the open writing page. */
export async function handedIn(page: Page, remark = '') {
  await page.locator('#submit > summary').click();
  await page.locator('#submit').getByLabel('Lời nhắn cho người duyệt').fill(remark);
  await page.locator('#submit').getByRole('button', { name: 'Gửi duyệt' }).click();
  await expect(page.getByText('Đã gửi duyệt.')).toBeVisible();
}

/** What axe finds on the open page against WCAG 2.2 AA; empty when nothing. */
export async function barriers(page: Page): Promise<string[]> {
  const found = await new AxeBuilder({ page }).withTags(RULES).analyze();
  const at = new URL(page.url()).pathname;
  return found.violations.map((rule) => `${at} ${rule.id}: ${rule.nodes[0]?.target.join(' ')}`);
}

/** The six figures an authenticator shows now for a secret in Base32 (RFC 6238). */
export function codeOf(secret: string, now = Date.now()): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret.replace(/\s/g, '')].map((one) => letters.indexOf(one).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(now / 30_000)));
  const hash = createHmac('sha1', key).update(step).digest();
  const from = (hash.at(-1) ?? 0) & 15;
  return String((hash.readUInt32BE(from) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
