// A passkey from the button to the desk, with the browser's own virtual device.
import { expect, test } from '@playwright/test';
import { type Started, freePort, start } from './support/serve.ts';

const PASSWORD = 'bốn con trâu qua cầu gỗ';
let portal: Started;
let origin: string;

test.beforeAll(async () => {
  const port = await freePort();
  // Passkeys belong to a name; an address of figures has none.
  origin = `http://localhost:${port}`;
  portal = await start({ MOCBAN_ORIGIN: origin }, port);
  portal.run(['user', 'add', '--email', 'a@example.vn', '--role', 'editor'], `${PASSWORD}\n`);
});

test.afterAll(async () => portal?.end());

test('a passkey is added once and signs its person in from then on', async ({ page }) => {
  const device = await page.context().newCDPSession(page);
  await device.send('WebAuthn.enable');
  await device.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await page.goto(`${origin}/desk/sign-in?next=/desk/me`);
  await page.getByLabel('Thư điện tử').fill('a@example.vn');
  await page.getByLabel('Mật khẩu').fill(PASSWORD);
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await expect(page).toHaveURL(`${origin}/desk/me`);
  await page.getByLabel('Tên khóa').fill('Máy tính cơ quan');
  await page.getByRole('button', { name: 'Thêm khóa truy cập' }).click();
  await expect(page.getByText('Đã thêm khóa truy cập.')).toBeVisible();
  await expect(page.getByText('Máy tính cơ quan', { exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'Đăng xuất' }).click();
  await expect(page).toHaveURL(`${origin}/desk/sign-in`);
  await page.goto(`${origin}/desk/sign-in?next=/desk/me`);
  await page.getByRole('button', { name: 'Đăng nhập bằng khóa truy cập' }).click();
  await expect(page).toHaveURL(`${origin}/desk/me`);
  await expect(page.locator('main')).toContainText('a@example.vn');
});
