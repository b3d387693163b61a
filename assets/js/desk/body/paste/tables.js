// Tables of foreign HTML: a grid of words, the first row the head. Joined cells come apart, their
// words stay in the first of them.
import { styleOf } from './elements.js';

/** The table as a block; a table of one cell is a frame, and only its content stays. */
export function table(element, blocksOf, wordsOf) {
  const rows = [...element.querySelectorAll('tr')].filter((row) => row.closest('table') === element);
  const cells = rows.map((row) => [...row.children].filter((cell) => /^t[dh]$/.test(cell.localName)));
  if (cells.flat().length <= 1 || cells.every((row) => row.length <= 1)) return cells.flat().flatMap(blocksOf);
  const grid = spread(cells);
  const caption = element.querySelector(':scope > caption');
  const words = grid.map((row) => row.map((cell) => (cell ? wordsOf(cell).map(inline) : [])));
  const filled = words.map((row, at) => [row, grid[at]]).filter(([row]) => row.some((cell) => cell.length));
  if (!filled.length) return [];
  const [header, ...body] = filled.map(([row]) => row);
  return [
    ...(caption ? blocksOf(caption) : []),
    { type: 'table', header: header.map(unbold), rows: body, align: aligns(filled.map(([, row]) => row)) },
  ];
}

const inline = (word) => (word.type === 'break' ? { type: 'text', text: ' ' } : word);

/** The head is bold by being one. */
const unbold = (cell) => cell.map((word) => ({
  ...word,
  ...(word.content && { content: unbold(word.content) }),
  ...(word.marks && { marks: word.marks.filter((mark) => mark !== 'bold') }),
}));

/** Each cell at its first place; null where one of several columns or rows reaches. */
function spread(rows) {
  const grid = rows.map(() => []);
  rows.forEach((row, y) => {
    let x = 0;
    for (const cell of row) {
      while (grid[y][x] !== undefined) x += 1;
      const [wide, high] = [span(cell, 'colspan'), span(cell, 'rowspan')];
      for (let down = y; down < Math.min(y + high, grid.length); down += 1) {
        for (let right = x; right < x + wide; right += 1) grid[down][right] = down === y && right === x ? cell : null;
      }
      x += wide;
    }
  });
  const width = Math.max(...grid.map((row) => row.length));
  return grid.map((row) => Array.from({ length: width }, (_, x) => row[x] ?? null));
}

const span = (cell, name) => Math.min(Math.max(Number.parseInt(cell.getAttribute(name) ?? '1', 10) || 1, 1), 100);

/** A column is aligned where all its cells below the head are. */
function aligns([, ...rows]) {
  const width = rows[0]?.length ?? 0;
  return Array.from({ length: width }, (_, x) => {
    const found = new Set(rows.map((row) => row[x]).filter((cell) => cell?.textContent.trim()).map(align));
    const [only] = found;
    return found.size === 1 && (only === 'right' || only === 'center') ? only : 'none';
  });
}

function align(cell) {
  const holders = [cell, ...cell.querySelectorAll('p, div')];
  const said = holders.map((holder) => holder.getAttribute('align')?.toLowerCase() ?? styleOf(holder)['text-align']);
  return said.filter(Boolean).at(-1) ?? 'none';
}
