// Signing in at a real OpenID provider: who is let in, who is not, and that a provider gives no rights.
import { type Page, expect, test } from '@playwright/test';
import { CLIENT, type RunningProvider, provider } from './support/provider.ts';
import { type Started, freePort, start } from './support/serve.ts';

const ACCOUNTS = [
  { email: 'bien-tap-vien-1@example.vn', name: 'Biên tập viên 1', verified: true },
  { email: 'chua-xac-minh@example.vn', name: 'Biên tập viên 2', verified: false },
  { email: 'nguoi-la@example.vn', name: 'Người lạ', verified: true },
];
const PASSWORD = 'bốn con trâu qua cầu gỗ';

let portal: Started;
let sso: RunningProvider;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  const port = await freePort();
  sso = await provider(ACCOUNTS, `http://127.0.0.1:${port}/desk/sign-in/oidc/back`);
  const settings = { issuer: sso.issuer, client_id: CLIENT.id, client_secret: CLIENT.secret, name: 'SSO tỉnh' };
  const written = Object.entries(settings).map(([name, value]) => `${name}="${value}"`);
  portal = await start({ MOCBAN_OIDC: `{${written.join(', ')}}` }, port);
  for (const { email } of ACCOUNTS.slice(0, 2)) {
    portal.run(['user', 'add', '--email', email, '--role', 'editor'], `${PASSWORD}\n`);
  }
});

test.afterAll(async () => {
  await portal?.end();
  await sso?.end();
});

/** From the portal's button through the provider's own pages and back. */
async function through(page: Page, email: string) {
  await page.goto(`${portal.address}/desk/sign-in?next=/desk/me`);
  await page.getByRole('link', { name: 'Đăng nhập qua SSO tỉnh' }).click();
  await page.waitForURL(`${sso.issuer}/**`);
  await page.locator('input[name="login"]').fill(email);
  await page.locator('input[name="password"]').fill('anything');
  await page.locator('button[type="submit"]').click();
  await page.locator('button[type="submit"]').click();
  await page.waitForURL(`${portal.address}/**`);
}

test('somebody with an account and a verified address is let in where she wanted to go', async ({ page }) => {
  await through(page, 'bien-tap-vien-1@example.vn');
  await expect(page).toHaveURL(/\/desk\/me$/);
  await expect(page.locator('main')).toContainText('bien-tap-vien-1@example.vn');
  await expect(page.locator('main')).toContainText('Biên tập viên');
});

test('an address the provider has not verified lets nobody in', async ({ page }) => {
  await through(page, 'chua-xac-minh@example.vn');
  await expect(page.getByRole('alert')).toContainText('chưa được mời vào cổng này');
  await page.goto(`${portal.address}/desk/me`);
  await expect(page).toHaveURL(/\/desk\/sign-in/);
});

test('somebody the portal does not know is not let in', async ({ page }) => {
  await through(page, 'nguoi-la@example.vn');
  await expect(page.getByRole('alert')).toContainText('chưa được mời vào cổng này');
  expect(portal.run(['user', 'list'])).not.toContain('nguoi-la');
});

test('somebody disabled is not let in by the provider either', async ({ page }) => {
  portal.run(['user', 'disable', '--email', 'bien-tap-vien-1@example.vn']);
  await through(page, 'bien-tap-vien-1@example.vn');
  await expect(page.getByRole('alert')).toContainText('chưa được mời vào cổng này');
});

test('an answer that nobody asked for is refused', async ({ page }) => {
  const answer = await page.goto(`${portal.address}/desk/sign-in/oidc/back?code=x&state=y`);
  expect(answer?.status()).toBe(410);
});
