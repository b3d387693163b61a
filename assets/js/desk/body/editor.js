// The editor of a body: takes the place of the textarea and keeps `body_json` up to date.
import { Editor, Extension } from '@tiptap/core';
import { added, changed, each, el, freshId } from '../dom.js';
import { notice, place } from '../parts.js';
import { learn, say } from '../words.js';
import { fromTiptap, toTiptap } from './document.js';
import { help } from './help.js';
import { link } from './insert.js';
import { keys } from './keys.js';
import { checkFields, checkText } from './legacy.js';
import { pasting } from './pasting.js';
import { marks, nodes } from './schema.js';
import { toolbar } from './toolbar.js';
import * as views from './views.js';

const VIEWS = {
  picture: views.pictureView, embed: views.embedView, file: views.fileView, reusable: views.reusableView, kept: views.keptView,
};

export function bodies() {
  each('[data-editor]', start);
}

function start(holder) {
  const textarea = holder.querySelector('textarea[name="body"]');
  const source = holder.querySelector('script[data-body]');
  // The body could not be read as a document: it is mended in the plain field.
  if (!textarea || !source) return;
  const form = holder.closest('form') ?? document;
  learn(holder.querySelector('script[data-editor-words]'));
  let body;
  try {
    body = toTiptap(JSON.parse(source.textContent || '{"type":"doc","content":[]}'));
    build({ holder, textarea, form, body, written: source.textContent.trim() });
  } catch (fault) {
    // The plain field stays: nothing can be lost in it.
    console.error(fault);
    place(form, notice({ kind: 'error', title: say('editor-failed') }));
  }
}

function build({ holder, textarea, form, body, written }) {
  // The field's own name: labels, checks and the summary of errors lead to it.
  const id = textarea.id || freshId('body');
  textarea.id = `${id}-plain`;
  const paper = el('div', { class: 'editor-paper' });
  let bar;
  const acts = {
    link: (editor) => void link(editor),
    help: (editor) => void help(editor),
    toolbar: () => bar.focus(),
  };
  const attached = Extension.create({ name: 'attached', addStorage: () => ({ root: form, holder }) });
  const editor = new Editor({
    element: paper,
    injectCSS: false,
    extensions: [...nodes.map(withView), ...marks, attached, pasting, keys((name) => acts[name](editor) ?? true)],
    content: body,
    editorProps: {
      attributes: {
        id, class: 'body', role: 'textbox', 'aria-multiline': 'true', 'aria-label': holder.dataset.label,
        lang: holder.dataset.language, spellcheck: 'false',
        ...(textarea.getAttribute('aria-invalid') && { 'aria-invalid': 'true' }),
        'aria-describedby': [document.getElementById(`${id}-error`) && `${id}-error`, `${id}-keys`].filter(Boolean).join(' '),
      },
    },
  });
  const output = el('input', { type: 'hidden', name: 'body_json', value: written || JSON.stringify(fromTiptap(editor.getJSON())) });
  bar = toolbar(editor, id);
  editor.on('transaction', bar.update);
  editor.on('update', () => {
    const now = JSON.stringify(fromTiptap(editor.getJSON()));
    if (now === output.value) return;
    output.value = now;
    changed(output);
  });
  textarea.disabled = true;
  textarea.hidden = true;
  holder.classList.add('is-editor');
  const slot = form.querySelector('[data-editor-toolbar]') ?? document.querySelector('[data-editor-toolbar]');
  const sheet = holder.closest('.sheet');
  if (slot) slot.replaceChildren(bar.dom);
  else if (sheet) sheet.before(bar.dom);
  else holder.prepend(bar.dom);
  textarea.after(paper, output, el('p', { class: 'hide-seen', id: `${id}-keys` }, say('keys-hint')));
  bar.update();
  // A draft of this computer came back into the form.
  form.addEventListener('desk:restored', ({ detail }) => {
    const written = new URLSearchParams(detail.draft).get('body_json');
    if (written) editor.commands.setContent(toTiptap(JSON.parse(written)));
  });
  holder.editor = editor;
  // A label leads to the text.
  holder.querySelector(`label[for="${id}"]`)?.addEventListener('click', () => editor.commands.focus());
  added(paper);
  checkText(editor, form, { from: 0, to: editor.state.doc.content.size });
  checkOther(form, textarea);
}

/** Titles, leads and the words of pictures: as they came, and whenever something is pasted into one. */
function checkOther(form, textarea) {
  const fields = [...form.querySelectorAll('input[type="text"][name], textarea[name]')].filter((field) => field !== textarea);
  checkFields(fields, form);
  form.addEventListener('paste', (event) => {
    if (event.target.matches('input[name], textarea[name]')) setTimeout(() => checkFields([event.target], form));
  });
}

function withView(node) {
  const view = VIEWS[node.name];
  return view ? node.extend({ addNodeView: () => view }) : node;
}
