// Which elements of foreign HTML are lines of their own, and which are not content at all.

const BLOCKS = new Set(`address article aside body center dd details div dl dt fieldset figcaption figure footer form
  header legend main nav p section summary tr td th tbody thead tfoot caption`.split(/\s+/));

const NOTHING = new Set(`applet audio base button canvas colgroup del embed frame frameset head iframe input link map math meta
  noscript object option rp rt s script select strike style svg template textarea title video xml`.split(/\s+/));

export const isBlock = (element) =>
  BLOCKS.has(element.localName) || /^(block|flex|grid|list-item)$/.test(styleOf(element).display ?? '');

/** Scripts, what was struck out, what was hidden, remarks in the margin. */
export function isDropped(element) {
  if (NOTHING.has(element.localName) || element.hidden) return true;
  const css = styleOf(element);
  if (css.display === 'none' || css['mso-hide'] === 'all' || css['mso-list'] === 'ignore') return true;
  if (/line-through/.test(css['text-decoration'] ?? css['text-decoration-line'] ?? '')) return true;
  if (/^(comment|comment-list|header|footer)$/.test(css['mso-element'] ?? '')) return true;
  return DROPPED_CLASS.test(element.getAttribute('class') ?? '') || isRemarkLink(element);
}

const DROPPED_CLASS = /(^|\s)(msoDel|MsoCommentReference|MsoCommentText|msocomanchor|msocomtxt|MsoCommentSubject)(\s|$)/i;

/** Links to remarks: `[a]` of Google Docs, `[MB1]` of Word. */
const isRemarkLink = (element) => /^#(cmnt|_msocom|_msoanchor)/.test(element.getAttribute('href') ?? '');

const read = new WeakMap();

/** The declarations of what was `style` (paste.js renames it), also those no browser knows (`mso-…`), lower-case. */
export function styleOf(element) {
  if (!read.has(element)) read.set(element, declarations(element.getAttribute('data-css') ?? ''));
  return read.get(element);
}

function declarations(css) {
  const found = {};
  for (const part of css.split(';')) {
    const colon = part.indexOf(':');
    if (colon > 0) found[part.slice(0, colon).trim().toLowerCase()] = part.slice(colon + 1).trim().toLowerCase();
  }
  return found;
}
