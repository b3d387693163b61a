// theme.js runs before the first paint, reader.js after the page: each one file, minified.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const FOLDER = new URL('../js/', import.meta.url);

export async function scripts(out) {
  for (const name of ['theme.js', 'reader.js']) {
    const { outputFiles } = await build({
      entryPoints: [fileURLToPath(new URL(name, FOLDER))],
      bundle: true,
      minify: true,
      format: 'iife',
      target: ['chrome87', 'firefox85', 'safari14'],
      write: false,
      legalComments: 'none',
    });
    out.add(name, outputFiles[0].contents);
  }
}
