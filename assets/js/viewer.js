// Keys of the picture viewer: arrows and Escape follow the links that the page already has
// ([data-prev], [data-next], [data-close]).
const KEYS = { ArrowLeft: '[data-prev]', ArrowRight: '[data-next]', Escape: '[data-close]' };

export function viewer() {
  if (!document.querySelector('[data-close]')) return;
  document.addEventListener('keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.target.closest?.('input, textarea, select, video')) return;
    const link = KEYS[event.key] && document.querySelector(`a${KEYS[event.key]}`);
    if (link) link.click();
  });
}
