// The toolbar: one tab stop, arrows within (WAI-ARIA toolbar pattern), a second row for the table or
// link around the cursor.
import { redo, redoDepth, undo, undoDepth } from '@tiptap/pm/history';
import { isInTable } from '@tiptap/pm/tables';
import { el, freshId, icon } from '../dom.js';
import { say } from '../words.js';
import { around, toggleBox, toggleList } from './commands.js';
import { help } from './help.js';
import * as insert from './insert.js';
import { insertRule } from './keys.js';
import { alignment, insertTable, TABLE } from './tables.js';

const run = (command) => (editor) => {
  editor.commands.focus();
  command(editor.state, editor.view.dispatch);
};
const inList = (ordered) => (editor) => around(editor.state, 'list')?.node.attrs.ordered === ordered;
const heading = (level) => ({
  icon: `heading-${level}`,
  keys: `Ctrl+Alt+${level}`,
  act: (editor) => editor.chain().focus().toggleNode('heading', 'paragraph', { level }).run(),
  on: (editor) => editor.isActive('heading', { level }),
});

const GAP = null;

/** Buttons by name; the name is the key of their words. */
const MAIN = [
  ['heading-two', heading(2)],
  ['heading-three', heading(3)],
  ['bold', { icon: 'bold', keys: 'Ctrl+B', act: (editor) => editor.chain().focus().toggleMark('bold').run(), on: (editor) => editor.isActive('bold') }],
  ['emphasis', { icon: 'italic', keys: 'Ctrl+I', act: (editor) => editor.chain().focus().toggleMark('emphasis').run(), on: (editor) => editor.isActive('emphasis') }],
  ['link', { icon: 'link', keys: 'Ctrl+K', act: insert.link, on: (editor) => editor.isActive('link'), popup: true }],
  GAP,
  ['bullets', { icon: 'list', keys: 'Ctrl+Shift+8', act: run(toggleList(false)), on: inList(false) }],
  ['numbers', { icon: 'list-ordered', keys: 'Ctrl+Shift+7', act: run(toggleList(true)), on: inList(true) }],
  ['quote', { icon: 'quote', keys: 'Ctrl+Shift+9', act: run(toggleBox('quote')), on: (editor) => Boolean(around(editor.state, 'quote')) }],
  GAP,
  ['picture', { icon: 'image', word: true, act: (editor) => insert.picture(editor), popup: true }],
  ['insert-menu', { icon: 'plus', word: true, menu: true }],
  ['lunar', { icon: 'calendar-days', word: true, act: insert.lunar, popup: true }],
  GAP,
  ['undo', { icon: 'undo-2', keys: 'Ctrl+Z', act: run(undo), off: (editor) => !undoDepth(editor.state) }],
  ['redo', { icon: 'redo-2', keys: 'Ctrl+Y', act: run(redo), off: (editor) => !redoDepth(editor.state) }],
  ['help', { icon: 'circle-question-mark', keys: 'Ctrl+/', act: help, popup: true }],
];

const MENU = [
  ['table', { icon: 'table', act: run(insertTable()), off: (editor) => isInTable(editor.state) }],
  ['embed', { icon: 'newspaper', act: insert.embed }],
  ['file', { icon: 'paperclip', act: insert.file }],
  ['fact-box', { icon: 'info', act: run(toggleBox('fact_box')) }],
  ['reusable', { icon: 'blocks', act: insert.reusable }],
  ['rule', { icon: 'separator-horizontal', act: run(insertRule) }],
];

const aligned = (how) => (editor) => isInTable(editor.state) && alignment(editor.state) === how;
const cell = (name, drawing, on) => [name, { icon: drawing, act: run(TABLE[name]), on, off: (editor) => !TABLE[name](editor.state) }];

const TABLE_ROW = [
  cell('row-above', 'between-horizontal-end'), cell('row-below', 'between-horizontal-start'),
  cell('column-left', 'between-vertical-end'), cell('column-right', 'between-vertical-start'),
  GAP,
  cell('align-left', 'text-align-start', aligned('none')), cell('align-center', 'text-align-center', aligned('center')),
  cell('align-right', 'text-align-end', aligned('right')),
  GAP,
  ...['delete-row', 'delete-column', 'delete-table'].map((name) => [name, { word: true, act: run(TABLE[name]), off: (editor) => !TABLE[name](editor.state) }]),
];

