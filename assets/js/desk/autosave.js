// Keeps what is being written: `<form data-autosave="…" data-seen="…">`. The form's own button is what
// saves in earnest.
import htmx from 'htmx.org';
import { each, el, icon } from './dom.js';
import { notice, place } from './parts.js';
import { say } from './words.js';
import { copyOf } from './autosave/copy.js';
import { read, write } from './autosave/form.js';
import { Keeper } from './autosave/keeper.js';
import { Once } from './autosave/once.js';
import { slotOf } from './autosave/slot.js';

/** The most that browsers send while a page goes away. */
const BEACON = 60_000;

export function autosave() {
  each('form[data-autosave]', start);
}

function start(form) {
  const { autosave: url, seen = '', mine } = form.dataset;
  const cameBack = form.dataset.cameBack !== undefined;
  const copy = copyOf(location.pathname, { seen, mine, cameBack });
  const draft = () => withSeen(form, read(form));
  const slot = slotOf(form);
  const post = async (text) => slot.learn(await send(url, slot.with(text)));
  const keeper = new Keeper({ read: draft, send: post, store: copy, tell: teller(form) });
  // What was sent and came back is nowhere but in this form.
  if (cameBack) keeper.kept = null;
  form.keeper = keeper;
  // The server holds a draft this page does not show: it is not written over before someone chose.
  keeper.held = form.dataset.autosaveHeld !== undefined || Boolean(document.querySelector('form[action$="/autosave/discard"]'));
  offerCopy(form, keeper, copy);
  if (cameBack) keeper.changed();
  const once = new Once();
  const changed = () => {
    // She stopped the page while it was sent, and writes on.
    if (keeper.state === 'sending' && !once.isGoing) keeper.stopped = false;
    keeper.changed();
  };
  form.addEventListener('input', changed);
  form.addEventListener('change', changed);
  form.addEventListener('submit', (event) => {
    if (!once.take()) return event.preventDefault();
    copy.sent(draft());
    return keeper.stop('sending');
  });
  addEventListener('online', () => keeper.retry());
  addEventListener('focus', () => keeper.retry());
  const leave = () => {
    if (!keeper.isDirty || keeper.stopped) return;
    copy.put(draft());
    if (keeper.held) return;
    const body = new URLSearchParams(slot.with(draft()));
    if (body.toString().length > BEACON || !navigator.sendBeacon(url, body)) keeper.keep();
  };
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && leave());
  addEventListener('pagehide', leave);
  addEventListener('beforeunload', (event) => {
    if (keeper.isDirty && ['offline', 'failed', 'signed-out'].includes(keeper.state)) event.preventDefault();
  });
  // Back from another page with the form as it was left.
  addEventListener('pageshow', (event) => {
    once.free();
    if (!event.persisted) return;
    keeper.stopped = false;
    keeper.changed();
  });
}

function withSeen(form, text) {
  if (form.dataset.seen === undefined || form.elements.namedItem('seen')) return text;
  return `${text}&seen=${encodeURIComponent(form.dataset.seen)}`;
}

async function send(url, body) {
  const headers = { Accept: 'application/json', 'Content-Type': 'application/x-www-form-urlencoded;charset=UTF-8' };
  try {
    const response = await fetch(url, { method: 'POST', body, headers, credentials: 'same-origin', signal: AbortSignal.timeout?.(30_000) });
    return { status: response.status, value: await response.json().catch(() => ({})) };
  } catch {
    return { status: 0 };
  }
}

/** Shows how the draft stands, in the line of the top bar and, where something is to do, in a notice. */
function teller(form) {
  let shown;
  const ask = (state, options) => {
    // Once closed it stays closed until the state is another.
    if (shown?.dataset.state === state) return;
    shown?.remove();
    shown = place(form, notice({ kind: 'warning', ...options }));
    shown.dataset.state = state;
  };
  let clashed = false;
  return (state, value) => {
    line(state, value);
    clashed ||= state === 'clash';
    if (state === 'saving' || (state === 'saved' && clashed)) return;
    if (state === 'saved') {
      shown?.remove();
      shown = undefined;
      refreshChecks(form);
    } else if (state === 'clash') {
      ask(state, { title: say('clash'), text: say('clash-why'), actions: [{ label: say('clash-see'), href: value?.clash_url, main: true }] });
    } else if (state === 'held') {
      // Where the page itself says so there is nothing to add.
      if (value) ask(state, { title: say('held'), text: say('held-why'), actions: [{ label: say('held-see'), href: value.open_url, main: true }] });
    } else if (state === 'signed-out') {
      ask(state, { title: say('signed-out'), text: say('signed-out-why'), actions: [{ label: say('sign-in'), href: value?.sign_in_url ?? '/desk/sign-in', main: true }] });
    } else if (state === 'offline') {
      ask(state, { title: say('offline'), text: say('offline-why'), actions: [{ label: say('close') }] });
    } else if (state === 'failed') {
      ask(state, { title: say('failed'), text: value?.detail ?? say('failed-why'), actions: [{ label: say('close') }] });
    }
  };
}

const SIGNS = { saved: 'check', offline: 'triangle-alert', failed: 'circle-alert', clash: 'circle-alert', 'signed-out': 'triangle-alert' };
/** What stands in the line where a notice says the rest. */
const SHORT = { 'signed-out': 'offline', held: 'offline' };

function line(state, value) {
  const status = document.querySelector('[data-autosave-status]');
  if (!status || state === 'sending') return;
  // A draft the server took despite a clash is saved like any other.
  const key = SHORT[state] ?? (state === 'clash' ? (value?.at ? 'saved' : 'failed') : state);
  const text = status.dataset[key] ?? say(`status-${key}`);
  const words = el('span', {});
  const [before, after] = text.split(/\[time\]|\{time\}/);
  words.append(before);
  if (after !== undefined) words.append(el('span', { class: 'fig' }, value?.time ?? ''), after);
  status.dataset.state = state;
  status.replaceChildren(...(SIGNS[state] ? [icon(SIGNS[state])] : []), words);
}

function refreshChecks(form) {
  const holder = form.closest('[data-checks]') ?? document.querySelector('[data-checks]');
  const target = document.getElementById('checks');
  if (holder && target) htmx.ajax('GET', holder.dataset.checks, { target: '#checks', swap: 'innerHTML' });
}

/** What this computer kept and the server never got. */
function offerCopy(form, keeper, copy) {
  const left = copy.left(keeper.kept);
  if (!left) return;
  const restored = () => {
    const lost = write(form, left.draft);
    form.dispatchEvent(new CustomEvent('desk:restored', { bubbles: true, detail: { draft: left.draft } }));
    keeper.changed();
    if (lost.some((name) => name !== 'seen')) place(form, notice({ kind: 'warning', title: say('restore-part'), text: rest(left.draft, lost) }));
  };
  place(form, notice({
    kind: 'warning',
    title: say('restore', { time: clock(left.at) }),
    text: say('restore-why'),
    actions: [
      { label: say('restore-take'), main: true, act: restored },
      { label: say('restore-drop'), act: () => copy.drop() },
    ],
  }));
}

/** The words for which the form has no field any more: shown, so that they can be copied. */
function rest(draft, names) {
  const values = new URLSearchParams(draft);
  return names.filter((name) => name !== 'seen' && values.get(name)).map((name) => values.get(name)).join(' · ');
}

const clock = (at) => new Intl.DateTimeFormat(document.documentElement.lang || 'vi', { dateStyle: 'short', timeStyle: 'short' }).format(at);
