// Lists as Word and Outlook write them: paragraphs that say `mso-list: l0 level2 lfo1` and carry
// their mark as text. Not for any other HTML.
import { styleOf } from './elements.js';

/** What list a paragraph belongs to: `{ level, ordered, start }`, or null. */
export function listMark(element) {
  const level = /level(\d+)/.exec(styleOf(element)['mso-list'] ?? '');
  if (!level) return null;
  const mark = [...element.querySelectorAll('span')].find((span) => styleOf(span)['mso-list'] === 'ignore');
  const text = (mark?.textContent ?? '').replace(/[\s\u00a0]+/g, '');
  const number = /^\(?(\d+(?:\.\d+)*|[a-zA-Z]|[ivxlcdm]+)[.)]?$/i.exec(text);
  // "o" alone is Courier's hollow bullet.
  const ordered = Boolean(number) && text !== 'o';
  const start = Number.parseInt(number?.[1].split('.').at(-1) ?? '1', 10) || 1;
  return { level: Number(level[1]), ordered, start: ordered ? start : 1 };
}

/** Puts neighbours that were list paragraphs into lists, by their levels. */
export function listed(blocks) {
  const out = [];
  let open = [];
  for (const block of blocks) {
    if (block.type !== 'mso') {
      open = [];
      out.push(block);
      continue;
    }
    open = open.filter((list) => list.level <= block.level);
    const last = open.at(-1);
    if (last?.level === block.level && last.list.ordered === block.ordered) last.list.content.push(item(block));
    else open = begin(open, block, out);
  }
  return out;
}

function begin(open, block, out) {
  const outer = open.filter((list) => list.level < block.level);
  const list = { type: 'list', ordered: block.ordered, start: block.start, content: [item(block)] };
  const parent = outer.at(-1)?.list.content.at(-1);
  (parent ? parent.content : out).push(list);
  return [...outer, { level: block.level, list }];
}

const item = (block) => ({ type: 'item', content: block.content });
