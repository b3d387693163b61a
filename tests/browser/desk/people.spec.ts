// People: an invitation becomes an account, a second step with codes to keep, sessions that can be ended, and
// what somebody who guesses is told.
import { PASSWORD, barriers, codeOf, expect, newsroom, signIn, test } from '../support/newsroom';

const office = newsroom(['administrator', 'editor']);
const OWN = 'trâu gặm cỏ bên bờ sông cụt';

test('somebody is invited by a link, takes up the account, and sees only what the role allows', async ({ browser }) => {
  const administrator = await office.atDesk(browser, 'administrator');
  await administrator.goto('/desk/people/invite');
  await administrator.getByLabel('Thư điện tử').fill('moi@example.vn');
  await administrator.getByLabel('Vai trò 1').selectOption({ label: 'Tác giả' });
  expect(await barriers(administrator)).toEqual([]);
  await administrator.getByRole('button', { name: 'Tạo lời mời' }).click();
  await expect(administrator.getByText('Đã tạo đường dẫn.')).toBeVisible();
  await expect(administrator.getByText('Cổng chưa gửi thư: hãy chép và chuyển cho đúng người.')).toBeVisible();
  expect(await barriers(administrator)).toEqual([]);
  const link = new URL(await administrator.getByLabel('Đường dẫn').inputValue()).pathname;

  const invited = await (await office.browser(browser)).newPage();
  await invited.goto(link);
  await invited.getByLabel('Họ và tên').fill('Cộng tác viên 1');
  await invited.getByLabel('Mật khẩu mới').fill('123456789012');
  await invited.getByRole('button', { name: 'Nhận tài khoản' }).click();
  await expect(invited.getByText('Mật khẩu này nằm trong danh sách đã bị lộ').or(invited.getByText('Mật khẩu này dễ đoán')).first()).toBeVisible();
  expect(await barriers(invited)).toEqual([]);
  await invited.getByLabel('Mật khẩu mới').fill(OWN);
  await invited.getByRole('button', { name: 'Nhận tài khoản' }).click();
  await expect(invited.getByRole('heading', { name: 'Việc của tôi' })).toBeVisible();
  await expect(invited.getByRole('link', { name: 'Bài viết', exact: true }).first()).toBeVisible();
  await expect(invited.getByRole('link', { name: 'Người dùng' })).toHaveCount(0);

  const late = await (await office.browser(browser)).newPage();
  await late.goto(link);
  await expect(late.getByText('Đường dẫn này không còn dùng được.')).toBeVisible();
});

test('a second step asks for the code of the app, and a code kept on paper stands in for it once', async ({ browser }) => {
  const editor = await office.atDesk(browser, 'editor');
  await editor.goto('/desk/me');
  expect(await barriers(editor)).toEqual([]);
  await editor.getByRole('link', { name: 'Bật xác thực bước hai' }).click();
  await expect(editor.getByRole('img', { name: /Mã QR/ })).toBeVisible();
  expect(await barriers(editor)).toEqual([]);
  const secret = (await editor.locator('code.secret').textContent()) ?? '';
  await editor.getByLabel('Mã xác thực').fill(codeOf(secret));
  await editor.getByRole('button', { name: 'Bật', exact: true }).click();
  await expect(editor.getByText('Các mã này chỉ hiện một lần.')).toBeVisible();
  expect(await barriers(editor)).toEqual([]);
  const [kept = ''] = await editor.locator('.codes code').allTextContents();

  const elsewhere = await (await office.browser(browser)).newPage();
  await elsewhere.goto('/desk');
  await signIn(elsewhere, 'editor@example.vn');
  await expect(elsewhere.getByRole('heading', { name: 'Xác thực bước hai' })).toBeVisible();
  expect(await barriers(elsewhere)).toEqual([]);
  await elsewhere.getByLabel('Mã xác thực').fill(kept);
  await elsewhere.getByRole('button', { name: 'Tiếp tục' }).click();
  await expect(elsewhere.getByRole('heading', { name: 'Việc của tôi' })).toBeVisible();
  await elsewhere.goto('/desk/me');
  await expect(elsewhere.getByText('Còn 9 mã dự phòng.')).toBeVisible();
});

test('sessions are listed, and ending one puts that browser out', async ({ browser }) => {
  const here = await office.atDesk(browser, 'administrator');
  const there = await office.atDesk(browser, 'administrator');
  await here.goto('/desk/me');
  await expect(here.getByText('(phiên này)')).toBeVisible();
  const others = here.getByRole('button', { name: 'Kết thúc', exact: true });
  while ((await others.count()) > 0) {
    await others.first().click();
    await expect(here.getByText('Đã kết thúc phiên đăng nhập.')).toBeVisible();
  }
  await there.goto('/desk/me');
  await expect(there.getByRole('heading', { name: 'Đăng nhập bàn biên tập' })).toBeVisible();
});

test('who guesses is told when to try again, and an administrator helps the one who forgot', async ({ browser }) => {
  const administrator = await office.atDesk(browser, 'administrator');
  await administrator.goto('/desk/people');
  expect(await barriers(administrator)).toEqual([]);
  await administrator.getByRole('link', { name: 'Cộng tác viên 1' }).click();
  await administrator.getByRole('button', { name: 'Tạo đường dẫn đặt lại mật khẩu' }).click();
  const link = new URL(await administrator.getByLabel('Đường dẫn').inputValue()).pathname;

  const guesser = await (await office.browser(browser)).newPage();
  await guesser.goto('/desk');
  const held = guesser.getByText(/Đã thử sai nhiều lần\. Xin thử lại từ \d\d:\d\d/).first();
  for (let tried = 0; tried < 8 && !(await held.isVisible()); tried += 1) {
    await signIn(guesser, 'moi@example.vn', `${PASSWORD}${tried}`);
    await expect(guesser.getByRole('alert')).toBeVisible();
  }
  await expect(held).toBeVisible();
  expect(await barriers(guesser)).toEqual([]);

  const forgot = await (await office.browser(browser)).newPage();
  await forgot.goto(link);
  await forgot.getByLabel('Mật khẩu mới').fill(`${OWN} mới`);
  await forgot.getByRole('button', { name: 'Đặt mật khẩu' }).click();
  await expect(forgot.getByRole('heading', { name: 'Việc của tôi' })).toBeVisible();
});
