// What is pasted, as our document: words, structure and nothing else. Pure but for DOMParser, which
// neither loads pictures nor runs scripts.
import { blocksIn } from './paste/html.js';
import { plain } from './paste/plain.js';
import { finished } from './paste/finish.js';

/**
 * `html` and `text` are what the clipboard holds. Answers the document, how many pictures were left
 * out (they must be uploaded, with a licence and a description) and whether letters and marks came apart (NFD).
 */
export function cleanPaste(html, text = '') {
  const found = { pictures: 0 };
  const blocks = html?.trim() ? blocksIn(parse(html), found) : plain(text);
  const content = finished(blocks);
  return { doc: { type: 'doc', content }, pictures: found.pictures, decomposed: isDecomposed(content) };
}

function parse(html) {
  // Under its own name: a page that allows no inline style would complain of each.
  const named = fragment(html).replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/(\s)style(\s*=)/gi, '$1data-css$2'));
  const { body } = new DOMParser().parseFromString(named, 'text/html');
  return body;
}

/** Windows puts the whole page on the clipboard and marks what was selected. */
function fragment(html) {
  const marked = /<!--StartFragment-->([\s\S]*)<!--EndFragment-->/i.exec(html);
  // A selection within a table loses its frame: rows alone would be dropped by the parser.
  return marked && !/^\s*<(tr|td|th|li|tbody)\b/i.test(marked[1]) ? marked[1] : html;
}

/** Whether text holds letters and marks that have one sign together. */
export const isDecomposed = (value) => {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text !== text.normalize('NFC');
};

/** The document with every letter and its marks as one sign. */
export const composed = (doc) => JSON.parse(JSON.stringify(doc).normalize('NFC'));
