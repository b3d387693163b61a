// The sentences the script shows: keys of locales/<language>/editor.ftl without `editor-`, which the
// server writes into <script type="application/json" id="desk-words">.
let words;

/** The sentence, with `[name]` replaced by what `values` holds. */
export function say(key, values = {}) {
  words ??= read(document.getElementById('desk-words'));
  const text = words[key] ?? key;
  return text.replace(/\[([a-z]+)\]/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** Adds the sentences of a part of the page: those of `[data-editor-words]`. */
export function learn(script) {
  words = { ...(words ?? read(document.getElementById('desk-words'))), ...read(script) };
}

function read(script) {
  try {
    return JSON.parse(script?.textContent || '{}');
  } catch {
    return {};
  }
}

/** A figure as the page's language writes it. */
export function figure(number, options) {
  return new Intl.NumberFormat(document.documentElement.lang || 'vi', options).format(number);
}

/** A number of bytes as people read it. */
export function size(bytes) {
  const [unit, value] = bytes < 1e6 ? ['kB', bytes / 1e3] : bytes < 1e9 ? ['MB', bytes / 1e6] : ['GB', bytes / 1e9];
  return `${figure(value, { maximumFractionDigits: value < 10 ? 1 : 0 })} ${unit}`;
}
