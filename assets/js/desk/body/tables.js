// Tables: one head row, cells of one line, columns aligned as a whole.
import {
  addColumnAfter, addColumnBefore, addRowAfter, addRowBefore, CellSelection, deleteColumn, deleteTable, goToNextCell,
  isInTable, selectedRect, tableEditing,
} from '@tiptap/pm/tables';
import { Plugin, TextSelection } from '@tiptap/pm/state';
import { insertBlock } from './commands.js';

/** A new table with the cursor in its first cell. */
export const insertTable = (rows = 3, columns = 3) => (state, dispatch) => {
  const { nodes } = state.schema;
  const row = (type, cell) => type.create(null, Array.from({ length: columns }, () => cell.create()));
  const table = nodes.table.create(null, [
    row(nodes.table_head, nodes.table_header),
    ...Array.from({ length: rows - 1 }, () => row(nodes.table_row, nodes.table_cell)),
  ]);
  if (isInTable(state)) return false;
  return insertBlock(table)(state, dispatch && ((tr) => {
    let at = null;
    tr.doc.descendants((node, pos) => {
      if (node === table) at = pos;
      return at === null;
    });
    dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(at + 3))));
  }));
};

const inHead = (state) => selectedRect(state).top === 0;

/** Deletes the chosen rows; the head stays, and so does one row below it. */
function deleteRows(state, dispatch) {
  const rect = selectedRect(state);
  const chosen = rect.bottom - rect.top;
  if (rect.top === 0 || rect.table.childCount - 1 <= chosen) return false;
  if (dispatch) {
    let from = rect.tableStart;
    for (let at = 0; at < rect.top; at += 1) from += rect.table.child(at).nodeSize;
    let to = from;
    for (let at = rect.top; at < rect.bottom; at += 1) to += rect.table.child(at).nodeSize;
    const tr = state.tr.delete(from, to);
    dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min(from, tr.doc.content.size)), -1)));
  }
  return true;
}

const guarded = (command, unless = () => false) => (state, dispatch) =>
  isInTable(state) && !unless(state) && command(state, dispatch);

const align = (how) => (state, dispatch) => {
  const { map, left, right, tableStart, table } = selectedRect(state);
  const tr = state.tr;
  for (let column = left; column < right; column += 1) {
    for (let row = 0; row < map.height; row += 1) {
      const pos = map.map[row * map.width + column];
      tr.setNodeMarkup(tableStart + pos, null, { ...table.nodeAt(pos).attrs, align: how });
    }
  }
  dispatch?.(tr);
  return true;
};

/** The commands of a table by the name of their button. */
export const TABLE = {
  'row-above': guarded(addRowBefore, inHead),
  'row-below': guarded(addRowAfter),
  'column-left': guarded(addColumnBefore),
  'column-right': guarded(addColumnAfter),
  'align-left': guarded(align('none')),
  'align-center': guarded(align('center')),
  'align-right': guarded(align('right')),
  'delete-row': guarded(deleteRows),
  'delete-column': guarded(deleteColumn, (state) => {
    const { left, right, map } = selectedRect(state);
    return right - left >= map.width;
  }),
  'delete-table': guarded(deleteTable),
};

/** How the column of the cursor is aligned. */
export function alignment(state) {
  const { map, left, table } = selectedRect(state);
  return table.nodeAt(map.map[left]).attrs.align;
}

/** Tab goes to the next cell, and makes a row behind the last. */
export const tab = (step) => (state, dispatch) => {
  if (!isInTable(state)) return false;
  if (goToNextCell(step)(state, dispatch)) return true;
  if (step < 0) return false;
  if (dispatch) addRowAfter(state, (tr) => dispatch(nextRow(tr)));
  return true;
};

function nextRow(tr) {
  const $cell = tr.selection.$from;
  const after = $cell.after($cell.depth - 1);
  return tr.setSelection(TextSelection.near(tr.doc.resolve(after + 2))).scrollIntoView();
}

/** Enter in a cell: the cell below; a cell holds one line. */
export function below(state, dispatch) {
  if (!isInTable(state)) return false;
  const rect = selectedRect(state);
  if (rect.bottom >= rect.map.height) return tabDown(state, dispatch);
  const pos = rect.tableStart + rect.map.map[rect.bottom * rect.map.width + rect.left];
  dispatch?.(state.tr.setSelection(TextSelection.near(state.doc.resolve(pos + 1))).scrollIntoView());
  return true;
}

function tabDown(state, dispatch) {
  const after = state.selection.$from.after(state.selection.$from.depth - 2);
  const $after = state.doc.resolve(Math.min(after, state.doc.content.size));
  dispatch?.(state.tr.setSelection(TextSelection.near($after, 1)).scrollIntoView());
  return true;
}

/** Words pasted into the cell of the cursor and its neighbours to the right and below. */
export function fill(state, grid, dispatch) {
  const rect = selectedRect(state);
  const tr = state.tr;
  grid.slice(0, rect.map.height - rect.top).forEach((cells, down) => {
    cells.slice(0, rect.map.width - rect.left).forEach((words, right) => {
      const at = rect.map.map[(rect.top + down) * rect.map.width + rect.left + right];
      const start = tr.mapping.map(rect.tableStart + at) + 1;
      const end = start + rect.table.nodeAt(at).content.size;
      tr.replaceWith(start, end, words.map((word) => state.schema.nodeFromJSON(word)));
    });
  });
  dispatch(tr.scrollIntoView());
}

export const isCells = (selection) => selection instanceof CellSelection;

/** Cell selection, and new cells aligned as their head is. */
export const tablePlugins = () => [tableEditing(), new Plugin({
  appendTransaction(transactions, _, state) {
    if (!transactions.some((tr) => tr.docChanged)) return null;
    const tr = state.tr;
    state.doc.descendants((node, pos) => {
      if (node.type.name === 'table') alignLike(tr, node, pos);
      return !node.isTextblock;
    });
    return tr.docChanged ? tr : null;
  },
})];

function alignLike(tr, table, pos) {
  const head = table.firstChild;
  table.forEach((row, offset, index) => {
    if (index === 0) return;
    row.forEach((cell, at, column) => {
      const wanted = head.maybeChild(column)?.attrs.align ?? 'none';
      if (cell.attrs.align !== wanted) tr.setNodeMarkup(pos + offset + at + 2, null, { ...cell.attrs, align: wanted });
    });
  });
}
