// Programs: a token made at the desk writes through the API what the newsroom sees, and a webhook tells another
// system, with a record of each delivery.
import { createHmac } from 'node:crypto';
import { type IncomingHttpHeaders, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { barriers, expect, newsroom, test, written } from '../support/newsroom';

/** The signature a message must bear (Standard Webhooks 1.0: HMAC-SHA256 over id, moment and body). */
function signature(secret: string, headers: IncomingHttpHeaders, text: string): string {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${text}`;
  return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
}

const office = newsroom(['administrator'], { MOCBAN_WEBHOOK_NETWORK: 'loopback' });

test('a token made at the desk is shown once, works within its scope, and is revoked', async ({ browser, request }) => {
  const page = await office.atDesk(browser, 'administrator');
  await page.goto('/desk/api');
  expect(await barriers(page)).toEqual([]);
  await page.getByLabel('Tên').first().fill('Lưu trữ văn bản');
  await page.getByLabel('read: đọc').check();
  await page.getByRole('button', { name: 'Tạo mã', exact: true }).click();
  await expect(page.getByText('Hãy chép lại ngay: bí mật này chỉ hiển thị một lần.')).toBeVisible();
  expect(await barriers(page)).toEqual([]);
  const secret = await page.getByLabel('Bí mật').inputValue();
  const asked = (address: string) =>
    request.get(`${office.portal.address}${address}`, { headers: { Authorization: `Bearer ${secret}` } });
  expect((await asked('/api/entries')).status()).toBe(200);
  const refused = await asked('/api/people');
  expect(refused.status()).toBe(403);
  expect(refused.headers()['content-type']).toContain('application/problem+json');

  await page.goto('/desk/api');
  await expect(page.getByText(secret)).toHaveCount(0);
  await page.getByRole('button', { name: 'Thu hồi' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Thu hồi' }).click();
  await expect(page.getByText('Đã thu hồi mã truy cập.')).toBeVisible();
  await expect(page.getByRole('cell', { name: 'Đã thu hồi' })).toBeVisible();
  expect((await asked('/api/entries')).status()).toBe(401);
});

test('a webhook tells another system of a change, signed; what it does not take is told again', async ({ browser }) => {
  const heard: { headers: IncomingHttpHeaders; text: string }[] = [];
  const server = createServer((request, answer) => {
    let text = '';
    request.on('data', (chunk) => (text += chunk));
    request.on('end', () => {
      heard.push({ headers: request.headers, text });
      answer.writeHead(heard.length === 1 ? 500 : 204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const page = await office.atDesk(browser, 'administrator');
  await page.goto('/desk/api');
  await page.getByLabel('Tên').last().fill('Kho lưu của tỉnh');
  await page.getByLabel('Địa chỉ nhận').fill(`http://127.0.0.1:${(server.address() as AddressInfo).port}/nhan`);
  await page.locator('form[action="/desk/api/webhooks"]').getByRole('checkbox').first().check();
  await page.getByRole('button', { name: 'Thiết lập', exact: true }).click();
  await expect(page.getByText('Đã tạo thông báo')).toBeVisible();
  const secret = await page.getByLabel('Bí mật').inputValue();
  await written(page, 'Bài báo cho kho lưu', 'Nội dung.');
  const of = (id: unknown) => heard.filter(({ headers }) => headers['webhook-id'] === id).map(({ text }) => text);
  const refused = () => of(heard[0]?.headers['webhook-id']);
  await expect.poll(() => refused().length, { timeout: 30_000 }).toBe(2);
  expect(new Set(refused()).size).toBe(1);
  for (const { headers, text } of heard) expect(headers['webhook-signature']).toBe(signature(secret, headers, text));
  await page.goto('/desk/api');
  await page.getByRole('link', { name: 'Kho lưu của tỉnh' }).click();
  await expect(page.getByRole('cell', { name: 'Đã nhận' }).first()).toBeVisible();
  expect(await barriers(page)).toEqual([]);
  await new Promise((resolve) => server.close(resolve));
});
