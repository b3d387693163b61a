// Who else has this entry open: asked for every 15 seconds while the page is seen.
import { each } from './dom.js';

const EVERY = 15_000;

export function presence() {
  each('[data-presence]', (element) => {
    let timer;
    const ask = async () => {
      clearTimeout(timer);
      if (document.visibilityState === 'hidden' || !element.isConnected) return;
      try {
        const response = await fetch(element.dataset.presence, {
          method: 'POST', credentials: 'same-origin', headers: { Accept: 'text/html', 'HX-Request': 'true' },
        });
        const html = await response.text();
        // The same people are not told again to those who listen.
        if (response.ok && html !== element.dataset.shown) {
          element.dataset.shown = html;
          element.innerHTML = html;
        }
      } catch {
        // Without the server nobody else is known; the autosave says that it is gone.
      }
      timer = setTimeout(ask, EVERY);
    };
    document.addEventListener('visibilitychange', ask);
    ask();
  });
}
