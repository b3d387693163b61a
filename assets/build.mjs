// Builds everything the reader's pages load into dist/, named by content hash, with a manifest.
// Not for the demo's pictures (those are entries' files) and not for any other program.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { Output } from './build/output.mjs';
import { fonts } from './build/fonts.mjs';
import { styles } from './build/styles.mjs';
import { scripts } from './build/scripts.mjs';
import { icons } from './build/icons.mjs';
import { images } from './build/images.mjs';

const dist = new URL('./dist/', import.meta.url);
rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });

const out = new Output(dist);
await fonts(out);
styles(out);
await scripts(out);
images(out);
pack();
writeFileSync(new URL('icons.json', dist), JSON.stringify(icons(), null, 1) + '\n');
writeFileSync(new URL('manifest.json', dist), JSON.stringify(out.manifest, null, 1) + '\n');

for (const line of out.report()) console.log(line);

/** Packs each text file once, as small as it gets, so that the program never packs one for a reader. */
function pack() {
  for (const name of readdirSync(dist).filter((name) => /\.(css|js|svg)$/.test(name))) {
    const bytes = readFileSync(new URL(name, dist));
    const best = {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    };
    writeFileSync(new URL(`${name}.br`, dist), brotliCompressSync(bytes, { params: best }));
    writeFileSync(new URL(`${name}.gz`, dist), gzipSync(bytes, { level: 9 }));
  }
}
