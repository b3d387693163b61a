// Lists put in order by hand or by keys. The rows have up and down buttons that work without script;
// the grip takes the mouse, and arrows with Alt move the row that has the focus.
import Sortable from 'sortablejs';
import { announce, changed, each } from './dom.js';
import { say } from './words.js';

export function sortable() {
  each('[data-sortable]', start);
}

function start(list) {
  const rows = () => [...list.children].filter((row) => row.matches('li, tr, [data-key]'));
  const settle = (row) => {
    const all = rows();
    all.forEach((one, at) => {
      one.querySelector('[data-move="up"]')?.toggleAttribute('disabled', at === 0);
      one.querySelector('[data-move="down"]')?.toggleAttribute('disabled', at === all.length - 1);
    });
    announce(say('moved', { name: row.dataset.label ?? '', place: all.indexOf(row) + 1, count: all.length }));
    changed(list);
    list.dispatchEvent(new CustomEvent('sorted', { bubbles: true }));
  };
  const move = (row, step, focus) => {
    const other = rows()[rows().indexOf(row) + step];
    if (!other) return;
    if (step < 0) other.before(row);
    else other.after(row);
    settle(row);
    (focus?.disabled ? row.querySelector('[data-move]:not([disabled])') : focus)?.focus();
  };
  Sortable.create(list, {
    handle: '[data-handle]',
    animation: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 120,
    ghostClass: 'is-held',
    onEnd: ({ item, oldIndex, newIndex }) => { if (oldIndex !== newIndex) settle(item); },
  });
  list.addEventListener('click', (event) => {
    const button = event.target.closest('[data-move]');
    // A form of its own keeps the order at the server with every step.
    if (!button || list.dataset.sortable === 'server') return;
    event.preventDefault();
    const row = rows().find((one) => one.contains(button));
    if (row) move(row, button.dataset.move === 'up' ? -1 : 1, button);
  });
  list.addEventListener('keydown', (event) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step || !(event.altKey || event.target.matches('[data-move], [data-handle]'))) return;
    const row = rows().find((one) => one.contains(event.target));
    if (!row) return;
    event.preventDefault();
    move(row, step, event.target);
  });
}
