// How blocks without words of their own are shown while writing: pictures with their words beneath,
// entries, files, reusable blocks.
import { closeHistory } from '@tiptap/pm/history';
import { changed, el, freshId, icon } from '../dom.js';
import { say } from '../words.js';
import { get } from '../wire.js';
import { fieldsetOf, inputOf } from './attached.js';

/** A view's frame: what it is, its content, a button that takes it out. */
function framed({ editor, getPos }, className, name, ...content) {
  const out = () => {
    const pos = getPos();
    editor.view.dispatch(closeHistory(editor.state.tr).delete(pos, pos + 1));
    editor.commands.focus();
  };
  const label = `${say('remove')}: ${name}`;
  return el('div', { class: `block-view ${className}`, contenteditable: 'false', role: 'group', 'aria-label': name },
    ...content,
    el('button', { type: 'button', class: 'icon-button block-out', title: label, 'aria-label': label, onclick: out }, icon('trash-2')));
}

/** Fields in a view belong to the view, not to the text around it. */
const own = (event) => /^(mousedown|pointerdown|key|input|focus|paste|copy|cut|drag|composition|beforeinput|click)/.test(event.type)
  && Boolean(event.target.closest?.('input, textarea, button, label'));

const view = (dom, more = {}) => ({ dom, stopEvent: own, ignoreMutation: () => true, ...more });

/** A picture; its caption and alt are the inputs of its fieldset, here once more. */
export function pictureView({ node, editor, getPos }) {
  const { root } = editor.storage.attached;
  const fieldset = fieldsetOf(root, 'picture', node.attrs.file);
  const image = fieldset?.dataset.src
    ? el('img', { src: fieldset.dataset.src, alt: '', draggable: 'false' })
    : el('p', { class: 'block-lost' }, icon('triangle-alert'), say('picture-lost', { file: node.attrs.file }));
  const caption = mirrored(fieldset, 'caption', say('picture-caption'));
  const alt = mirrored(fieldset, 'alt', say('picture-alt'));
  const error = el('p', { class: 'error', id: freshId('error') }, icon('circle-alert'), el('span', {}, say('picture-alt-missing')));
  const judge = () => {
    const lacks = !alt.input.value.trim();
    error.hidden = !lacks;
    if (lacks) alt.input.setAttribute('aria-invalid', 'true');
    else alt.input.removeAttribute('aria-invalid');
  };
  alt.input.setAttribute('aria-describedby', error.id);
  alt.input.addEventListener('input', judge);
  alt.box.append(error);
  const listen = () => { caption.read(); alt.read(); judge(); };
  fieldset?.addEventListener('input', listen);
  judge();
  const dom = framed({ editor, getPos }, 'picture-view', `${say('picture')} ${node.attrs.file}`, image,
    fieldset && el('div', { class: 'picture-words' }, caption.box, alt.box));
  return view(dom, { destroy: () => fieldset?.removeEventListener('input', listen) });
}

/** A field that shows and writes the input `part` of a fieldset. */
function mirrored(fieldset, part, label) {
  const source = inputOf(fieldset, part);
  const input = el('input', { type: 'text', id: freshId('words'), autocomplete: 'off', value: source?.value ?? '' });
  input.addEventListener('input', () => {
    if (!source || source.value === input.value) return;
    source.value = input.value;
    changed(source);
  });
  return {
    input,
    box: el('div', { class: 'field' }, el('label', { for: input.id }, label), input),
    read: () => { if (source && source.value !== input.value) input.value = source.value; },
  };
}

const known = new Map();

/** What an entry is: its title and state, asked once. */
function entry(name) {
  if (!known.has(name)) {
    known.set(name, get('/desk/pick/entries', { key: name }).then(
      (found) => found.find((one) => `${one.kind}/${one.key}` === name) ?? null, () => null));
  }
  return known.get(name);
}

export function embedView({ node, editor, getPos }) {
  const name = node.attrs.entry;
  const [title, facts] = [el('p', { class: 'block-title' }, name), el('p', { class: 'block-facts' }, say('embed'))];
  entry(name).then((found) => {
    if (!found) return;
    title.textContent = found.title;
    facts.textContent = [found.kind_label ?? found.kind, found.state_label].filter(Boolean).join(' · ');
  });
  return view(framed({ editor, getPos }, 'card-view', `${say('embed')} ${name}`, icon('newspaper'), el('div', {}, title, facts)));
}

export function fileView({ node, editor, getPos }) {
  const input = el('input', { type: 'text', id: freshId('label'), value: node.attrs.label, autocomplete: 'off', placeholder: node.attrs.file });
  input.addEventListener('change', () => {
    const pos = getPos();
    editor.view.dispatch(editor.state.tr.setNodeAttribute(pos, 'label', input.value.trim()));
  });
  const dom = framed({ editor, getPos }, 'card-view', `${say('file')} ${node.attrs.file}`, icon('paperclip'),
    el('div', {}, el('p', { class: 'block-title' }, node.attrs.file),
      el('div', { class: 'field' }, el('label', { for: input.id }, say('file-label')), input)));
  const update = (next) => {
    if (next.type !== node.type || next.attrs.file !== node.attrs.file) return false;
    if (document.activeElement !== input) input.value = next.attrs.label;
    return true;
  };
  return view(dom, { update });
}

export function reusableView({ node, editor, getPos }) {
  const title = el('p', { class: 'block-title' }, node.attrs.block);
  get('/desk/pick/blocks', { q: node.attrs.block })
    .then((found) => { title.textContent = found.find((one) => one.block === node.attrs.block)?.title ?? node.attrs.block; }, () => {});
  return view(framed({ editor, getPos }, 'card-view', `${say('reusable')} ${node.attrs.block}`, icon('blocks'),
    el('div', {}, title, el('p', { class: 'block-facts' }, say('reusable-note')))));
}

export function keptView({ node, editor, getPos }) {
  return view(framed({ editor, getPos }, 'card-view', say('kept'), icon('info'),
    el('div', {}, el('p', { class: 'block-title' }, say('kept')), el('p', { class: 'block-facts' }, node.attrs.block?.type ?? ''))));
}
