// Builds everything the reader's pages load into dist/, named by content hash, with a manifest.
// Not for the demo's pictures (those are entries' files) and not for the desk.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
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
writeFileSync(new URL('icons.json', dist), JSON.stringify(icons(), null, 1) + '\n');
writeFileSync(new URL('manifest.json', dist), JSON.stringify(out.manifest, null, 1) + '\n');

for (const line of out.report()) console.log(line);
