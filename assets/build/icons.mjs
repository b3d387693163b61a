// The icons that templates may name, as inline SVG. Each stands beside a word, so all are hidden from readers by ear.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

export const NAMES = `search menu languages moon sun calendar-days calendar-plus clock map-pin
  arrow-left arrow-right chevron-left chevron-right eye printer share-2 rss bell images play
  circle-check circle-dashed circle-x circle-alert triangle-alert info refresh-cw history download users
  file-text pencil-line plus check x zoom-in list list-ordered grid-2x2
  bold italic link quote heading-2 image landmark chart-line stamp
  mail globe house captions film external-link
  chevron-down arrow-up arrow-down undo-2 redo-2 heading-3 heading-4 table minus file paperclip files file-plus
  trash-2 upload copy save funnel settings folder tag inbox layout-dashboard book-open message-square send flag
  calendar-clock archive git-merge git-compare circle-slash circle-question-mark triangle-right ellipsis
  user user-plus key-round fingerprint-pattern shield-check lock log-in log-out laptop monitor smartphone
  grip-vertical crosshair pin bookmark star puzzle newspaper hourglass eye-off cloud-off rotate-ccw webhook
  list-checks arrow-up-down corner-down-left replace square link-2-off qr-code volume-2`.split(/\s+/);

/** The icons that the desk's script draws itself; they go into its bundle. */
export const SCRIPTED = `bold italic link unlink heading-2 heading-3 list list-ordered quote table image calendar-days
  newspaper paperclip blocks info circle-alert circle-check triangle-alert chevron-down plus minus x check search upload
  undo-2 redo-2 circle-question-mark trash-2 refresh-cw play separator-horizontal grip-vertical arrow-up arrow-down
  between-horizontal-start between-horizontal-end between-vertical-start between-vertical-end
  text-align-start text-align-center text-align-end file-text external-link film images crosshair`.split(/\s+/);

export function icons(names = NAMES) {
  return Object.fromEntries(names.map((name) => [name, icon(name)]));
}

function icon(name) {
  const file = readFileSync(require.resolve(`lucide-static/icons/${name}.svg`), 'utf8');
  const shapes = /<svg[^>]*>([\s\S]*)<\/svg>/.exec(file)[1].replace(/\s*\n\s*/g, '').replace(/ \/>/g, '/>');
  return `<svg class="icon" viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" ` +
    `stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${shapes}</svg>`;
}
