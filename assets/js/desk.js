// What the desk gains by script. Every form works without it, the body as a Markdown field.
import htmx from 'htmx.org';
import { theme } from './theme-toggle.js';
import { autosave } from './desk/autosave.js';
import { behaviours } from './desk/behaviours.js';
import { attached } from './desk/body/attached.js';
import { bodies } from './desk/body/editor.js';
import { captions } from './desk/captions.js';
import { focal } from './desk/focal.js';
import { poster } from './desk/poster.js';
import { passkeys } from './desk/passkeys.js';
import { presence } from './desk/presence.js';
import { preview } from './desk/preview.js';
import { rows } from './desk/rows.js';
import { sortable } from './desk/sortable.js';
import { uploads } from './desk/uploads.js';

// The style of `.htmx-indicator` stands in editor.css; a draft is in no history.
Object.assign(htmx.config, { includeIndicatorCSS: false, mode: 'same-origin' });

theme();
for (const start of [behaviours, rows, sortable, attached, bodies, autosave, presence, uploads, passkeys, preview, captions, focal, poster]) start();
