// Reads the HTML of any program into our blocks. Not for the last cleaning (finish.js) nor for what
// only Word and Outlook write (word.js).
import { parseTarget } from '../links.js';
import { isBlock, isDropped, styleOf } from './elements.js';
import { listMark } from './word.js';
import { table } from './tables.js';

/** The blocks within an element. `found.pictures` counts what was left out. */
export function blocksIn(element, found, style = {}) {
  const reader = new Reader(found);
  reader.children(element, style);
  reader.flush();
  return reader.blocks;
}

/** The words within an element, blocks in it parted by a space. */
export function wordsIn(element, found, style = {}) {
  return blocksIn(element, found, style).flatMap((block, at) => {
    const words = plainWords(block);
    return at ? [{ type: 'text', text: ' ' }, ...words] : words;
  });
}

function plainWords(block) {
  const parts = block.content ?? [];
  if (block.type === 'list' || block.type === 'quote' || block.type === 'item') {
    return parts.flatMap((part) => [...plainWords(part), { type: 'text', text: ' ' }]);
  }
  if (block.type === 'table') return [block.header, ...block.rows].flat().flatMap((cell) => [...cell, { type: 'text', text: ' ' }]);
  return parts;
}

class Reader {
  constructor(found) {
    this.found = found;
    this.blocks = [];
    this.run = [];
  }

  children(element, style) {
    for (const child of element.childNodes) this.node(child, style);
  }

  node(node, style) {
    if (node.nodeType === 3) return void this.text(node.data, style);
    if (node.nodeType !== 1 || isDropped(node)) return undefined;
    const read = READ[node.localName];
    if (read) return read(this, node, style);
    if (isBlock(node)) return this.paragraph(node, style);
    return this.children(node, inlineStyle(node, style));
  }

  text(text, style) {
    const { bold, emphasis, link, keepLines } = style;
    const marks = [bold && 'bold', emphasis && 'emphasis'].filter(Boolean);
    const letters = keepLines ? text : text.replace(/[\t\n\f\r ]+/g, ' ');
    letters.split(keepLines ? /\r?\n/ : /(?!)/).forEach((line, at) => {
      if (at) this.run.push({ type: 'break' });
      const word = { type: 'text', text: line, ...(marks.length && { marks }) };
      if (line) this.run.push(link ? { type: 'link', target: link, content: [word] } : word);
    });
  }

  /** An element that begins and ends a line of its own. */
  paragraph(element, style) {
    this.flush();
    const own = inlineStyle(element, style);
    const mark = listMark(element);
    const before = this.blocks.length;
    this.children(element, own);
    this.flush();
    if (mark && this.blocks.length > before) {
      const content = this.blocks.splice(before);
      this.blocks.push({ type: 'mso', ...mark, content });
    }
  }

  flush() {
    const words = this.run;
    this.run = [];
    for (const content of split(words)) this.push({ type: 'paragraph', content });
  }

  push(block) {
    this.blocks.push(block);
  }
}

/** Two line breaks are how old pages part paragraphs. */
function split(words) {
  const parts = [[]];
  let breaks = 0;
  for (const word of words) {
    const blank = word.type === 'text' && !word.text.trim();
    if (word.type === 'break') breaks += 1;
    else if (!blank) {
      if (breaks > 1) parts.push([]);
      else if (breaks) parts.at(-1).push({ type: 'break' });
      breaks = 0;
    }
    if (word.type !== 'break' && !(blank && breaks)) parts.at(-1).push(word);
  }
  return parts.filter((part) => part.some((word) => word.type !== 'text' || word.text.trim()));
}

