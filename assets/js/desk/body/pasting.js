// What happens when something is pasted or dropped into the text. The cleaning itself is paste.js.
import { Extension } from '@tiptap/core';
import { Fragment, Slice } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import { isInTable } from '@tiptap/pm/tables';
import { notice, place } from '../parts.js';
import { figure, say } from '../words.js';
import { toTiptap } from './document.js';
import { picture } from './insert.js';
import { checkText } from './legacy.js';
import { readTarget } from './links.js';
import { cleanPaste } from './paste.js';
import { fill } from './tables.js';

export const pasting = Extension.create({
  name: 'pasting',
  priority: 1200,
  addProseMirrorPlugins() {
    const { editor } = this;
    return [new Plugin({
      props: {
        // Before ProseMirror parses foreign HTML with its styles, which the page does not allow.
        handleDOMEvents: {
          paste: (view, event) => done(event, take(editor, view, event.clipboardData, isPlain(view))),
          drop: (view, event) => !view.dragging && done(event, drop(editor, view, event)),
        },
      },
    })];
  },
});

/** What we took is taken by nobody else. */
function done(event, taken) {
  if (taken) event.preventDefault();
  return taken;
}

/** Ctrl+Shift+V: the letters alone. */
const isPlain = (view) => view.input?.shiftKey && view.input.lastKeyCode !== 45;

function take(editor, view, data, plainOnly) {
  if (!data) return false;
  const html = plainOnly ? '' : data.getData('text/html');
  const text = data.getData('text/plain');
  const files = pictures(data);
  // A word processor puts a picture of the text beside the text.
  if (files.length && !text.trim()) {
    offerUpload(editor, files.length, files);
    return true;
  }
  // Our own text keeps its blocks.
  if (/data-pm-slice/.test(html)) return false;
  const target = !/\s/.test(text.trim()) && readTarget(text);
  if (target && !view.state.selection.empty && !isInTable(view.state)) return editor.commands.setMark('link', { target });
  put(editor, view, cleanPaste(html, text));
  return true;
}

function drop(editor, view, event) {
  const files = pictures(event.dataTransfer);
  const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
  if (at) editor.commands.setTextSelection(at.pos);
  if (files.length) offerUpload(editor, files.length, files);
  const html = event.dataTransfer?.getData('text/html');
  if (!files.length && html && !/data-pm-slice/.test(html)) put(editor, view, cleanPaste(html, event.dataTransfer.getData('text/plain')));
  else if (!files.length) return false;
  return true;
}

const pictures = (data) => [...(data?.files ?? [])].filter((file) => file.type.startsWith('image/'));

function put(editor, view, { doc, pictures: left, decomposed }) {
  const { state } = view;
  const from = state.selection.from;
  const { content } = toTiptap(doc);
  if (isInTable(state)) fill(state, grid(content), view.dispatch);
  else if (doc.content.length) view.dispatch(pasted(state, content));
  const to = view.state.selection.to;
  if (left) offerUpload(editor, left);
  checkText(editor, editor.storage.attached.root, { from: Math.min(from, to), to: Math.max(from, to), decomposed });
}

/** The blocks at the cursor: words of a first and last paragraph join the lines they fall into. */
function pasted(state, content) {
  const inLine = !state.selection.$from.parent.type.contentMatch.matchType(state.schema.nodes.break);
  const nodes = content.map((json) => state.schema.nodeFromJSON(json));
  const fragment = Fragment.from(inLine ? nodes.map((node) => unbroken(node, state.schema)) : nodes);
  const open = (node) => (node.type.name === 'paragraph' ? 1 : 0);
  const slice = new Slice(fragment, open(fragment.firstChild), open(fragment.lastChild));
  return state.tr.replaceSelection(slice).scrollIntoView().setMeta('paste', true).setMeta('uiEvent', 'paste');
}

/** A heading, a source and a title hold one line. */
function unbroken(node, schema) {
  if (node.type.name !== 'paragraph') return node;
  const words = [];
  node.forEach((child) => words.push(child.type.name === 'break' ? schema.text(' ') : child));
  return node.type.create(null, words);
}

/** What falls into cells: a table by its cells, all else as one line. */
function grid(content) {
  const [only] = content;
  if (content.length === 1 && only.type === 'table') {
    return only.content.map((row) => row.content.map((cell) => cell.content ?? []));
  }
  const words = (node) => (node.type === 'text' ? [node] : (node.content ?? []).flatMap((child) => words(child)));
  return [[content.flatMap((block, at) => [...(at ? [{ type: 'text', text: ' ' }] : []), ...words(block)])]];
}

function offerUpload(editor, count, files) {
  place(editor.storage.attached.root, notice({
    kind: 'warning',
    title: say('pictures-left', { count: figure(count) }),
    text: say('pictures-left-why'),
    actions: [
      { label: say('picture-upload'), main: true, act: () => void picture(editor, files) },
      { label: say('close') },
    ],
  }));
}
