// Between our typed document (src/editorial/body/model.rs) and the tree the editor works on.
// Pure: no page, no editor. What the editor does not know is kept word for word.

/** Our document as the editor's tree. */
export function toTiptap(doc) {
  return { type: 'doc', content: orParagraph(toBlocks(doc?.content)) };
}

/** The editor's tree as our document, without empty blocks. */
export function fromTiptap(tree) {
  return { type: 'doc', content: fromBlocks(tree?.content) };
}

export const EMPTY = Object.freeze({ type: 'paragraph' });

const orParagraph = (blocks) => (blocks.length ? blocks : [{ ...EMPTY }]);

// Ours → the editor's

const toBlocks = (blocks = []) => blocks.map((block) => (TO[block.type] ?? kept)(block));

const kept = (block) => ({ type: 'kept', attrs: { block } });

const TO = {
  heading: ({ level, content }) => node('heading', { level }, toWords(content)),
  paragraph: ({ content }) => node('paragraph', null, toWords(content)),
  list: ({ ordered, start = 1, content }) => node('list', { ordered: Boolean(ordered), start },
    content.map((item) => node('item', null, orParagraph(toBlocks(item.content))))),
  quote: ({ content, source }) => node('quote', null,
    [...orParagraph(toBlocks(content)), node('quote_source', null, toWords(source))]),
  table: toTable,
  picture: ({ file }) => node('picture', { file }),
  rule: () => node('rule'),
  fact_box: ({ title, content }) => node('fact_box', null,
    [node('fact_title', null, toWords(title)), ...orParagraph(toBlocks(content))]),
  embed: ({ entry }) => node('embed', { entry }),
  file: ({ file, label }) => node('file', { file, label: label ?? '' }),
  reusable: ({ block }) => node('reusable', { block }),
};

function toTable({ header, rows, align = [] }) {
  const width = Math.max(1, header.length, ...rows.map((cells) => cells.length));
  const row = (type, cell, cells) => node(type, null, Array.from({ length: width }, (_, at) =>
    node(cell, { align: align[at] ?? 'none' }, toWords(cells[at]))));
  const body = rows.length ? rows : [[]];
  return node('table', null, [
    row('table_head', 'table_header', header),
    ...body.map((cells) => row('table_row', 'table_cell', cells)),
  ]);
}

function node(type, attrs, content) {
  return { type, ...(attrs && { attrs }), ...(content?.length && { content }) };
}

function toWords(words = [], target) {
  return (words ?? []).flatMap((word) => {
    if (word.type === 'break') return [{ type: 'break' }];
    if (word.type === 'link') return toWords(word.content, target ?? word.target);
    if (!word.text) return [];
    const marks = (word.marks ?? []).map((type) => ({ type }));
    if (target) marks.push({ type: 'link', attrs: { target } });
    return [{ type: 'text', text: word.text, ...(marks.length && { marks }) }];
  });
}

// The editor's → ours

const fromBlocks = (nodes = []) => nodes.flatMap((node) => FROM[node.type]?.(node) ?? []);

const FROM = {
  heading: ({ attrs, content }) => filled(content, (words) => ({ type: 'heading', level: attrs.level, content: words })),
  paragraph: ({ content }) => filled(content, (words) => ({ type: 'paragraph', content: words })),
  list: fromList,
  quote: fromQuote,
  table: fromTable,
  picture: ({ attrs }) => (attrs.file ? { type: 'picture', file: attrs.file } : []),
  rule: () => ({ type: 'rule' }),
  fact_box: ({ content = [] }) => {
    const [title, ...rest] = content;
    const [words, blocks] = [fromWords(title?.content), fromBlocks(rest)];
    return words.length || blocks.length ? { type: 'fact_box', title: words, content: blocks } : [];
  },
  embed: ({ attrs }) => (attrs.entry ? { type: 'embed', entry: attrs.entry } : []),
  file: ({ attrs }) => (attrs.file ? { type: 'file', file: attrs.file, ...(attrs.label && { label: attrs.label }) } : []),
  reusable: ({ attrs }) => (attrs.block ? { type: 'reusable', block: attrs.block } : []),
  kept: ({ attrs }) => attrs.block,
};

function filled(content, make) {
  const words = fromWords(content);
  return words.length ? make(words) : [];
}

function fromList({ attrs, content = [] }) {
  const items = content
    .map((item) => ({ type: 'item', content: fromBlocks(item.content) }))
    .filter((item) => item.content.length);
  if (!items.length) return [];
  return { type: 'list', ordered: attrs.ordered, start: attrs.ordered ? attrs.start : 1, content: items };
}

function fromQuote({ content = [] }) {
  const source = fromWords(content.find((node) => node.type === 'quote_source')?.content);
  const quoted = fromBlocks(content.filter((node) => node.type !== 'quote_source'));
  if (!quoted.length && !source.length) return [];
  return { type: 'quote', content: quoted, ...(source.length && { source }) };
}

function fromTable({ content = [] }) {
  const [head, ...body] = content;
  const cells = (row) => (row.content ?? []).map((cell) => fromWords(cell.content));
  const header = cells(head);
  const rows = body.map(cells).filter((row) => row.some((cell) => cell.length));
  if (!rows.length && !header.some((cell) => cell.length)) return [];
  return { type: 'table', header, rows, align: head.content.map((cell) => cell.attrs?.align ?? 'none') };
}

const MARKS = ['bold', 'emphasis'];

function fromWords(nodes = []) {
  const words = [];
  for (const node of nodes) {
    if (node.type === 'break') {
      words.push({ type: 'break' });
      continue;
    }
    const has = (type) => node.marks?.find((mark) => mark.type === type);
    const marks = MARKS.filter(has);
    const text = { type: 'text', text: node.text, ...(marks.length && { marks }) };
    const target = has('link')?.attrs.target;
    const last = words.at(-1);
    if (!target) words.push(text);
    else if (last?.type === 'link' && last.target === target) last.content.push(text);
    else words.push({ type: 'link', target, content: [text] });
  }
  return trimmed(words);
}

/** Breaks at either end show nothing. */
function trimmed(words) {
  while (words.at(-1)?.type === 'break') words.pop();
  while (words[0]?.type === 'break') words.shift();
  return words.length === 1 && words[0].type === 'text' && !words[0].text.trim() ? [] : words;
}