/** Builds the toolbar; `update()` after each change of the text or the cursor, `focus()` for the keyboard. */
export function toolbar(editor, controls) {
  const tools = [];
  const bar = el('div', { class: 'toolbar', role: 'toolbar', 'aria-label': say('toolbar'), 'aria-controls': controls, 'data-editor-bar': true });
  const table = el('div', { class: 'toolbar toolbar-context', role: 'toolbar', 'aria-label': say('table'), 'aria-controls': controls, hidden: true });
  const menu = insertMenu(editor);
  const dom = el('div', { class: 'editor-tools' }, bar, menu.list, table, el('div', { class: 'editor-notices' }));
  for (const [holder, list] of [[bar, MAIN], [table, TABLE_ROW]]) {
    holder.append(...list.map((tool) => (tool ? made(tool, holder) : el('span', { class: 'tool-gap', 'aria-hidden': 'true' }))));
    rove(holder, () => editor.commands.focus());
  }
  return { dom, update, focus: () => bar.querySelector('[tabindex="0"]').focus() };

  function made([name, tool]) {
    const button = toolButton(name, tool);
    tools.push({ button, ...tool });
    if (tool.menu) return menu.adopt(button);
    button.addEventListener('click', () => tool.act(editor));
    return button;
  }

  function update() {
    const { isEditable } = editor;
    table.hidden = !isInTable(editor.state);
    for (const { button, on, off } of tools) {
      if (on) button.setAttribute('aria-pressed', String(on(editor)));
      // Kept reachable: a button that cannot act now says so.
      if (off) button.setAttribute('aria-disabled', String(!isEditable || off(editor)));
    }
    menu.update();
  }
}

function toolButton(name, tool) {
  const words = say(name);
  const title = tool.keys ? `${words} (${tool.keys})` : words;
  return el('button', {
    type: 'button', class: `tool${tool.word ? ' tool-word' : ''}`, tabindex: '-1', 'data-tool': name,
    title, 'aria-label': tool.word ? null : words, 'aria-haspopup': tool.popup ? 'dialog' : null,
    'aria-keyshortcuts': tool.keys?.replaceAll('Ctrl', 'Control') ?? null,
    // The cursor stays in the text when a tool is pressed with the mouse.
    onmousedown: (event) => event.preventDefault(),
  }, tool.icon && icon(tool.icon), tool.word && el('span', {}, words));
}

/** Arrows, Home and End among the buttons; Escape goes back to the text. */
function rove(bar, back) {
  const buttons = () => [...bar.querySelectorAll('.tool')];
  const go = (button) => {
    for (const one of buttons()) one.tabIndex = one === button ? 0 : -1;
    button.focus();
  };
  buttons()[0].tabIndex = 0;
  bar.addEventListener('focusin', (event) => {
    if (!event.target.matches('.tool')) return;
    for (const one of buttons()) one.tabIndex = one === event.target ? 0 : -1;
  });
  bar.addEventListener('keydown', (event) => {
    const all = buttons();
    const at = all.indexOf(event.target);
    if (at < 0) return;
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1 + all.length, Home: 0, End: all.length - 1 }[event.key];
    if (event.key === 'Escape') back();
    else if (next === undefined) return;
    else go(all[next % all.length]);
    event.preventDefault();
  });
}

/** The button that opens a menu of what may be put in. */
function insertMenu(editor) {
  const id = freshId('menu');
  const items = MENU.map(([name, tool]) => ({
    ...tool,
    button: el('button', { type: 'button', role: 'menuitem', class: 'menu-item', tabindex: '-1', 'data-tool': name,
      onmousedown: (event) => event.preventDefault() }, icon(tool.icon), el('span', {}, say(name))),
  }));
  const list = el('div', { class: 'tool-menu', role: 'menu', id, 'aria-label': say('insert-menu'), hidden: true }, items.map((item) => item.button));
  let opener;
  const open = (yes) => {
    list.hidden = !yes;
    if (yes) under(list, opener);
    opener.setAttribute('aria-expanded', String(yes));
    if (yes) items[0].button.focus();
  };
  const close = () => {
    open(false);
    opener.focus();
  };
  for (const { button, act } of items) {
    button.addEventListener('click', () => {
      if (button.getAttribute('aria-disabled') === 'true') return;
      open(false);
      act(editor);
    });
  }
  list.addEventListener('keydown', (event) => {
    const at = items.findIndex((item) => item.button === document.activeElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1 + items.length, Home: 0, End: items.length - 1 }[event.key];
    if (event.key === 'Escape') close();
    else if (event.key === 'Tab') return void open(false);
    else if (next === undefined) return;
    else items[next % items.length].button.focus();
    event.preventDefault();
    event.stopPropagation();
  });
  document.addEventListener('pointerdown', (event) => {
    if (!list.hidden && !list.contains(event.target) && !opener.contains(event.target)) open(false);
  });
  return {
    list,
    adopt(button) {
      opener = button;
      button.append(icon('chevron-down'));
      for (const [name, value] of [['aria-haspopup', 'menu'], ['aria-expanded', 'false'], ['aria-controls', id]]) button.setAttribute(name, value);
      button.addEventListener('click', () => open(list.hidden));
      button.addEventListener('keydown', (event) => {
        if (event.key !== 'ArrowDown') return;
        event.preventDefault();
        open(true);
      });
      return button;
    },
    update() {
      for (const { button, off } of items) if (off) button.setAttribute('aria-disabled', String(off(editor)));
    },
  };
}

/** The bar scrolls sideways on a phone, so its menu stands beside it, below the button. */
function under(list, opener) {
  const frame = list.parentElement.getBoundingClientRect();
  const button = opener.getBoundingClientRect();
  list.style.top = `${button.bottom - frame.top}px`;
  list.style.left = `${Math.max(0, Math.min(button.left - frame.left, frame.width - list.offsetWidth))}px`;
}