const READ = {
  br: (reader) => reader.run.push({ type: 'break' }),
  hr: (reader) => {
    reader.flush();
    reader.push({ type: 'rule' });
  },
  img: (reader, element) => {
    // Pictures of one dot are counters, not pictures.
    const [width, height] = ['width', 'height'].map((name) => Number.parseInt(element.getAttribute(name) ?? '99', 10));
    if (width > 2 && height > 2) reader.found.pictures += 1;
  },
  picture: (reader) => { reader.found.pictures += 1; },
  a: (reader, element, style) => {
    const link = parseTarget(unwrapped(element.getAttribute('href') ?? ''));
    reader.children(element, { ...inlineStyle(element, style), link: style.link ?? link });
  },
  sup: (reader, element, style) => {
    const small = { 1: '¹', 2: '²', 3: '³' }[element.textContent.trim()];
    if (small) reader.text(small, style);
    else reader.children(element, style);
  },
  pre: (reader, element, style) => reader.paragraph(element, { ...style, keepLines: true }),
  ul: list,
  ol: list,
  menu: list,
  // An item whose list was not copied with it.
  li: (reader, element, style) => {
    reader.flush();
    reader.push({ type: 'list', ordered: false, start: 1, content: [item(reader, element, style)] });
  },
  blockquote: (reader, element, style) => {
    reader.flush();
    // Mail programs and Google Docs indent with a quotation.
    const content = blocksIn(element, reader.found, style);
    if (/margin/.test(Object.keys(styleOf(element)).join()) || element.getAttribute('type') === 'cite') reader.blocks.push(...content);
    else if (content.length) reader.push({ type: 'quote', content });
  },
  table: (reader, element, style) => {
    reader.flush();
    reader.blocks.push(...table(element, (cell) => blocksIn(cell, reader.found, style), (cell) => wordsIn(cell, reader.found, style)));
  },
  dt: (reader, element, style) => reader.paragraph(element, { ...style, bold: true }),
  ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((level) => [`h${level}`, heading(level)])),
};

function heading(level) {
  return (reader, element, style) => {
    reader.flush();
    const content = wordsIn(element, reader.found, { ...style, link: style.link }).map(unmarked);
    if (content.length) reader.push({ type: 'heading', level, content });
  };
}

/** A heading is set off by being one. */
function unmarked(word) {
  if (word.type === 'link') return { ...word, content: word.content.map(unmarked) };
  return word.type === 'text' ? { type: 'text', text: word.text } : word;
}

function list(reader, element, style) {
  reader.flush();
  const items = [];
  for (const child of element.children) {
    if (isDropped(child)) continue;
    // Google Docs and old pages put a list beside the item it belongs to.
    if (/^(ul|ol)$/.test(child.localName) && items.length) {
      const inner = new Reader(reader.found);
      inner.node(child, style);
      items.at(-1).content.push(...inner.blocks);
    } else items.push(item(reader, child, style));
  }
  const ordered = element.localName === 'ol';
  const start = ordered ? Number.parseInt(element.getAttribute('start') ?? '1', 10) || 1 : 1;
  if (items.length) reader.push({ type: 'list', ordered, start, content: items });
}

function item(reader, element, style) {
  const holder = /^(ul|ol)$/.test(element.localName) ? { childNodes: [element] } : element;
  return { type: 'item', content: blocksIn(holder, reader.found, inlineStyle(element, style)) };
}

const BOLD = new Set(['b', 'strong', 'th']);
const EMPHASIS = new Set(['i', 'em']);

/** What an element makes of its words; a style says more than a tag. */
function inlineStyle(element, style) {
  const own = { ...style };
  if (BOLD.has(element.localName)) own.bold = true;
  if (EMPHASIS.has(element.localName)) own.emphasis = true;
  const css = styleOf(element);
  const weight = css['font-weight'];
  if (weight) own.bold = /^(bold|bolder|[6-9]00)$/.test(weight);
  if (css['font-style']) own.emphasis = /^(italic|oblique)/.test(css['font-style']);
  if (css['white-space']) own.keepLines = /^pre/.test(css['white-space']) && css['white-space'] !== 'pre-wrap';
  return own;
}

/** The address within the address of a programme that counts clicks. */
function unwrapped(href) {
  const match = /^https:\/\/(?:www\.google\.[a-z.]+\/url\?|[a-z0-9.-]+\.safelinks\.protection\.outlook\.com\/)/i.exec(href);
  if (!match) return href;
  const query = new URL(href).searchParams;
  return query.get('q') ?? query.get('url') ?? href;
}
