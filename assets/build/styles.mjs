// Joins css/*.css into reader.css, which every page has, but for the slices that few pages show: those
// keep a file each, so that a first visit to an article does not pay for the festival's grid. The desk's pages have
// desk.css instead: the same knobs and parts, then css/desk/*.css. Three things plain CSS does not have are resolved
// here: `@dark { … }` (written once, printed for the system's choice and for the reader's), `@focus;` (a class for each
// point a picture may be cut around) and the hashed font names.
import { readFileSync, readdirSync } from 'node:fs';
import { transform } from 'lightningcss';

const FOLDER = new URL('../css/', import.meta.url);
const FIRST = ['tokens', 'fonts', 'base', 'layout', 'parts', 'body'];
const LAST = ['print'];
const OWN = ['agency', 'document', 'factcheck', 'festival', 'gallery', 'home', 'programme', 'rankings', 'video', 'visits'];
const DESK_PARTS = ['frame', 'part', 'form', 'list', 'work', 'library', 'figures', 'enter'].map((name) => `desk/${name}`);
const DESK = ['tokens', 'fonts', 'base', 'parts', 'body', ...DESK_PARTS, 'desk/print', 'editor'];
const NOT_READERS = ['editor'];
// Phones of people who keep a phone for six years; an office's PC for three.
const READERS = { chrome: 87 << 16, firefox: 87 << 16, safari: (14 << 16) | (1 << 8), ios_saf: (14 << 16) | (5 << 8) };
const EDITORS = { chrome: 100 << 16, firefox: 100 << 16, safari: 15 << 16 };

export function styles(out) {
  style(out, 'reader.css', order());
  for (const name of OWN) style(out, `${name}.css`, [name]);
  style(out, 'desk.css', DESK, EDITORS);
}

function style(out, filename, names, targets = READERS) {
  const source = names.map((name) => readFileSync(new URL(`${name}.css`, FOLDER), 'utf8')).join('\n');
  const { code, warnings } = transform({
    filename,
    code: Buffer.from(hashedFonts(expandFocus(expandDark(source)), out.manifest)),
    minify: true,
    targets,
  });
  for (const warning of warnings) throw new Error(`${filename}: ${warning.message}`);
  out.add(filename, code);
}

function order() {
  const all = readdirSync(FOLDER).filter((f) => f.endsWith('.css')).map((f) => f.slice(0, -4));
  const middle = all.filter((name) => ![...FIRST, ...LAST, ...OWN, ...NOT_READERS].includes(name)).sort();
  return [...FIRST, ...middle, ...LAST];
}

/** `@dark { --x: y }`: declarations of the root element, no nested rules. */
function expandDark(css) {
  return css.replace(/@dark\s*\{([^{}]*)\}/g, (_, body) =>
    `@media screen and (prefers-color-scheme: dark) { :root:not([data-theme="light"]) {${body}} }
     @media screen { :root[data-theme="dark"] {${body}} }`);
}

/** `@focus;`: the classes fx-0 to fx-100 and fy-0 to fy-100, but for the middle. */
function expandFocus(css) {
  const steps = Array.from({ length: 21 }, (_, step) => step * 5).filter((at) => at !== 50);
  const rule = (axis, at) => `.f${axis}-${at} { --focus-${axis}: ${at}%; }`;
  return css.replace('@focus;', steps.map((at) => rule('x', at) + rule('y', at)).join('\n'));
}

function hashedFonts(css, manifest) {
  return css.replace(/url\("([a-z0-9-]+\.woff2)"\)/g, (_, name) => {
    if (!manifest[name]) throw new Error(`no font ${name}`);
    return `url("${manifest[name]}")`;
  });
}
