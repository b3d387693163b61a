// Another site that makes an editor's browser send something: nothing is done, and a page says so.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { barriers, expect, newsroom, test } from '../support/newsroom';

const office = newsroom(['editor']);

test('what another site sends in an editor’s name is refused with a page that leads back', async ({ browser }) => {
  const page = await office.atDesk(browser, 'editor');
  const form = `<form method="post" action="${office.portal.address}/desk/me">
    <input name="name" value="Người khác"><input name="language" value="vi"><button>Nhận quà</button></form>`;
  const other = createServer((_, answer) => answer.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(form));
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  await page.goto(`http://localhost:${(other.address() as AddressInfo).port}/`);
  const [answer] = await Promise.all([
    page.waitForResponse((one) => one.request().method() === 'POST'),
    page.getByRole('button', { name: 'Nhận quà' }).click(),
  ]);
  expect(answer.status()).toBe(403);
  await expect(page.getByRole('heading', { name: 'Yêu cầu này không đến từ bàn biên tập' })).toBeVisible();
  expect(await barriers(page)).toEqual([]);
  await page.setViewportSize({ width: 320, height: 700 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(320);
  await page.getByRole('link', { name: 'Mở bàn biên tập' }).click();
  await page.goto('/desk/me');
  await expect(page.getByLabel('Họ và tên')).not.toHaveValue('Người khác');
  await new Promise((resolve) => other.close(resolve));
});
