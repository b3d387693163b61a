// Drafts: when they are sent, and that nothing written is lost when they cannot be.
import test, { mock } from 'node:test';
import assert from 'node:assert/strict';
import { JSDOM } from 'jsdom';
import { Keeper } from '../js/desk/autosave/keeper.js';
import { copyOf } from '../js/desk/autosave/copy.js';
import { read, write } from '../js/desk/autosave/form.js';
import { Once } from '../js/desk/autosave/once.js';
import { slotOf } from '../js/desk/autosave/slot.js';

/** A keeper whose server answers what `answers` holds, the last one again and again. */
function desk(...answers) {
  mock.timers.reset();
  mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1_000_000 });
  const page = { text: 'a', sent: [], told: [], copy: null };
  page.keeper = new Keeper({
    read: () => page.text,
    send: async (draft) => {
      page.sent.push(draft);
      return answers.length > 1 ? answers.shift() : answers[0];
    },
    store: { put: (draft) => { page.copy = draft; }, drop: () => { page.copy = null; } },
    tell: (state) => page.told.push(state),
  });
  page.type = (text) => {
    page.text = text;
    page.keeper.changed();
  };
  page.wait = async (milliseconds) => {
    mock.timers.tick(milliseconds);
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  };
  return page;
}

const SAVED = { status: 200, value: { at: 1, time: '18:42' } };

test('a draft is sent two seconds after the last letter', async () => {
  const page = desk(SAVED);
  page.type('ab');
  await page.wait(1500);
  page.type('abc');
  await page.wait(1999);
  assert.deepEqual(page.sent, []);
  await page.wait(1);
  assert.deepEqual(page.sent, ['abc']);
  assert.deepEqual(page.told, ['saving', 'saved']);
});

test('who never rests is kept every ten seconds', async () => {
  const page = desk(SAVED);
  for (let second = 0; second <= 10; second += 1) {
    page.type(`a${second}`);
    await page.wait(1000);
  }
  assert.equal(page.sent.length, 1);
});

test('a copy is on this computer at once, and goes when the server has it', async () => {
  const page = desk(SAVED);
  page.type('ab');
  assert.equal(page.copy, 'ab');
  await page.wait(2000);
  assert.equal(page.copy, null);
});

test('what is typed while a draft is under way is sent after it', async () => {
  const page = desk(SAVED);
  page.type('ab');
  const sending = page.keeper.keep();
  page.type('abc');
  await sending;
  assert.equal(page.copy, 'abc');
  await page.wait(2000);
  assert.deepEqual(page.sent, ['ab', 'abc']);
});

test('without the server the copy stays and the waits grow', async () => {
  const page = desk({ status: 0 });
  page.type('ab');
  await page.wait(2000);
  for (const wait of [5000, 10_000, 20_000]) {
    const before = page.sent.length;
    await page.wait(wait - 1);
    assert.equal(page.sent.length, before);
    await page.wait(1);
    assert.equal(page.sent.length, before + 1);
  }
  assert.equal(page.copy, 'ab');
  assert.equal(page.told.at(-1), 'offline');
});

test('when the network is back the draft goes at once', async () => {
  const page = desk({ status: 0 }, SAVED);
  page.type('ab');
  await page.wait(2000);
  page.keeper.retry();
  await page.wait(0);
  assert.deepEqual(page.told, ['saving', 'offline', 'saving', 'saved']);
  assert.equal(page.copy, null);
});

test('a clash ends the sending and keeps the copy, also of what is typed after it', async () => {
  const page = desk({ status: 409, value: { clash_url: '/desk/clash' } });
  page.type('ab');
  await page.wait(2000);
  page.type('abc');
  await page.wait(600_000);
  assert.deepEqual(page.sent, ['ab']);
  assert.equal(page.copy, 'abc');
  assert.equal(page.told.at(-1), 'clash');
});

test('a clash the server kept the draft of is told, and drafts go on being kept', async () => {
  const page = desk({ status: 409, value: { at: 1, time: '18:42', clash_url: '/desk/entries/1/vi' } });
  page.type('ab');
  await page.wait(2000);
  assert.equal(page.told.at(-1), 'clash');
  assert.equal(page.copy, null);
  page.type('abc');
  await page.wait(2000);
  assert.deepEqual(page.sent, ['ab', 'abc']);
});

test('an earlier draft at the server is not written over before it was looked at', async () => {
  const page = desk(SAVED);
  page.keeper.held = true;
  page.type('ab');
  await page.wait(60_000);
  assert.deepEqual(page.sent, []);
  assert.equal(page.copy, 'ab');
});

test('after the session ended the draft is sent once someone signed in again', async () => {
  const page = desk({ status: 401 }, SAVED);
  page.type('ab');
  await page.wait(2000);
  assert.equal(page.told.at(-1), 'signed-out');
  assert.equal(page.copy, 'ab');
  await page.wait(5000);
  assert.equal(page.told.at(-1), 'saved');
});

test('going back to what the server has sends nothing and leaves no copy', async () => {
  const page = desk(SAVED);
  page.type('ab');
  page.type('a');
  await page.wait(20_000);
  assert.deepEqual(page.sent, []);
  assert.equal(page.copy, null);
});

