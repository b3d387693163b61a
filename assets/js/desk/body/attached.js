// The pictures and files of an entry: fieldsets the server renders, one each, whose inputs are what is
// saved. The picture in the text edits the same inputs. Not for how that looks (views.js).
import { added, announce, changed, each } from '../dom.js';
import { renumber } from '../rows.js';
import { say } from '../words.js';

/** Up and down among the fieldsets of pictures: their numbers stay in order, as the server reads them. */
export function attached() {
  each('[data-pictures]', (holder) => {
    holder.addEventListener('click', (event) => {
      const button = event.target.closest('[data-move]');
      const row = button?.closest('fieldset[data-picture]');
      if (!row) return;
      event.preventDefault();
      move(holder, row, button);
    });
  });
}

function move(holder, row, button) {
  const own = () => [...holder.querySelectorAll('fieldset[data-picture]')];
  const step = button.dataset.move === 'up' ? -1 : 1;
  const before = own();
  const other = before[before.indexOf(row) + step];
  if (!other) return;
  const numbers = before.map(numberOf);
  if (step < 0) other.before(row);
  else other.after(row);
  own().forEach((one, at) => renumber(one, numbers[at]));
  button.focus();
  changed(holder);
  announce(say('moved', { name: row.dataset.picture, place: own().indexOf(row) + 1, count: before.length }));
}

const numberOf = (fieldset) => Number(/\.(\d+)\./.exec(fieldset.querySelector('[name]').name)[1]);

/** The fieldset of a file, or null. */
export function fieldsetOf(root, kind, name) {
  return [...root.querySelectorAll(`fieldset[data-${kind}]`)].find((one) => one.dataset[kind] === name) ?? null;
}

/** The input of a fieldset by the end of its name: `picture.3.alt` is `alt`. */
export const inputOf = (fieldset, part) =>
  fieldset?.querySelector(`[name$=".${part}"]`) ?? null;

/** Adds a picture of the library to the entry (once) and answers its file name within the entry. */
export const addPicture = (root, media) => add(root, 'picture', media);

/** Adds a file of the library to the entry (once) and answers its file name within the entry. */
export const addFile = (root, media) => add(root, 'file', media);

function add(root, kind, media) {
  const holder = root.querySelector(`[data-${kind}s]`);
  const there = [...(holder?.querySelectorAll(`[name$=".media"]`) ?? [])].find((input) => input.value === String(media.id));
  const known = there?.closest('fieldset').dataset[kind];
  if (known) return known;
  const template = root.querySelector(`template[data-${kind}-template]`);
  const name = freeName(root, kind, media.name);
  if (!holder || !template) return name;
  const fieldset = template.content.cloneNode(true).querySelector('fieldset');
  fieldset.dataset[kind] = name;
  fieldset.dataset.src = media.src ?? media.thumb ?? '';
  renumber(fieldset, nextNumber(holder));
  const words = { media: media.id, file: name, alt: media.alt, caption: media.caption, credit: media.credit };
  for (const [part, value] of Object.entries(words)) {
    const input = inputOf(fieldset, part);
    if (input) input.value = value ?? '';
  }
  const image = fieldset.querySelector('img');
  if (image && fieldset.dataset.src) image.src = fieldset.dataset.src;
  const legend = fieldset.querySelector('legend');
  if (legend && !legend.textContent.trim()) legend.textContent = name;
  holder.append(fieldset);
  added(fieldset);
  return name;
}

function nextNumber(holder) {
  const numbers = [...holder.querySelectorAll('[name]')].map((input) => Number(/\.(\d+)\./.exec(input.name)?.[1] ?? -1));
  return Math.max(-1, ...numbers) + 1;
}

/** A plain name no other file of the entry has: tidy.rs, is_file_name. */
export function freeName(root, kind, wanted) {
  const plain = wanted.replace(/[\p{Cc}/\\:<>|"?*]/gu, '-').replace(/^\.+/, '').trim() || kind;
  const dot = plain.lastIndexOf('.');
  const [stem, end] = dot > 0 ? [plain.slice(0, dot), plain.slice(dot)] : [plain, ''];
  let name = plain;
  for (let count = 2; fieldsetOf(root, kind, name); count += 1) name = `${stem}-${count}${end}`;
  return name;
}
