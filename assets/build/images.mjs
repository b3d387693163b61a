// The program's own marks: the seal as favicon. A site may put its own in front of these.
import { readFileSync, readdirSync } from 'node:fs';

const FOLDER = new URL('../img/', import.meta.url);

export function images(out) {
  for (const name of readdirSync(FOLDER)) out.add(name, readFileSync(new URL(name, FOLDER)));
}
