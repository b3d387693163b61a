// Parts the script shows: a notice that stays until answered, a toast, a dialog.
import { added, el, freshId, icon } from './dom.js';
import { say } from './words.js';

/**
 * A notice that is not modal. `actions` are `[{ label, act, main }]`; each closes it unless `act` answers false.
 * Returns the element, with `close()`.
 */
export function notice({ kind = 'info', title, text, body, actions = [], role = 'status' }) {
  const label = freshId('notice');
  const element = el('section', { class: `notice notice-${kind}`, role, 'aria-labelledby': label, 'data-script-notice': true },
    el('p', { class: 'notice-title', id: label }, icon(ICONS[kind]), title),
    text && el('p', {}, text),
    body,
    el('div', { class: 'notice-actions' }, actions.map(button)));
  element.close = () => element.remove();
  return element;

  function button({ label: name, act, href, main }) {
    if (href) return el('a', { class: `button${main ? ' button-main' : ''}`, href, target: '_blank', rel: 'noopener' }, name);
    const press = async () => {
      if ((await act?.()) !== false) element.close();
    };
    return el('button', { type: 'button', class: `button${main ? ' button-main' : ''}`, onclick: press }, name);
  }
}

const ICONS = { info: 'info', warning: 'triangle-alert', error: 'circle-alert', done: 'circle-check' };

/** Where notices stand: under the toolbar of who writes, else in `[data-notices]`, else in front of the form. */
export function place(form, element) {
  const holder = document.querySelector('.editor-notices') ?? document.querySelector('[data-notices]');
  if (holder) holder.append(element);
  else form.before(element);
  return element;
}

/** Words at the foot of the page; they stay until closed where they offer something to do. */
export function toast(text, action) {
  let holder = document.querySelector('[data-toasts]');
  if (!holder) {
    holder = el('div', { class: 'toasts', 'data-toasts': true });
    document.body.append(holder);
  }
  const element = el('div', { class: 'toast', role: 'status', 'data-toast': true }, el('span', {}, text),
    action && el('button', { type: 'button', onclick: () => { action.act(); element.remove(); } }, action.label));
  if (!action) element.dataset.toastSeconds = '8';
  holder.append(element);
  added(element);
  return element;
}

/** A dialog with a title and a close button; `fill(form)` puts in its parts. Resolves to what `close(value)` gave, or null. */
export function dialog({ title, className = '', fill }) {
  return new Promise((resolve) => {
    const label = freshId('dialog');
    let answer = null;
    const before = document.activeElement;
    const box = el('dialog', { class: `dialog ${className}`, 'aria-labelledby': label });
    const close = (value) => {
      answer = value;
      box.close();
    };
    const form = el('form', { method: 'dialog', class: 'dialog-form' });
    box.append(
      el('div', { class: 'dialog-head' },
        el('h2', { id: label }, title),
        el('button', { type: 'button', class: 'icon-button', title: say('close'), 'aria-label': say('close'), onclick: () => box.close() }, icon('x'))),
      form);
    fill(form, close, box);
    box.addEventListener('close', () => {
      box.remove();
      // The editor puts its own cursor back; the browser would put it at the start of the text.
      const editor = before?.closest?.('[data-editor]')?.editor;
      if (editor) editor.commands.focus();
      else before?.focus?.();
      resolve(answer);
    });
    document.body.append(box);
    box.showModal();
    form.querySelector('[autofocus]')?.focus();
  });
}

/** A labelled field: `field('Địa chỉ', el('input', …), 'hint')`. */
export function field(label, control, hint) {
  control.id ||= freshId('field');
  const hintId = hint && freshId('hint');
  if (hint) control.setAttribute('aria-describedby', hintId);
  return el('div', { class: 'field' },
    el('label', { for: control.id }, label),
    control,
    hint && el('p', { class: 'hint', id: hintId }, hint));
}
