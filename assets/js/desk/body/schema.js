// What a body may hold, as the editor's schema: exactly what src/editorial/body/model.rs admits.
// Not for how it is drawn (views.js) nor for what buttons do (commands.js).
import { Mark, Node } from '@tiptap/core';
import { parseTarget } from './links.js';

const block = (name, spec) => Node.create({ name, group: 'block', ...spec });

/** An attribute that lives in `data-<name>`. */
const held = (name, fallback = null) => ({
  [name]: {
    default: fallback,
    parseHTML: (element) => element.getAttribute(`data-${name}`) ?? fallback,
    renderHTML: (attrs) => ({ [`data-${name}`]: attrs[name] }),
  },
});

/** A block without words of its own: one attribute, shown by a view. */
const atom = (name, ...attributes) => block(name, {
  atom: true,
  selectable: true,
  draggable: true,
  addAttributes: () => Object.assign({}, ...attributes.map((attribute) => held(attribute, ''))),
  parseHTML: () => [{ tag: `div[data-${name}-block]` }],
  renderHTML: ({ HTMLAttributes }) => ['div', { [`data-${name}-block`]: '', ...HTMLAttributes }],
});

const words = (name, tag, className, spec = {}) => Node.create({
  name,
  content: 'text*',
  defining: true,
  isolating: true,
  selectable: false,
  parseHTML: () => [{ tag: `${tag}.${className}` }],
  renderHTML: () => [tag, { class: className }, 0],
  ...spec,
});

const cell = (name, tag, tableRole) => Node.create({
  name,
  content: 'text*',
  tableRole,
  isolating: true,
  addAttributes: () => ({
    // prosemirror-tables counts by these; our tables never join cells.
    colspan: { default: 1, rendered: false },
    rowspan: { default: 1, rendered: false },
    colwidth: { default: null, rendered: false },
    ...held('align', 'none'),
  }),
  parseHTML: () => [{ tag }],
  renderHTML: ({ HTMLAttributes }) => [tag, HTMLAttributes, 0],
});

const row = (name, content, isHead) => Node.create({
  name,
  content,
  tableRole: 'row',
  parseHTML: () => [{ tag: 'tr', getAttrs: (element) => Boolean(element.querySelector('th')) === isHead && null }],
  renderHTML: () => ['tr', 0],
});

const list = block('list', {
  content: 'item+',
  addAttributes: () => ({
    ordered: { default: false, rendered: false },
    start: { default: 1, rendered: false },
  }),
  parseHTML: () => [
    { tag: 'ul', attrs: { ordered: false } },
    { tag: 'ol', getAttrs: (element) => ({ ordered: true, start: element.start || 1 }) },
  ],
  renderHTML: ({ node: { attrs } }) =>
    attrs.ordered ? ['ol', attrs.start === 1 ? {} : { start: attrs.start }, 0] : ['ul', 0],
});

export const nodes = [
  Node.create({ name: 'doc', topNode: true, content: 'block+' }),
  Node.create({ name: 'text', group: 'inline' }),
  // Above the others: the block that is made where one is needed.
  block('paragraph', {
    priority: 1000,
    content: 'inline*',
    parseHTML: () => [{ tag: 'p' }],
    renderHTML: () => ['p', 0],
  }),
  block('heading', {
    content: 'text*',
    defining: true,
    addAttributes: () => ({ level: { default: 2, rendered: false } }),
    parseHTML: () => [2, 3, 4].map((level) => ({ tag: `h${level}`, attrs: { level } })),
    renderHTML: ({ node }) => [`h${node.attrs.level}`, 0],
  }),
  list,
  Node.create({
    name: 'item',
    content: 'block+',
    defining: true,
    parseHTML: () => [{ tag: 'li' }],
    renderHTML: () => ['li', 0],
  }),
  block('quote', {
    content: 'block+ quote_source',
    defining: true,
    parseHTML: () => [{ tag: 'blockquote' }],
    renderHTML: () => ['blockquote', 0],
  }),
  words('quote_source', 'footer', 'quote-source'),
  block('table', {
    content: 'table_head table_row+',
    isolating: true,
    tableRole: 'table',
    // Asked for every node of the schema, not for this one alone.
    extendNodeSchema: (extension) => ({ tableRole: extension.config.tableRole }),
    parseHTML: () => [{ tag: 'table' }],
    renderHTML: () => ['table', ['tbody', 0]],
  }),
  row('table_head', 'table_header+', true),
  row('table_row', 'table_cell+', false),
  cell('table_header', 'th', 'header_cell'),
  cell('table_cell', 'td', 'cell'),
  block('rule', {
    parseHTML: () => [{ tag: 'hr' }],
    renderHTML: () => ['hr'],
  }),
  block('fact_box', {
    content: 'fact_title block+',
    defining: true,
    parseHTML: () => [{ tag: 'aside.fact-box' }],
    renderHTML: () => ['aside', { class: 'fact-box' }, 0],
  }),
  words('fact_title', 'p', 'fact-title', { priority: 1001 }),
  atom('picture', 'file'),
  atom('embed', 'entry'),
  atom('file', 'file', 'label'),
  atom('reusable', 'block'),
  // A block of a newer program: neither shown nor lost.
  block('kept', {
    atom: true,
    addAttributes: () => ({
      block: {
        default: null,
        parseHTML: (element) => JSON.parse(element.getAttribute('data-kept')),
        renderHTML: ({ block: kept }) => ({ 'data-kept': JSON.stringify(kept) }),
      },
    }),
    parseHTML: () => [{ tag: 'div[data-kept]' }],
    renderHTML: ({ HTMLAttributes }) => ['div', HTMLAttributes],
  }),
  Node.create({
    name: 'break',
    group: 'inline',
    inline: true,
    selectable: false,
    marks: '',
    linebreakReplacement: true,
    parseHTML: () => [{ tag: 'br' }],
    renderHTML: () => ['br'],
    renderText: () => '\n',
  }),
];

function targetOf(element) {
  return parseTarget(element.getAttribute('data-target') ?? element.getAttribute('href') ?? '');
}

/** Where a link leads; one that the server refused is shown and leads nowhere. */
const leads = (target) => (/^(https?|mailto):/i.test(target) ? { href: target } : {});

export const marks = [
  Mark.create({
    name: 'link',
    priority: 1000,
    inclusive: false,
    exitable: true,
    addAttributes: () => ({
      target: {
        default: '',
        parseHTML: targetOf,
        renderHTML: ({ target }) => ({ 'data-target': target, ...leads(target) }),
      },
    }),
    parseHTML: () => [{ tag: 'a', getAttrs: (element) => Boolean(targetOf(element)) && null }],
    renderHTML: ({ HTMLAttributes }) => ['a', { ...HTMLAttributes, rel: 'noopener' }, 0],
  }),
  Mark.create({
    name: 'bold',
    parseHTML: () => [{ tag: 'strong' }, { tag: 'b' }],
    renderHTML: () => ['strong', 0],
  }),
  Mark.create({
    name: 'emphasis',
    parseHTML: () => [{ tag: 'em' }, { tag: 'i' }],
    renderHTML: () => ['em', 0],
  }),
];