function storage() {
  const held = new Map();
  return { getItem: (key) => held.get(key) ?? null, setItem: (key, value) => held.set(key, value), removeItem: (key) => held.delete(key) };
}

test('a copy that never arrived is offered, one that did is not', () => {
  const place = storage();
  const page = (seen, more) => copyOf('/desk/1', { seen, ...more }, place);
  page('7;vi=3').put('new');
  assert.equal(page('7;vi=3').left('old').draft, 'new');
  assert.equal(page('7;vi=3').left('new'), null, 'the form already says so');
  page('7;vi=3').sent('new');
  assert.equal(page('7;vi=3', { mine: '7;vi=3' }).left('old').draft, 'new', 'sent, but her edition is still the old one');
  assert.equal(page('7;vi=4', { mine: '7;vi=4' }).left('old'), null, 'sent, and there is a new edition of hers');
  page('7;vi=3').sent('new');
  assert.equal(page('8;vi=3', { mine: '8' }).left('old'), null, 'sent, and there are new facts of hers');
  page('7;vi=3').sent('new');
  assert.equal(copyOf('/desk/2', { seen: '7' }, place).left('old'), null, 'another page');
});

test('a copy that was sent and never arrived is offered when somebody else has saved meanwhile', () => {
  const place = storage();
  const page = (seen, mine) => copyOf('/desk/1', { seen, mine }, place);
  page('7;en=2;vi=10').sent('new');
  assert.equal(page('7;en=2;vi=11', '7;vi=9').left('old').draft, 'new', 'a colleague wrote here');
  assert.equal(page('7;en=3;vi=10').left('old').draft, 'new', 'a colleague translated');
  assert.equal(page('7;en=2;vi=12', '7;vi=11').left('old'), null, 'hers arrived before the colleague wrote on');
});

test('a copy stays while its text stands unsaved in the form', () => {
  const place = storage();
  copyOf('/desk/1', { seen: '7' }, place).sent('new');
  assert.equal(copyOf('/desk/1', { seen: '7', cameBack: true }, place).left('new'), null, 'it is not offered');
  assert.equal(copyOf('/desk/1', { seen: '7' }, place).left('old').draft, 'new');
});

test('a newer draft from another page is not written over: what is typed here stays here', async () => {
  const page = desk(SAVED, { status: 409, value: { newer: 7, time: '22:14', open_url: '/desk/entries/1/vi?kept=1' } });
  page.type('ab');
  await page.wait(2000);
  page.type('abc');
  await page.wait(2000);
  page.type('abcd');
  await page.wait(600_000);
  assert.deepEqual(page.sent, ['ab', 'abc']);
  assert.equal(page.copy, 'abcd');
  assert.equal(page.told.at(-1), 'held');
});

test('a page says which draft it goes on from, and that is no part of the draft', () => {
  const { window } = new JSDOM('<form data-autosaved-at="5"><input type="hidden" name="at" value="4"><input name="title" value="Cũ"></form>');
  globalThis.FormData = window.FormData;
  const form = window.document.querySelector('form');
  const slot = slotOf(form);
  const sent = () => new URLSearchParams(slot.with(read(form)));
  assert.equal(read(form), 'title=C%C5%A9');
  assert.equal(sent().get('at'), '5', 'not what the browser put back');
  assert.ok(sent().get('tab'));
  slot.learn({ status: 200, value: { at: 9 } });
  slot.learn({ status: 0 });
  assert.equal(sent().get('at'), '9');
  const tab = sent().get('tab');
  slotOf(form);
  assert.notEqual(sent().get('tab'), tab, 'another page is another');
});

test('a form that is on its way is not sent again, until the page is back or the answer stays away', () => {
  mock.timers.reset();
  mock.timers.enable({ apis: ['Date'], now: 1_000_000 });
  const once = new Once();
  assert.equal(once.take(), true);
  assert.equal(once.take(), false);
  once.free();
  assert.equal(once.take(), true);
  mock.timers.tick(10_000);
  assert.equal(once.take(), true);
  mock.timers.reset();
});

test('a form comes back as it was, and what has no field any more is told', () => {
  const { window } = new JSDOM(`<form><input name="title" value="Cũ"><textarea name="lead"></textarea>
    <input type="checkbox" name="tag" value="a" checked><input type="checkbox" name="tag" value="b">
    <select name="kind"><option>x</option><option>y</option></select>
    <input name="place" value="1"><input name="place" value="2"></form>`);
  globalThis.FormData = window.FormData;
  const form = window.document.querySelector('form');
  const before = read(form);
  const kept = new URLSearchParams([['title', 'Mới & hay'], ['lead', 'hai\ndòng'], ['tag', 'b'], ['kind', 'y'], ['place', '1'], ['place', '3'], ['picture.4.alt', 'x']]);
  assert.deepEqual(write(form, kept.toString()), ['picture.4.alt']);
  kept.delete('picture.4.alt');
  assert.deepEqual([...new URLSearchParams(read(form))].map(([name, value]) => [name, value.replace(/\r\n/g, '\n')]), [...kept]);
  assert.notEqual(read(form), before);
});
