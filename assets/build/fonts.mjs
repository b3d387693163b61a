// Cuts the fonts down to what Vietnamese and its European neighbours need.
// The full upstream files are taken, not ready-made slices by unicode-range: a slice boundary
// inside a word ("T|ử") loses the kerning across it.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import subset from 'subset-font';

const require = createRequire(import.meta.url);

const range = (from, to) =>
  Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)).join('');

const TEXT = [
  range(0x20, 0x7e),
  range(0xa0, 0xff), // Latin-1: French and German names, « », ·
  'ĂăĐđĨĩŨũƠơƯưŒœ',
  range(0x1ea0, 0x1ef9),
  '–—‘’“”•…₫€',
].join('');
const DIGITS = '0123456789:/.,-–%+';
const FEATURES = ['kern', 'mark', 'mkmk', 'ccmp', 'locl', 'lnum', 'tnum'];

const FACES = [
  ['be-vietnam-pro-400.woff2', 'be-vietnam-pro/400Regular/BeVietnamPro_400Regular.ttf', TEXT],
  ['be-vietnam-pro-600.woff2', 'be-vietnam-pro/600SemiBold/BeVietnamPro_600SemiBold.ttf', TEXT],
  ['piazzolla-700.woff2', 'piazzolla/700Bold/Piazzolla_700Bold.ttf', TEXT],
  ['piazzolla-digits-500.woff2', 'piazzolla/500Medium/Piazzolla_500Medium.ttf', DIGITS],
];

// What official letters are set in (src/platform/paper): the whole letters of Europe and Viet Nam, for a
// letter may name anything; kept as TTF, for the program sets them itself.
const PAPER = [
  TEXT,
  range(0x100, 0x17f), // Latin of Europe
  range(0x2b0, 0x2ff),
  range(0x370, 0x3ff), // Greek
  range(0x400, 0x45f), // Cyrillic
  range(0x2010, 0x2027),
  '\u2032\u2033\u2039\u203a\u2122\u2190\u2191\u2192\u2193\u2212\u2248\u2260\u2264\u2265\u25a1\u25cf',
].join('');
const PAPER_FACES = [
  ['tinos-400.ttf', '400Regular/Tinos_400Regular.ttf'],
  ['tinos-700.ttf', '700Bold/Tinos_700Bold.ttf'],
  ['tinos-400-italic.ttf', '400Regular_Italic/Tinos_400Regular_Italic.ttf'],
  ['tinos-700-italic.ttf', '700Bold_Italic/Tinos_700Bold_Italic.ttf'],
];

export async function fonts(out) {
  for (const [name, file, text] of FACES) {
    const full = readFileSync(require.resolve(`@expo-google-fonts/${file}`));
    const options = { targetFormat: 'woff2', noHinting: true, keepFeatures: FEATURES };
    out.add(name, await subset(full, text, options));
  }
  for (const [name, file] of PAPER_FACES) {
    const full = readFileSync(require.resolve(`@expo-google-fonts/tinos/${file}`));
    out.add(name, await subset(full, PAPER, { targetFormat: 'truetype', noHinting: true }));
  }
  for (const family of ['be-vietnam-pro', 'piazzolla', 'tinos']) {
    const licence = require.resolve(`@expo-google-fonts/${family}/LICENSE_FONT`);
    out.plain(`OFL-${family}.txt`, readFileSync(licence));
  }
}
