// Rows a form repeats: added, taken away and put in order; their names are numbered as they stand,
// `activity.3.start`. Without script the buttons are sent and the server does the same.
import { added, announce, changed, each } from './dom.js';
import { say } from './words.js';

/** Gives a row its number: names `list.N.field`, ids and what points to them `…-N-…`. */
export function renumber(row, number) {
  for (const element of [row, ...row.querySelectorAll('*')]) {
    for (const attribute of ['name', 'id', 'for', 'aria-describedby', 'aria-labelledby', 'data-count-for']) {
      const value = element.getAttribute?.(attribute);
      if (value) element.setAttribute(attribute, numbered(value, number));
    }
    if (element.matches?.('button[data-move], button[data-row-remove]')) element.value = numberedValue(element.value, number);
  }
  const shown = row.querySelector?.('[data-row-number]');
  if (shown) shown.textContent = number + 1;
}

/** `list.3.up` by its number; a number alone is the row's. */
const numberedValue = (value, number) => (value.includes('.') ? numbered(value, number) : String(number));

/** The first number between dots or hyphens. */
export const numbered = (name, number) =>
  name.split(' ').map((part) => part.replace(/([.-])(?:\d+|__n__)([.-]|$)/, `$1${number}$2`)).join(' ');

export function rows() {
  each('[data-rows]', start);
}

function start(holder) {
  const list = holder.querySelector('[data-rows-list]') ?? holder;
  const template = holder.querySelector('template[data-row-template]');
  const own = () => [...list.children].filter((child) => child.matches('[data-row], fieldset, .row, li'));
  const count = () => {
    const all = own();
    all.forEach(renumber);
    all.forEach((row, at) => {
      row.querySelector('[data-move="up"]')?.toggleAttribute('disabled', at === 0);
      row.querySelector('[data-move="down"]')?.toggleAttribute('disabled', at === all.length - 1);
    });
    changed(holder);
  };
  const add = () => {
    const row = template.content.cloneNode(true).firstElementChild;
    const last = own().at(-1);
    if (last) last.after(row);
    else if (template.parentElement === list) template.before(row);
    else list.append(row);
    count();
    added(row);
    row.querySelector('input:not([type=hidden]), select, textarea')?.focus();
    announce(say('row-added', { number: own().indexOf(row) + 1 }));
  };
  const remove = (row) => {
    const at = own().indexOf(row);
    row.remove();
    count();
    const next = own()[at] ?? own()[at - 1];
    (next?.querySelector('input:not([type=hidden]), select, textarea') ?? holder.querySelector('[data-row-add]'))?.focus();
    announce(say('row-removed', { number: at + 1 }));
  };
  const move = (row, step, button) => {
    const other = own()[own().indexOf(row) + step];
    if (!other) return;
    if (step < 0) other.before(row);
    else other.after(row);
    count();
    (button.disabled ? row.querySelector('[data-move]:not([disabled])') : button)?.focus();
    announce(say('moved', { name: row.dataset.label ?? '', place: own().indexOf(row) + 1, count: own().length }));
  };
  holder.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (!button || button.closest('[data-rows]') !== holder) return;
    const row = own().find((one) => one.contains(button));
    if (button.matches('[data-row-add]') && template) act(event, add);
    else if (row && button.matches('[data-row-remove]')) act(event, () => remove(row));
    else if (row && button.matches('[data-move]')) act(event, () => move(row, button.dataset.move === 'up' ? -1 : 1, button));
  });
}

function act(event, action) {
  event.preventDefault();
  action();
}
