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

/** A number of bytes as the server writes it (portal/mod.rs, file_size). */
export function size(bytes) {
  const kilobytes = Math.ceil(bytes / 1024);
  if (kilobytes < 1000) return `${figure(kilobytes)} KB`;
  return `${figure(kilobytes / 1024, { minimumFractionDigits: 1, maximumFractionDigits: 1 })} MB`;
}
