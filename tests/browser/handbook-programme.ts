// Not a test: takes the pictures of the coordinators' handbook (docs/coordinators/pictures) of a programme at
// work, in both languages of the desk. `npm run handbook`, or `make handbook`.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Page, test } from '@playwright/test';
import { engage, enter } from './support/officers';
import { type Started, start } from './support/serve';

const FOLDER = fileURLToPath(new URL('../../docs/coordinators/pictures', import.meta.url));
const DESK = '/desk/programme/nq-47-2024';
let portal: Started;
test.setTimeout(300_000);

test.beforeAll(async () => {
  portal = await start();
  engage(portal, 'dieu-phoi@example.vn', 'Điều phối 1', ['--role', 'coordinator']);
  engage(portal, 'cao-bang@example.vn', 'Cán bộ 1', ['--role', 'editor', '--agency', 'p-cao-bang']);
  engage(portal, 'thanh-tra@example.vn', 'Thanh tra 1', ['--role', 'inspector']);
});
test.afterAll(async () => portal.end());

async function shot(page: Page, name: string): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  await page.evaluate(() => document.fonts.ready);
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(FOLDER, `${name}.png`), animations: 'disabled' });
}

async function speak(page: Page, name: string): Promise<void> {
  await page.goto('/desk/me');
  await page.locator('#f-language').selectOption({ label: name });
  await page.locator('form[action="/desk/me"] button').click();
  await page.waitForURL(/done/);
}

/** A measure, who leads it, a plan with two activities, evidence that waits, a plan on paper. */
async function work(coordinator: Page, officer: Page): Promise<string> {
  await coordinator.goto(`${DESK}/outline/measure/new-1`);
  await coordinator.locator('[name="title.vi"]').fill('Phổ biến nghị quyết tới cán bộ');
  await coordinator.locator('[name="title.en"]').fill('Acquaint officials with the resolution');
  await coordinator.locator('form[data-unsaved] button').first().click();
  await coordinator.waitForURL(/done=set-out/);
  await coordinator.goto(`${DESK}/measures/1.1`);
  await coordinator.locator('[name=agency]').selectOption('p-cao-bang');
  await coordinator.locator('form[action$="/assign"] button').last().click();
  await coordinator.waitForURL(/done=assign/);
  await officer.goto(`${DESK}/body/p-cao-bang`);
  await officer.locator('form[action$="/begin"] button').click();
  await officer.waitForURL(/plans/);
  const plan = new URL(officer.url()).pathname;
  await officer.locator('[name=reference]').fill('123/KH-UBND');
  await officer.locator('form[action$="/change"] button').last().click();
  await officer.waitForURL(/done=change-plan/);
  for (const [title, starts, ends] of [
    ['Hội nghị quán triệt nghị quyết', '2026-01-05', '2026-01-20'], ['Bản tin đối ngoại quý I', '2026-02-01', '2026-03-31']]) {
    await officer.goto(`${plan}/activities/new`);
    await officer.locator('[name=measure]').selectOption('1.1');
    await officer.locator('[name="title.vi"]').fill(title ?? '');
    await officer.locator('[name=starts]').fill(starts ?? '');
    await officer.locator('[name=ends]').fill(ends ?? '');
    await officer.locator('[name=budget]').fill('50.000.000');
    await officer.locator('form[data-unsaved] button').last().click();
    await officer.waitForURL(/done=add-activity/);
  }
  await officer.goto(plan);
  await officer.locator('form[action$="/submit"] button').click();
  await officer.waitForURL(/done=submit-plan/);
  await officer.locator('a[href*="/activities/"]').first().click();
  await officer.waitForURL(/activities\/\d+/);
  await officer.locator('form[action$="/move"] [name=to]').selectOption('done');
  await officer.locator('form[action$="/move"] button').click();
  await officer.waitForURL(/done=move-activity/);
  await officer.locator('details summary').last().click();
  await officer.locator('[name=entry]').fill('news/nghi-quyet-47-nq-cp');
  await officer.locator('[name=note]').fill('Bài đăng về hội nghị');
  await officer.locator('form[action*="/proofs/"] button').last().click();
  await officer.waitForURL(/done=offer-evidence/);
  return plan;
}

/** The form of a year's report filled in and looked at; nothing is issued by it. */
async function look(coordinator: Page): Promise<void> {
  await coordinator.goto(`${DESK}/reports`);
  await coordinator.locator('[name=period]').selectOption('2025');
  await coordinator.locator('[name=issuer]').selectOption('mofa');
  await coordinator.locator('[name=place]').fill('Hà Nội');
  await coordinator.locator('section[aria-labelledby=new] form button').last().click();
  await coordinator.locator('form[action$="/reports/issue"]').waitFor();
}

async function report(coordinator: Page): Promise<void> {
  await look(coordinator);
  await coordinator.locator('form[action$="/reports/issue"] button').first().click();
  await coordinator.getByRole('dialog').getByRole('button', { name: 'Phát hành' }).click();
  await coordinator.waitForURL(/done=report/, { timeout: 60_000 });
}

test('the pictures of the coordinators’ handbook', async ({ browser }) => {
  const coordinator = await enter(browser, portal, 'dieu-phoi@example.vn', { width: 1200, height: 760 });
  const officer = await enter(browser, portal, 'cao-bang@example.vn', { width: 1200, height: 760 });
  const inspector = await enter(browser, portal, 'thanh-tra@example.vn', { width: 1200, height: 760 });
  // What is not there is said by its line, not by the end of the whole.
  for (const page of [coordinator, officer, inspector]) page.setDefaultTimeout(30_000);
  const plan = await work(coordinator, officer);
  await report(coordinator);
  const activity = officer.url().split('?')[0];
  for (const [code, name] of [['vi', 'Tiếng Việt'], ['en', 'English']] as const) {
    for (const page of [coordinator, officer, inspector]) await speak(page, name);
    const rooms: [Page, string, string][] = [
      [coordinator, '/desk/programme', 'board'], [coordinator, `${DESK}/outline`, 'outline'],
      [coordinator, `${DESK}/outline/owes/1`, 'owes'], [coordinator, `${DESK}/measures/1.1`, 'parts'],
      [coordinator, `${DESK}/tasks/1`, 'task'], [officer, '/desk/programme', 'own-desk'], [officer, plan, 'plan'],
      [officer, activity ?? '', 'activity'], [coordinator, activity ?? '', 'judge'], [coordinator, `${DESK}/indicators`, 'indicators'],
      [coordinator, `${DESK}/table`, 'table'], [coordinator, `${DESK}/decisions`, 'decisions'], [coordinator, `${DESK}/reports`, 'reports'],
      [inspector, '/desk/programme', 'inspector'],
    ];
    for (const [page, address, picture] of rooms) {
      await page.goto(address);
      // Of an activity's page the judge looks at the evidence.
      if (picture === 'judge') await page.locator('[id^=evidence-]').first().scrollIntoViewIfNeeded();
      await shot(page, `${code}-${picture}`);
    }
    await look(coordinator);
    await shot(coordinator, `${code}-report-look`);
    const list = code === 'vi' ? '/vi/chuong-trinh' : '/en/programme';
    for (const [address, picture] of [[`${list}/nq-47-2024`, 'public'], [code === 'vi' ? '/vi/xep-hang' : '/en/rankings', 'rankings']]) {
      await inspector.goto(address ?? '');
      await shot(inspector, `${code}-${picture}`);
    }
  }
});
