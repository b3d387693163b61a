// WebVTT (W3C, 2019) as a list of cues and back. Pure. What is no cue (notes, styles) and a cue's name
// and settings are kept as they came.

const TIME = /^(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})$/;

/** `00:01:02.500` in milliseconds; null where it is no time. */
export function milliseconds(text) {
  const match = TIME.exec(text.trim().replace(',', '.'));
  if (!match) return null;
  const [, hours = '0', minutes, seconds, rest] = match;
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(rest);
}

/** Milliseconds as WebVTT writes them. */
export function clock(time) {
  const part = (value, width = 2) => String(value).padStart(width, '0');
  const whole = Math.max(0, Math.round(time));
  const seconds = Math.floor(whole / 1000);
  return `${part(Math.floor(seconds / 3600))}:${part(Math.floor(seconds / 60) % 60)}:${part(seconds % 60)}.${part(whole % 1000, 3)}`;
}

/** `{ head, cues: [{ id, start, end, settings, text }] }`. Also reads SubRip, whose commas are full stops. */
export function parse(vtt) {
  const parts = vtt.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n').trim().split(/\n{2,}/);
  const cues = [];
  const head = [];
  for (const part of parts) {
    const cue = readCue(part);
    if (cue) cues.push(cue);
    else if (part.trim()) head.push(part.trim());
  }
  if (!head[0]?.startsWith('WEBVTT')) head.unshift('WEBVTT');
  return { head, cues };
}

function readCue(part) {
  const lines = part.split('\n').filter((line, at) => line || at);
  const at = lines.findIndex((line) => line.includes('-->'));
  if (at < 0 || at > 1) return null;
  const [, from, to, settings = ''] = /^\s*(\S+)\s+-->\s+(\S+)\s*(.*)$/.exec(lines[at]) ?? [];
  const [start, end] = [milliseconds(from ?? ''), milliseconds(to ?? '')];
  if (start === null || end === null) return null;
  return { id: at ? lines[0] : '', start, end, settings: settings.trim(), text: lines.slice(at + 1).join('\n') };
}

/** The file's text, cues in order of time. */
export function format({ head, cues }) {
  const ordered = [...cues].sort((a, b) => a.start - b.start || a.end - b.end);
  const parts = ordered.filter((cue) => cue.text.trim()).map(({ id, start, end, settings, text }) => [
    ...(id ? [id] : []),
    `${clock(start)} --> ${clock(end)}${settings ? ` ${settings}` : ''}`,
    // A blank line would end the cue, an arrow would begin one.
    text.trim().replace(/\n\s*\n/g, '\n').replaceAll('-->', '→'),
  ].join('\n'));
  return `${[...head, ...parts].join('\n\n')}\n`;
}

/** What is wrong with a cue among its neighbours: `ends-before`, `overlaps`, `empty`, or null. */
export function fault(cues, at) {
  const cue = cues[at];
  if (cue.end <= cue.start) return 'ends-before';
  if (!cue.text.trim()) return 'empty';
  return cues.some((other, index) => index !== at && other.start < cue.end && cue.start < other.end) ? 'overlaps' : null;
}
