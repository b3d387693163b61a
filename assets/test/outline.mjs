// A document in lines a person can read, for tests.

/** One line a block; items and quotations are led by their mark. */
export function outline(doc) {
  return among(doc.content).join('\n');
}

/** Two lists that follow each other are parted by `~`. */
const among = (blocks) => blocks.flatMap((block, at) =>
  (block.type === 'list' && blocks[at - 1]?.type === 'list' ? ['~', ...lines(block)] : lines(block)));

const LINES = {
  heading: (block) => [`h${block.level} ${words(block.content)}`],
  paragraph: (block) => [`p ${words(block.content)}`],
  rule: () => ['---'],
  list: (block) => block.content.flatMap((item, at) =>
    led(block.ordered ? `${block.start + at}. ` : '- ', among(item.content))),
  quote: (block) => [...among(block.content).map((line) => `> ${line}`), ...(block.source ? [`> — ${words(block.source)}`] : [])],
  table: (block) => [
    row(block.header.map((cell, at) => words(cell) + ({ right: ' >', center: ' <>' }[block.align[at]] ?? ''))),
    ...block.rows.map((cells) => row(cells.map(words))),
  ],
};

const lines = (block) => LINES[block.type]?.(block) ?? [`${block.type} ${JSON.stringify(block)}`];
const row = (cells) => `| ${cells.join(' | ')} |`;
const led = (mark, [first, ...rest]) => [mark + first, ...rest.map((line) => `  ${line}`)];

const words = (content) => content.map((word) => {
  if (word.type === 'break') return '⏎';
  if (word.type === 'link') return `[${words(word.content)}](${word.target})`;
  const signs = (word.marks ?? []).map((mark) => ({ bold: '**', emphasis: '_' })[mark]);
  return signs.join('') + word.text + signs.reverse().join('');
}).join('');
