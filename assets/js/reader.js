// The little a reader's page gains by script. Every page works without it.
import { theme } from './theme-toggle.js';
import { menu } from './menu.js';
import { share } from './share.js';
import { viewer } from './viewer.js';

theme();
menu();
share();
viewer();
