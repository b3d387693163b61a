// The last cleaning of what was pasted: spaces, neighbours of one style, levels of headings, depth.
import { listed } from './word.js';

/** As deep as the server reads, with room for what stands around the cursor. */
const DEEPEST = 8;

/** The blocks, clean; those without words gone. */
export function finished(blocks) {
  return levelled(tidied(blocks, 0));
}

function tidied(blocks, depth) {
  return listed(blocks).flatMap((block) => {
    const clean = (TIDY[block.type] ?? ((same) => same))(block, depth);
    return clean ?? [];
  });
}

const TIDY = {
  paragraph: withWords,
  heading: withWords,
  list: (block, depth) => {
    const content = block.content
      .map((item) => ({ type: 'item', content: tidied(item.content, depth + 2) }))
      .filter((item) => item.content.length);
    if (depth + 2 > DEEPEST) return content.flatMap((item) => item.content);
    return content.length ? { ...block, content } : null;
  },
  quote: (block, depth) => {
    const content = tidied(block.content, depth + 1);
    if (depth + 1 > DEEPEST) return content;
    return content.length ? { ...block, content } : null;
  },
  table: (block) => ({ ...block, header: block.header.map(tidyWords), rows: block.rows.map((row) => row.map(tidyWords)) }),
};

function withWords(block) {
  const content = tidyWords(block.content);
  return content.length ? { ...block, content } : null;
}

/** Non-breaking and other wide spaces are spaces; what has no width and is no letter goes. The soft hyphen stays:
    in TCVN3 it is the letter ư, and what is left of it the server takes out. */
const letters = (text) => text.replace(/[\u200b\u200e\u200f\u2060\ufeff]/g, '').replace(/[\s\u00a0\p{Cc}]+/gu, ' ');

function tidyWords(words) {
  const leaves = words.flatMap((word) => (word.type === 'link'
    ? word.content.map((leaf) => ({ ...leaf, target: word.target }))
    : [word]));
  const out = [];
  for (const leaf of leaves) {
    if (leaf.type === 'break') {
      trimEnd(out);
      if (out.length && out.at(-1).type !== 'break') out.push({ type: 'break' });
      continue;
    }
    join(out, { ...leaf, text: letters(leaf.text) });
  }
  trimEnd(out);
  while (out.at(-1)?.type === 'break') out.pop();
  return grouped(out);
}

function join(out, leaf) {
  const last = out.at(-1);
  const atStart = !last || last.type === 'break';
  const text = atStart || last.text.endsWith(' ') ? leaf.text.trimStart() : leaf.text;
  if (!text) return;
  if (last && !atStart && same(last, leaf)) last.text += text;
  else if (text === ' ' && !atStart) last.text += last.target ? '' : ' ';
  else out.push({ type: 'text', text, marks: leaf.marks ?? [], target: leaf.target });
  // A space after a link belongs to what follows it.
  if (text === ' ' && last?.target && !same(last, leaf)) out.push({ type: 'text', text: ' ', marks: [], target: undefined });
}

const same = (a, b) => a.target === b.target && String(a.marks ?? []) === String(b.marks ?? []);

function trimEnd(out) {
  const last = out.at(-1);
  if (last?.type !== 'text') return;
  last.text = last.text.trimEnd();
  if (!last.text) {
    out.pop();
    trimEnd(out);
  }
}

function grouped(leaves) {
  const words = [];
  for (const { type, text, marks, target } of leaves) {
    const word = type === 'break' ? { type } : { type, text, ...(marks.length && { marks }) };
    const last = words.at(-1);
    if (!target) words.push(word);
    else if (last?.type === 'link' && last.target === target) last.content.push(word);
    else words.push({ type: 'link', target, content: [word] });
  }
  return words;
}

/** The highest heading becomes level 2, below the title of the page; nothing lies below 4. */
function levelled(blocks) {
  const levels = blocks.filter((block) => block.type === 'heading').map((block) => block.level);
  const shift = Math.min(...levels) - 2;
  return blocks.map((block) =>
    (block.type === 'heading' ? { ...block, level: Math.min(block.level - shift, 4) } : block));
}
