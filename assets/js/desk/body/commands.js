// What the toolbar's buttons and the keys do to the text. Not for dialogs (insert.js) nor tables (tables.js).
import { closeHistory } from '@tiptap/pm/history';
import { liftListItem, sinkListItem, splitListItem, wrapInList } from '@tiptap/pm/schema-list';
import { TextSelection } from '@tiptap/pm/state';

/** The nearest node of a type around the cursor: `{ node, pos, depth }`, or null. */
export function around(state, name) {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    const node = $from.node(depth);
    if (node.type.name === name) return { node, depth, pos: $from.before(depth) };
  }
  const picked = state.selection.node;
  return picked?.type.name === name ? { node: picked, depth: $from.depth + 1, pos: state.selection.from } : null;
}

/** Makes a list of either kind, turns one into the other, or ends it. */
export const toggleList = (ordered) => (state, dispatch) => {
  const { list, item } = state.schema.nodes;
  const found = around(state, 'list');
  if (!found) return wrapInList(list, { ordered, start: 1 })(state, dispatch);
  if (found.node.attrs.ordered === ordered) return liftListItem(item)(state, dispatch);
  dispatch?.(state.tr.setNodeMarkup(found.pos, null, { ordered, start: 1 }));
  return true;
};

/** Puts the chosen blocks into a quotation or a fact box, or takes them out. */
export const toggleBox = (name) => (state, dispatch) => {
  const found = around(state, name);
  return found ? unbox(found)(state, dispatch) : box(name)(state, dispatch);
};

const LINES = { quote: 'quote_source', fact_box: 'fact_title' };

const box = (name) => (state, dispatch) => {
  const { $from, $to } = state.selection;
  const range = $from.blockRange($to, (node) => node.type.contentMatch.matchType(state.schema.nodes[name]) !== null);
  if (!range) return false;
  const { nodes } = state.schema;
  const held = range.parent.content.cut(range.start - range.$from.start(range.depth), range.end - range.$from.start(range.depth));
  const line = nodes[LINES[name]].create();
  const content = name === 'quote' ? held.addToEnd(line) : held.addToStart(line);
  if (!nodes[name].validContent(content)) return false;
  if (dispatch) {
    const tr = state.tr.replaceWith(range.start, range.end, nodes[name].create(null, content));
    // Before what was there: the box, and a title's two ends.
    const shift = name === 'quote' ? 1 : 3;
    const at = name === 'fact_box' ? range.start + 2 : Math.min($from.pos + shift, tr.doc.content.size);
    dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(at))).scrollIntoView());
  }
  return true;
};

/** Leaves the blocks, and the words of the source or title as a paragraph. */
const unbox = ({ node, pos }) => (state, dispatch) => {
  const blocks = [];
  node.forEach((child) => {
    const isLine = Object.values(LINES).includes(child.type.name);
    if (!isLine) blocks.push(child);
    else if (child.childCount) blocks.push(state.schema.nodes.paragraph.create(null, child.content));
  });
  dispatch?.(state.tr.replaceWith(pos, pos + node.nodeSize, blocks).scrollIntoView());
  return true;
};

/** Puts a block where the cursor is (behind a table, a source or a title) and the cursor behind it. */
export const insertBlock = (node) => (state, dispatch) => {
  const { selection } = state;
  const apart = apartFrom(state);
  // Undone by itself, however fast it followed what was before.
  const tr = closeHistory(state.tr);
  if (apart !== null) tr.insert(apart, node);
  else if (selection.node?.isBlock) tr.insert(selection.to, node);
  else tr.replaceSelectionWith(node);
  let after = null;
  tr.doc.descendants((one, pos) => {
    if (one === node) after = pos + node.nodeSize;
    return after === null;
  });
  if (after === null) return false;
  if (!tr.doc.resolve(after).nodeAfter?.isTextblock) tr.insert(after, state.schema.nodes.paragraph.create());
  dispatch?.(tr.setSelection(TextSelection.near(tr.doc.resolve(after + 1))).scrollIntoView());
  return true;
};

/** Behind what cannot be parted at the cursor, or null. */
function apartFrom(state) {
  const table = around(state, 'table');
  if (table) return table.pos + table.node.nodeSize;
  const { $from } = state.selection;
  return Object.values(LINES).includes($from.parent.type.name) ? $from.after($from.depth - 1) : null;
}

