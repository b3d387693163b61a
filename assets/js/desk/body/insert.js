// What is put into the text through a dialog: links, pictures, entries, files, blocks, lunar dates.
import { el, freshId, icon } from '../dom.js';
import { dialog, field } from '../parts.js';
import { say } from '../words.js';
import { get } from '../wire.js';
import { addFile, addPicture } from './attached.js';
import { insertBlock } from './commands.js';
import { readTarget } from './links.js';
import { pick, search } from './pick.js';
import { uploadField } from './upload-field.js';

const URLS = { entries: '/desk/pick/entries', media: '/desk/pick/media', blocks: '/desk/pick/blocks', lunar: '/desk/pick/lunar' };

const put = (editor, content) => editor.chain().focus().insertContent(content).run();

function putBlock(editor, type, attrs) {
  editor.commands.focus();
  insertBlock(editor.schema.nodes[type].create(attrs))(editor.state, editor.view.dispatch);
}

/** An entry in a list of choices: title, kind, state. */
export const entryRow = (entry) => [
  el('span', { class: 'pick-title' }, entry.title),
  el('span', { class: 'pick-facts' }, [entry.kind_label ?? entry.kind, entry.language, entry.state_label].filter(Boolean).join(' · ')),
];

/** Writes or changes the link around the cursor. */
export async function link(editor) {
  const before = editor.getAttributes('link').target ?? '';
  const target = await dialog({ title: say('link'), className: 'pick', fill: (form, close) => linkForm(form, close, before) });
  if (target === null) return editor.commands.focus();
  const chain = editor.chain().focus().extendMarkRange('link');
  if (target === '') return chain.unsetMark('link').run();
  if (editor.state.selection.empty && !before) {
    const { words } = target;
    return put(editor, { type: 'text', text: words || target.target, marks: [{ type: 'link', attrs: { target: target.target } }] });
  }
  return chain.setMark('link', { target: target.target }).run();
}

function linkForm(form, close, before) {
  const wrong = el('p', { class: 'error', id: freshId('error'), hidden: true, role: 'alert' }, icon('circle-alert'), el('span', {}, say('link-wrong')));
  const input = el('input', { type: 'text', inputmode: 'url', value: before, autocomplete: 'off', autofocus: true, 'aria-describedby': wrong.id });
  form.append(
    el('div', { class: 'field-with-button' },
      field(say('link-address'), input, say('link-hint')),
      el('button', { class: 'button button-main' }, say('link-set'))),
    wrong,
    before && el('button', { type: 'button', class: 'button', onclick: () => close('') }, say('link-remove')),
    el('h3', {}, say('link-entry')),
    ...search({
      url: URLS.entries,
      row: entryRow,
      autofocus: false,
      choose: (entry) => close({ target: `entry:${entry.kind}/${entry.key}`, words: entry.title }),
    }));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const target = readTarget(input.value);
    wrong.hidden = Boolean(target);
    input.toggleAttribute('aria-invalid', !target);
    if (target) close({ target });
    else input.focus();
  });
}

/** An album, video, article or festival of our own, shown as a card. */
export async function embed(editor) {
  const entry = await pick({ title: say('embed'), url: URLS.entries, row: entryRow });
  if (entry) putBlock(editor, 'embed', { entry: `${entry.kind}/${entry.key}` });
}

/** A block of the site that is kept in one place. */
export async function reusable(editor) {
  const row = (block) => [el('span', { class: 'pick-title' }, block.title ?? block.block), el('span', { class: 'pick-facts' }, block.block)];
  const block = await pick({ title: say('reusable'), url: URLS.blocks, row });
  if (block) putBlock(editor, 'reusable', { block: block.block });
}

const mediaRow = (media) => [
  media.thumb ? el('img', { src: media.thumb, alt: '', loading: 'lazy' }) : icon('file-text'),
  el('span', { class: 'pick-words' },
    el('span', { class: 'pick-title' }, media.name),
    el('span', { class: 'pick-facts' }, media.alt || media.caption || say('picture-no-alt'))),
];

const media = (editor, kind, files) => pick({
  title: say(kind === 'picture' ? 'picture' : 'file'),
  url: URLS.media,
  query: { kind, ...spoken(editor) },
  className: kind === 'picture' ? 'pick-pictures' : '',
  row: kind === 'picture' ? mediaRow : (file) => [icon('file-text'), el('span', { class: 'pick-title' }, file.name)],
  extra: (form, close) => form.append(uploadField({ query: { kind, ...spoken(editor) }, files, done: close })),
});

/** The language of the text, for what the library says of a file. */
function spoken(editor) {
  const { language } = editor.storage.attached.holder.dataset;
  return language ? { language } : {};
}

/** A picture of the library or a new one; `files` are uploaded at once. */
export async function picture(editor, files) {
  const chosen = await media(editor, 'picture', files);
  if (chosen) putBlock(editor, 'picture', { file: addPicture(editor.storage.attached.root, chosen) });
}

/** A file to download. */
export async function file(editor) {
  const chosen = await media(editor, 'document');
  if (chosen) putBlock(editor, 'file', { file: addFile(editor.storage.attached.root, chosen) });
}

/** A day in both calendars, as text. */
export async function lunar(editor) {
  const { language } = editor.storage.attached.holder.dataset;
  const text = await dialog({ title: say('lunar'), fill: (form, close) => lunarForm(form, close, language) });
  if (text) put(editor, text);
}

function lunarForm(form, close, language) {
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
  const day = el('input', { type: 'date', value: today, required: true, autofocus: true });
  const shown = el('p', { class: 'lunar-text', role: 'status' });
  const insert = el('button', { class: 'button button-main', disabled: true }, say('insert'));
  let found = '';
  const look = async () => {
    found = '';
    insert.disabled = true;
    if (!day.value) return;
    const asked = day.value;
    const answer = await get(URLS.lunar, { day: asked, ...(language && { language }) }).catch((fault) => ({ fault }));
    if (day.value !== asked) return;
    // Both calendars, as the site writes them.
    found = answer.text && answer.day ? `${answer.day} (${answer.text})` : answer.text ?? '';
    insert.disabled = !found;
    shown.textContent = found || (answer.fault?.detail ?? say('search-failed'));
  };
  day.addEventListener('input', look);
  form.append(field(say('lunar-day'), day), shown, el('div', { class: 'button-row' }, insert));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (found) close(found);
  });
  look();
}
