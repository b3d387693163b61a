// Many files at once: three on their way, the rest in line, a row for each.
import htmx from 'htmx.org';
import { each, el, icon } from './dom.js';
import { figure, say, size } from './words.js';
import { Queue } from './queue.js';
import { send } from './uploading.js';

const AT_ONCE = 3;

export function uploads() {
  each('[data-upload]', start);
}

function start(form) {
  const input = form.querySelector('input[type="file"]');
  const list = form.querySelector('[data-upload-rows]') ?? form.appendChild(el('ul', { class: 'upload-rows', role: 'list' }));
  const total = form.querySelector('[data-upload-total]') ?? form.appendChild(el('p', { class: 'upload-total', role: 'status' }));
  const queue = new Queue(AT_ONCE, () => tell());
  const rows = new Set();
  // The browser's own button speaks the browser's language: with script the label is the button.
  form.classList.add('is-live');
  form.querySelector('[data-upload-send]')?.toggleAttribute('hidden', true);

  const add = (files) => {
    for (const file of form.dataset.uploadReplaces ? files.slice(0, 1) : files) {
      const one = row(file, form, queue, () => { rows.delete(one); tell(); }, tell);
      rows.add(one);
      list.append(one.element);
    }
    tell();
  };
  input.addEventListener('change', () => {
    add([...input.files]);
    input.value = '';
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    add([...input.files]);
    input.value = '';
  });
  dropZone(form.querySelector('[data-drop]') ?? form, add);
  addEventListener('beforeunload', (event) => {
    if (queue.isBusy) event.preventDefault();
  });

  // The line is read aloud: it changes when a file has arrived, the bar beside it all the time.
  const bar = el('progress', { max: 100, value: 0, hidden: true, 'aria-label': say('upload') });
  const tidy = el('button', { type: 'button', class: 'button button-quiet upload-tidy', hidden: true }, say('upload-tidy'));
  tidy.addEventListener('click', () => {
    for (const row of [...rows]) row.forget();
    input.focus();
  });
  total.after(bar, tidy);
  function tell() {
    const all = [...rows];
    bar.hidden = !queue.isBusy || all.length < 2;
    tidy.hidden = queue.isBusy || !all.length;
    bar.value = percent(all);
    const parts = summary(all);
    const words = parts.map((part) => part.textContent ?? part).join('');
    if (total.textContent !== words) total.replaceChildren(...parts);
  }
}

function percent(rows) {
  const all = rows.reduce((sum, row) => sum + row.size, 0);
  return (100 * rows.reduce((sum, row) => sum + row.size * row.part, 0)) / (all || 1);
}

function summary(rows) {
  if (!rows.length) return [];
  const done = rows.filter((row) => row.state === 'done').length;
  const refused = rows.filter((row) => row.state === 'refused').length;
  const values = { done: figure(done), count: figure(rows.length) };
  return [say('upload-total', values), ...(refused ? [' ', el('strong', {}, say('upload-refused-count', { count: figure(refused) }))] : [])];
}

// What the server will say again however often it is asked.
const FINAL = [403, 413, 415, 422];
const TAKEN = { known: 'upload-known', 'put-back': 'upload-put-back', replaced: 'upload-replaced' };

/** One file with its row. */
function row(file, form, queue, gone, tell) {
  const name = el('span', { class: 'upload-name' }, file.name);
  const state = el('span', { class: 'upload-state' });
  const progress = el('progress', { max: 100, value: 0, 'aria-label': file.name });
  const cancel = tool('x', 'cancel');
  const again = tool('refresh-cw', 'retry');
  const element = el('li', { class: 'upload-row upload-waiting' },
    name, el('span', { class: 'upload-size fig' }, size(file.size)), state,
    el('span', { class: 'upload-tools' }, again, cancel), progress);
  const one = { element, size: file.size, part: 0, state: 'waiting', forget };
  let upload;
  let ended = false;

  const show = (now, text, { sign, repeatable } = {}) => {
    one.state = now;
    element.className = `upload-row upload-${now}`;
    state.replaceChildren(...(sign ? [icon(sign)] : []), el('span', {}, text));
    progress.hidden = now !== 'going';
    again.hidden = !repeatable;
    tell();
  };
  const going = (part) => {
    one.part = part;
    progress.value = part * 100;
    show('going', part < 1 ? say('upload-percent', { percent: figure(Math.floor(part * 100)) }) : say('upload-checking'));
  };
  const work = async () => {
    if (ended) return;
    going(one.part);
    try {
      taken(await send(file, {
        url: form.dataset.upload,
        replaces: form.dataset.uploadReplaces,
        started: (made) => { upload = made; },
        waiting: () => show('going', say('upload-waiting-net')),
        progress: going,
      }));
    } catch (fault) {
      if (!ended) refused(fault);
    }
  };
  const taken = ({ media, was }) => {
    one.part = 1;
    cancel.hidden = true;
    if (media && !form.dataset.uploadReplaces) name.replaceChildren(el('a', { href: `/desk/media/${media}` }, file.name));
    show('done', say(TAKEN[was] ?? 'upload-done'), { sign: was === 'known' ? 'info' : 'circle-check' });
    htmx.trigger(document.body, 'uploaded');
    if (form.dataset.uploadThen) location.assign(form.dataset.uploadThen);
  };
  const refused = (fault) => {
    // Above those that came in: among two hundred it would not be seen.
    element.parentElement?.prepend(element);
    show('refused', fault.detail ?? say('upload-failed'), { sign: 'circle-alert', repeatable: !FINAL.includes(fault.status) });
  };
  cancel.addEventListener('click', () => {
    ended = true;
    upload?.abort().catch(() => {});
    forget();
  });
  again.addEventListener('click', () => queue.add(work));
  show('waiting', say('upload-waiting'));
  queue.add(work);
  return one;

  function forget() {
    element.remove();
    gone();
  }

  function tool(drawing, name) {
    const label = `${say(name)}: ${file.name}`;
    return el('button', { type: 'button', class: 'icon-button', title: say(name), 'aria-label': label }, icon(drawing));
  }
}

function dropZone(zone, add) {
  let depth = 0;
  const over = (step) => {
    depth += step;
    zone.classList.toggle('is-over', depth > 0);
  };
  const hasFiles = (event) => event.dataTransfer?.types.includes('Files');
  zone.addEventListener('dragenter', (event) => { if (hasFiles(event)) over(1); });
  zone.addEventListener('dragleave', (event) => { if (hasFiles(event)) over(-1); });
  zone.addEventListener('dragover', (event) => { if (hasFiles(event)) event.preventDefault(); });
  zone.addEventListener('drop', (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    depth = 0;
    over(0);
    add([...event.dataTransfer.files]);
  });
}
