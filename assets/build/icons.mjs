// The icons that templates may name, as inline SVG. Each stands beside a word, so all are hidden from readers by ear.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

export const NAMES = `search menu languages moon sun calendar-days calendar-plus clock map-pin
  arrow-left arrow-right chevron-left chevron-right eye printer share-2 rss bell images play
  circle-check circle-dashed circle-x circle-alert triangle-alert info refresh-cw history download users
  file-text pencil-line plus check x zoom-in list list-ordered grid-2x2
  bold italic link quote heading-2 image landmark chart-line stamp
  mail globe house captions film external-link`.split(/\s+/);

export function icons() {
  return Object.fromEntries(NAMES.map((name) => [name, icon(name)]));
}

function icon(name) {
  const file = readFileSync(require.resolve(`lucide-static/icons/${name}.svg`), 'utf8');
  const shapes = /<svg[^>]*>([\s\S]*)<\/svg>/.exec(file)[1].replace(/\s*\n\s*/g, '').replace(/ \/>/g, '/>');
  return `<svg class="icon" viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" ` +
    `stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${shapes}</svg>`;
}