/** Enter: out of a source into the text behind, out of a title into its box, else a new item. */
export function enter(state, dispatch) {
  const { $from, empty } = state.selection;
  const { nodes } = state.schema;
  if (!empty) return false;
  if ($from.parent.type === nodes.quote_source) return leave(state, dispatch, $from.after($from.depth - 1));
  if ($from.parent.type === nodes.fact_title) {
    dispatch?.(state.tr.setSelection(TextSelection.near(state.doc.resolve($from.after()), 1)).scrollIntoView());
    return true;
  }
  const inner = $from.node($from.depth - 1);
  const isLast = inner && $from.index($from.depth - 1) === inner.childCount - (inner.type === nodes.quote ? 2 : 1);
  const isBox = inner?.type === nodes.quote || inner?.type === nodes.fact_box;
  if (isBox && isLast && !$from.parent.childCount && inner.childCount > 2) return leaveEmpty(state, dispatch);
  if (inner?.type === nodes.quote && $from.parentOffset === $from.parent.content.size) return another(state, dispatch);
  return splitListItem(nodes.item)(state, dispatch);
}

/** A new paragraph in a quotation: what may follow by default there is the source. */
function another(state, dispatch) {
  const { pos } = state.selection.$from;
  dispatch?.(state.tr.split(pos, 1, [{ type: state.schema.nodes.paragraph }]).scrollIntoView());
  return true;
}

/** An empty last paragraph of a box is how one leaves it. */
function leaveEmpty(state, dispatch) {
  const { $from } = state.selection;
  const tr = state.tr.delete($from.before(), $from.after());
  return leave(state, dispatch, tr.mapping.map($from.after($from.depth - 1)), tr);
}

function leave(state, dispatch, pos, tr = state.tr) {
  tr.insert(pos, state.schema.nodes.paragraph.create());
  dispatch?.(tr.setSelection(TextSelection.near(tr.doc.resolve(pos + 1))).scrollIntoView());
  return true;
}

/** Backspace at the very start of a box takes the box away, not its words; in an item, the item. */
export function backspace(state, dispatch) {
  const { $from, empty } = state.selection;
  if (!empty || $from.parentOffset > 0 || $from.depth < 2) return false;
  const { nodes } = state.schema;
  const parent = $from.node($from.depth - 1);
  const boxed = parent.type === nodes.fact_box || parent.type === nodes.quote;
  if (boxed && $from.index($from.depth - 1) === 0) {
    return unbox({ node: parent, pos: $from.before($from.depth - 1) })(state, dispatch);
  }
  // Words of a source or title never run into the block beside them.
  if (Object.values(LINES).includes($from.parent.type.name)) return true;
  if (parent.type === nodes.item && $from.index($from.depth - 1) === 0) return liftListItem(nodes.item)(state, dispatch);
  return false;
}

/** As deep as lists go in hands; the server reads twelve blocks deep. */
const DEEPEST = 9;

export function indent(state, dispatch) {
  return state.selection.$from.depth < DEEPEST && sinkListItem(state.schema.nodes.item)(state, dispatch);
}

export const outdent = (state, dispatch) => liftListItem(state.schema.nodes.item)(state, dispatch);

/** Moves the block (or item) with the cursor past its neighbour: -1 up, 1 down. */
export const moveBlock = (step) => (state, dispatch) => {
  const { $from } = state.selection;
  for (let depth = Math.max($from.depth, 1); depth >= 1; depth -= 1) {
    const parent = $from.node(depth - 1);
    const movable = ['doc', 'list'].includes(parent.type.name);
    if (!movable) continue;
    const index = $from.index(depth - 1);
    const other = parent.maybeChild(index + step);
    if (!other) return false;
    dispatch?.(swapped(state, depth, step, other));
    return true;
  }
  return false;
};

function swapped(state, depth, step, other) {
  const { $from } = state.selection;
  const index = $from.index(depth - 1);
  const start = $from.posAtIndex(index, depth - 1);
  const node = $from.node(depth - 1).child(index);
  const tr = state.tr;
  if (step > 0) tr.delete(start + node.nodeSize, start + node.nodeSize + other.nodeSize).insert(start, other);
  else tr.delete(start - other.nodeSize, start).insert(start - other.nodeSize + node.nodeSize, other);
  return tr.scrollIntoView();
}
