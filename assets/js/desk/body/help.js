// The list of keys.
import { el } from '../dom.js';
import { dialog } from '../parts.js';
import { say } from '../words.js';

const KEYS = {
  'bold': 'Ctrl+B', 'emphasis': 'Ctrl+I', 'link': 'Ctrl+K',
  'heading-two': 'Ctrl+Alt+2', 'heading-three': 'Ctrl+Alt+3', 'heading-four': 'Ctrl+Alt+4', 'paragraph': 'Ctrl+Alt+0',
  'bullets': 'Ctrl+Shift+8', 'numbers': 'Ctrl+Shift+7', 'quote': 'Ctrl+Shift+9',
  'indent': 'Tab', 'outdent': 'Shift+Tab', 'line-break': 'Shift+Enter',
  'move-up': 'Alt+↑', 'move-down': 'Alt+↓',
  'undo': 'Ctrl+Z', 'redo': 'Ctrl+Y', 'paste-plain': 'Ctrl+Shift+V',
  'save': 'Ctrl+S', 'to-toolbar': 'Alt+F10', 'help': 'Ctrl+/',
};

const SIGNS = { 'heading-two': '##', 'heading-three': '###', 'bullets': '-', 'numbers': '1.', 'quote': '>', 'rule': '---' };

const rows = (list) => el('dl', { class: 'key-list' }, Object.entries(list).map(([name, keys]) =>
  el('div', {}, el('dt', {}, say(name)), el('dd', {}, keys.split(/(?<=.)\+/).map((key) => el('kbd', {}, key))))));

export async function help(editor) {
  await dialog({
    title: say('help'),
    className: 'help',
    fill: (form) => form.append(rows(KEYS), el('h3', {}, say('help-signs')), rows(SIGNS), el('p', { class: 'hint' }, say('help-mac'))),
  });
  editor.commands.focus();
}
