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

export async function fonts(out) {
  for (const [name, file, text] of FACES) {
    const full = readFileSync(require.resolve(`@expo-google-fonts/${file}`));
    const options = { targetFormat: 'woff2', noHinting: true, keepFeatures: FEATURES };
    out.add(name, await subset(full, text, options));
  }
  for (const family of ['be-vietnam-pro', 'piazzolla']) {
    const licence = require.resolve(`@expo-google-fonts/${family}/LICENSE_FONT`);
    out.plain(`OFL-${family}.txt`, readFileSync(licence));
  }
}
