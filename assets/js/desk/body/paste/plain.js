// Plain text: a blank line parts paragraphs; where there is none, every line is one.

/** The blocks of a text. */
export function plain(text) {
  const lines = text.replace(/\r\n?/g, '\n').trim();
  if (!lines) return [];
  const parts = /\n[ \t]*\n/.test(lines) ? lines.split(/\n(?:[ \t]*\n)+/) : lines.split('\n');
  return parts.map((part) => ({ type: 'paragraph', content: withBreaks(part.split('\n')) }));
}

const withBreaks = (lines) =>
  lines.flatMap((line, at) => [...(at ? [{ type: 'break' }] : []), { type: 'text', text: line }]);
