// Keys and what is typed as a sign: `## `, `- `, `1. `, `> `, `---`. Also the plugins of the text.
import { Extension, InputRule, textblockTypeInputRule } from '@tiptap/core';
import { dropCursor } from '@tiptap/pm/dropcursor';
import { gapCursor } from '@tiptap/pm/gapcursor';
import { history, redo, undo } from '@tiptap/pm/history';
import { Plugin } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { say } from '../words.js';
import { backspace, enter, indent, insertBlock, moveBlock, outdent, toggleBox, toggleList } from './commands.js';
import { below, tab, tablePlugins } from './tables.js';

/** `act` opens what needs a dialog: link, help, toolbar. */
export const keys = (act) => Extension.create({
  name: 'keys',
  priority: 1100,
  addKeyboardShortcuts() {
    const { editor } = this;
    const run = (...commands) => () => commands.some((command) => command(editor.state, editor.view.dispatch));
    const heading = (level) => () => editor.commands.toggleNode('heading', 'paragraph', { level });
    return {
      Enter: run(below, enter),
      'Shift-Enter': () => editor.commands.insertContent({ type: 'break' }),
      Backspace: () => editor.commands.undoInputRule() || run(backspace)(),
      Tab: run(tab(1), indent),
      'Shift-Tab': run(tab(-1), outdent),
      'Mod-b': () => editor.commands.toggleMark('bold'),
      'Mod-i': () => editor.commands.toggleMark('emphasis'),
      'Mod-k': () => act('link'),
      'Mod-z': run(undo),
      'Mod-y': run(redo),
      'Mod-Shift-z': run(redo),
      'Mod-Alt-0': () => editor.commands.setNode('paragraph'),
      'Mod-Alt-2': heading(2),
      'Mod-Alt-3': heading(3),
      'Mod-Alt-4': heading(4),
      'Mod-Shift-7': run(toggleList(true)),
      'Mod-Shift-8': run(toggleList(false)),
      'Mod-Shift-9': run(toggleBox('quote')),
      'Alt-ArrowUp': run(moveBlock(-1)),
      'Alt-ArrowDown': run(moveBlock(1)),
      'Alt-F10': () => act('toolbar'),
      'Mod-/': () => act('help'),
    };
  },
  addInputRules() {
    const { heading } = this.editor.schema.nodes;
    const onTop = (find, command) => new InputRule({
      find,
      handler: ({ state, range }) => {
        if (state.doc.resolve(range.from).parent.type.name !== 'paragraph') return null;
        state.tr.delete(range.from, range.to);
        // Reading it anew is what brings the state up to date.
        void state.tr;
        return command(state);
      },
    });
    const within = (command) => (state) => {
      let done = false;
      command(state, () => { done = true; });
      return done ? undefined : null;
    };
    return [
      ...[2, 3, 4].map((level) => textblockTypeInputRule({
        find: new RegExp(`^(#{${level}})\\s$`), type: heading, getAttributes: { level },
      })),
      onTop(/^\s*[-*]\s$/, within(toggleList(false))),
      onTop(/^1[.)]\s$/, within(toggleList(true))),
      onTop(/^>\s$/, within(toggleBox('quote'))),
      onTop(/^---$/, within(insertRule)),
    ];
  },
  addProseMirrorPlugins() {
    return [history(), gapCursor(), dropCursor({ width: 3, color: 'var(--cham)' }), hints(), lastLine(), ...tablePlugins()];
  },
});

export function insertRule(state, dispatch) {
  return insertBlock(state.schema.nodes.rule.create())(state, dispatch);
}

/** Words in empty places that say what belongs there. */
const hints = () => new Plugin({
  props: {
    decorations: ({ doc }) => {
      const found = [];
      const only = doc.childCount === 1 && doc.firstChild.type.name === 'paragraph' && !doc.firstChild.content.size;
      doc.descendants((node, pos) => {
        const hint = node.content.size ? null : HINTS[node.type.name] ?? (only && node === doc.firstChild ? 'hint-body' : null);
        if (hint) found.push(Decoration.node(pos, pos + node.nodeSize, { class: 'is-empty', 'data-hint': say(hint) }));
        return !node.isTextblock;
      });
      return DecorationSet.create(doc, found);
    },
  },
});

const HINTS = { quote_source: 'hint-source', fact_title: 'hint-fact-title', heading: 'hint-heading' };

/** The text ends in a paragraph, so that there is always a place to write on. */
const lastLine = () => new Plugin({
  appendTransaction: (_, __, state) => {
    const last = state.doc.lastChild;
    if (last?.type.name === 'paragraph') return null;
    return state.tr.insert(state.doc.content.size, state.schema.nodes.paragraph.create()).setMeta('addToHistory', false);
  },
});
