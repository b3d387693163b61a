// theme.js runs before the first paint, reader.js after the page, live.js where the six figures stand,
// desk.js at the desk alone: each one file, minified.
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { icons, SCRIPTED } from './icons.mjs';

const FOLDER = new URL('../js/', import.meta.url);
// Phones of people who keep a phone for six years; an office's PC for three.
const READERS = ['chrome87', 'firefox85', 'safari14'];
const EDITORS = ['chrome100', 'firefox100', 'safari15'];
const SCRIPTS = { 'theme.js': READERS, 'reader.js': READERS, 'live.js': READERS, 'desk.js': EDITORS };

export async function scripts(out) {
  for (const [name, target] of Object.entries(SCRIPTS)) {
    const { outputFiles, metafile } = await build({
      entryPoints: [fileURLToPath(new URL(name, FOLDER))],
      absWorkingDir: fileURLToPath(new URL('../', import.meta.url)),
      bundle: true,
      minify: true,
      format: 'iife',
      target,
      write: false,
      metafile: true,
      legalComments: 'none',
      plugins: [drawn],
    });
    out.add(name, outputFiles[0].contents);
    const texts = licences(metafile);
    if (texts) out.plain(`licences-${name}.txt`, texts);
  }
}

/** The licences of the packages within a bundle: their texts go where the code goes. */
function licences({ inputs }) {
  const packages = new Set(Object.keys(inputs).map((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]).filter(Boolean));
  if (packages.size) packages.add('node_modules/lucide-static');
  return [...packages].sort().map(licence).join('\n\n');
}

function licence(path) {
  const folder = new URL(`../${path}/`, import.meta.url);
  const { name, version, license } = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8'));
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  return `${name} ${version} (${license})\n\n${file ? readFileSync(new URL(file, folder), 'utf8').trim() : ''}`;
}

/** `import icons from 'icons:desk'`: the drawings by name. */
const drawn = {
  name: 'icons',
  setup(bundle) {
    bundle.onResolve({ filter: /^icons:desk$/ }, ({ path }) => ({ path, namespace: 'icons' }));
    bundle.onLoad({ filter: /.*/, namespace: 'icons' }, () => ({ contents: JSON.stringify(icons(SCRIPTED)), loader: 'json' }));
  },
};
