// Letters: a portal that knows a mail server mails invitations, recovery links, what did not happen at its hour and
// what must be read again, to those who have an account and to nobody else.
import { type Letter, type Mailbox, mailbox } from '../support/mailbox.ts';
import { barriers, expect, newsroom, test } from '../support/newsroom';

const FROM = 'Cổng thông tin Bắc Giang <cong@example.gov.vn>';
const settings: Record<string, string> = {};
let box: Mailbox;
let token = '';

// Runs before the newsroom's own beginning, which reads the settings.
test.beforeAll(async () => {
  box = await mailbox();
  settings.MOCBAN_MAIL = `{server="smtp://127.0.0.1:${box.port}",from="${FROM}"}`;
});

const office = newsroom(['administrator', 'editor'], settings);

test.beforeAll(() => {
  token = office.portal.run(['token', 'add', '--role', 'administrator']).trim();
});

test.afterAll(async () => box?.end());

/** What every letter of the portal is: from the portal to one account, in composed letters, plain text only. */
function isOurs({ mail, raw, to }: Letter, whom: string) {
  expect(to).toEqual([whom]);
  expect(mail.from?.text).toBe('"Cổng thông tin Bắc Giang" <cong@example.gov.vn>');
  expect([mail.to].flat().map((one) => one?.text)).toEqual([whom]);
  expect(mail.date).toBeInstanceOf(Date);
  expect(mail.html).toBe(false);
  expect(mail.attachments).toEqual([]);
  expect(raw).toMatch(/^MIME-Version: 1\.0\r$/m);
  expect(raw).toMatch(/^Content-Type: text\/plain; charset=utf-8\r$/m);
  // No line is longer than SMTP carries, and the head is plain ASCII (RFC 5322, 2.1.1; RFC 2047).
  expect(Math.max(...raw.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
  expect(raw.split('\r\n\r\n')[0]).toMatch(/^[\x20-\x7e\r\n\t]*$/);
  for (const text of [mail.subject ?? '', mail.text ?? '']) expect(text).toBe(text.normalize('NFC'));
}

/** The letter that brings these words, once it is there. */
async function letter(words: string, within = 30_000): Promise<Letter> {
  const found = () => box.letters.find(({ mail }) => mail.subject?.includes(words));
  await expect.poll(() => box.letters.map(({ mail }) => mail.subject).join('\n'), { timeout: within }).toContain(words);
  return found() as Letter;
}

async function api(method: string, path: string, body?: unknown, tag?: string) {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...(tag && { 'if-match': tag }) };
  const answer = await fetch(office.portal.address + path, { method, headers, body: body && JSON.stringify(body) });
  const text = await answer.text();
  expect(answer.ok, `${method} ${path}: ${answer.status} ${text}`).toBe(true);
  return { tag: answer.headers.get('etag') ?? '', json: text ? JSON.parse(text) : null };
}

async function person(email: string): Promise<number> {
  const { json } = await api('GET', '/api/people');
  return json.items.find((one: { email: string }) => one.email === email).id;
}

/** The newest entry of a kind, with the tag of its state. */
async function newest(kind: string) {
  const { json } = await api('GET', `/api/entries?kind=${kind}&per_page=1`);
  return api('GET', `/api/entries/${json.items[0].id}`);
}

test('an invitation arrives as a letter, and its link takes up the account', async ({ browser }) => {
  const page = await office.atDesk(browser, 'administrator');
  await page.goto('/desk/people/invite');
  await page.getByLabel('Thư điện tử').fill('moi@example.vn');
  await page.getByLabel('Họ và tên').fill('Cộng tác viên Nguyệt');
  await page.getByLabel('Vai trò 1').selectOption({ label: 'Tác giả' });
  await page.getByRole('button', { name: 'Tạo lời mời' }).click();
  await expect(page.getByText('Đường dẫn cũng đã gửi tới moi@example.vn.')).toBeVisible();
  expect(await barriers(page)).toEqual([]);
  const invitation = await letter('Lời mời vào bàn biên tập');
  isOurs(invitation, 'moi@example.vn');
  expect(invitation.mail.text).toContain('Kính gửi Cộng tác viên Nguyệt,');
  const [link = ''] = /http:\S+/.exec(invitation.mail.text ?? '') ?? [];
  expect(link).toBe(await page.getByLabel('Đường dẫn').inputValue());
  const invited = await (await office.browser(browser)).newPage();
  await invited.goto(link);
  await expect(invited.getByText('moi@example.vn').first()).toBeVisible();
});

test('a recovery link arrives as a letter', async ({ browser }) => {
  const page = await office.atDesk(browser, 'administrator');
  await page.goto(`/desk/people/${await person('editor@example.vn')}`);
  await page.getByRole('button', { name: 'Tạo đường dẫn đặt lại mật khẩu' }).click();
  await expect(page.getByText('Đường dẫn cũng đã gửi tới editor@example.vn.')).toBeVisible();
  const recovery = await letter('Đặt lại mật khẩu bàn biên tập');
  isOurs(recovery, 'editor@example.vn');
  expect(recovery.mail.text).toContain('vừa tạo đường dẫn để bạn đặt mật khẩu mới');
});

test('what cannot go public at its hour is told to who looks after it, though the mail server was busy', async () => {
  test.setTimeout(120_000);
  box.busy = 1;
  const led = await newest('news');
  const link = { type: 'link', target: `entry:news/${led.json.key}`, content: [{ type: 'text', text: 'bài trước' }] };
  const begun = await api('POST', '/api/entries', {
    kind: 'news',
    facts: { publisher: led.json.facts.publisher, own: { section: 'le-hoi' } },
    words: {
      vi: {
        title: 'Lễ hội mở cửa đón khách',
        slug: 'le-hoi-mo-cua-don-khach',
        lead: 'Ghi nhận trong ngày.',
        body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Xem ' }, link] }] },
      },
    },
  });
  const path = `/api/entries/${begun.json.id}`;
  const care = { owner: await person('editor@example.vn'), review_on: null };
  const cared = await api('PUT', `${path}/care`, care, begun.tag);
  const goes_live_at = new Date(Date.now() + 4_000).toISOString();
  await api('POST', `${path}/vi/schedule`, { goes_live_at, forced_reason: 'Lễ khai mạc tối nay' }, cared.tag);
  await api('POST', `/api/entries/${led.json.id}/vi/withdraw`, { reason: 'Đang sửa' }, led.tag);
  const told = await letter('Chưa đăng được: Lễ hội mở cửa đón khách', 90_000);
  isOurs(told, 'editor@example.vn');
  expect(box.busy).toBe(0);
  expect(told.mail.text).toContain('nhưng bài này chưa được đăng');
  expect(told.mail.text).toContain(`${office.portal.address}/desk/entries/${begun.json.id}/vi`);
  expect((await api('GET', path)).json.languages[0].stage).toBe('returned');
});

test('on its day of reading again the owner of an entry is reminded once', async () => {
  test.setTimeout(180_000);
  const { json, tag } = await newest('festival');
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format();
  const care = { owner: await person('editor@example.vn'), review_on: today };
  await api('PUT', `/api/entries/${json.id}/care`, care, tag);
  const reminder = await letter('Đến ngày xem lại: 1 mục', 150_000);
  isOurs(reminder, 'editor@example.vn');
  const words = json.languages.find((one: { language: string }) => one.language === 'vi').words;
  expect(reminder.mail.text).toContain(words.title);
  expect(reminder.mail.text).toContain(`${office.portal.address}/desk/entries/${json.id}/vi`);
});
