// Small things of every page at the desk: questions before what cannot be undone, counters, toasts,
// bulk boxes, growing fields, copying, Ctrl+S.
import { each, el, freshId } from './dom.js';
import { dialog } from './parts.js';
import { figure, say } from './words.js';

export function behaviours() {
  confirmations();
  each('[data-count-max]', counter);
  each('textarea[data-grow]', grow);
  each('[data-toast]', toastClose);
  each('[data-select-all]', selectAll);
  each('form[data-unsaved]', unsaved);
  each('[data-copy]', copy);
  each('input[data-show-password]', showPassword);
  saveKey();
}

/** `data-confirm`: asks in a dialog; without script the server asks. */
function confirmations() {
  const agreed = new WeakSet();
  document.addEventListener('click', async (event) => {
    const button = event.target.closest('[data-confirm]');
    if (!button || agreed.delete(button)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const { confirm: question, confirmYes } = button.dataset;
    const yes = await dialog({
      title: question,
      className: 'confirm',
      fill: (form, close) => form.append(el('div', { class: 'button-row' },
        el('button', { type: 'button', class: 'button button-danger', onclick: () => close(true) }, confirmYes ?? button.textContent.trim()),
        el('button', { type: 'button', class: 'button', autofocus: true, onclick: () => close(null) }, say('cancel')))),
    });
    if (!yes) return;
    agreed.add(button);
    button.click();
  }, true);
}

/** `data-count-max`: letters written, and said once when there are too many. Nothing is cut. */
function counter(field) {
  const most = Number(field.dataset.countMax);
  const shown = document.querySelector(`[data-count-for="${CSS.escape(field.id)}"]`)
    ?? field.parentElement.appendChild(el('span', { class: 'count fig' }));
  const live = el('span', { class: 'hide-seen', role: 'status' });
  shown.after(live);
  const count = () => {
    const letters = [...field.value.normalize('NFC').trim()].length;
    shown.textContent = `${figure(letters)}/${figure(most)}`;
    shown.classList.toggle('is-over', letters > most);
    const words = letters > most ? say('count-over', { over: figure(letters - most), max: figure(most) }) : '';
    // Said when the line is crossed, not with every letter.
    if (!words !== !live.textContent) live.textContent = words;
  };
  field.addEventListener('input', count);
  count();
}

function grow(field) {
  const fit = () => {
    field.style.height = 'auto';
    field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
  };
  field.addEventListener('input', fit);
  addEventListener('resize', fit);
  document.fonts?.ready.then(fit);
  fit();
}

function toastClose(toast) {
  let close = toast.querySelector('[data-toast-close]');
  if (!close) {
    close = el('button', { type: 'button', class: 'toast-close', 'data-toast-close': true }, say('close'));
    toast.append(close);
  }
  const end = () => toast.remove();
  close.addEventListener('click', end);
  const seconds = Number(toast.dataset.toastSeconds);
  if (!seconds) return;
  let timer = setTimeout(end, seconds * 1000);
  // Who reads it is not hurried.
  for (const stay of ['pointerenter', 'focusin']) toast.addEventListener(stay, () => clearTimeout(timer));
  for (const go of ['pointerleave', 'focusout']) toast.addEventListener(go, () => { timer = setTimeout(end, seconds * 1000); });
}

/** One box for all boxes of a form; `data-select-all` holds the form's id. */
function selectAll(all) {
  const form = document.getElementById(all.dataset.selectAll) ?? all.closest('form');
  const own = () => [...document.querySelectorAll('input[type="checkbox"][name]')].filter((box) =>
    box !== all && (box.form === form || form?.contains(box)) && (!all.dataset.selectName || box.name === all.dataset.selectName));
  const bar = all.closest('[data-bulk]');
  const shown = bar?.querySelector('[data-selected-count]');
  const count = () => {
    const boxes = own();
    const ticked = boxes.filter((box) => box.checked).length;
    all.checked = ticked > 0 && ticked === boxes.length;
    all.indeterminate = ticked > 0 && ticked < boxes.length;
    if (shown) shown.textContent = ticked ? say('selected', { count: figure(ticked) }) : '';
    bar?.classList.toggle('has-selected', ticked > 0);
  };
  all.addEventListener('change', () => {
    for (const box of own()) box.checked = all.checked;
    count();
  });
  document.addEventListener('change', (event) => { if (event.target !== all && event.target.matches('input[type="checkbox"]')) count(); });
  document.addEventListener('htmx:after:swap', count);
  count();
}

/** A form that keeps no draft warns before it is left with changes. */
function unsaved(form) {
  let dirty = false;
  form.addEventListener('input', () => { dirty = true; });
  form.addEventListener('submit', () => { dirty = false; });
  addEventListener('beforeunload', (event) => { if (dirty) event.preventDefault(); });
}

/** Copies the value of the field whose id `data-copy` holds. */
function copy(button) {
  button.addEventListener('click', async () => {
    const field = document.getElementById(button.dataset.copy);
    const words = button.querySelector('span') ?? button;
    try {
      await navigator.clipboard.writeText(field?.value ?? field?.textContent ?? '');
      words.textContent = say('copied');
    } catch {
      field?.select?.();
    }
  });
}

function showPassword(field) {
  const id = freshId('show');
  const box = el('input', { type: 'checkbox', id });
  box.addEventListener('change', () => { field.type = box.checked ? 'text' : 'password'; });
  field.after(el('div', { class: 'tick' }, box, el('label', { for: id }, say('show-password'))));
  field.form?.addEventListener('submit', () => { field.type = 'password'; });
}

/** Ctrl+S presses the form's own saving button. */
function saveKey() {
  document.addEventListener('keydown', (event) => {
    if (event.key?.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    const form = event.target.closest?.('form') ?? document.querySelector('form[data-autosave], form[data-unsaved]');
    if (!form || form.method === 'dialog') return;
    event.preventDefault();
    // Held down, the key comes again and again.
    if (event.repeat) return;
    const button = document.querySelector(`[data-save][form="${CSS.escape(form.id || '-')}"]`) ?? form.querySelector('[data-save]');
    form.requestSubmit(button ?? undefined);
  });
}
