// The six figures follow the portal while the page is seen. Nothing is said aloud and nothing rolls: who listens to the
// page hears what stood there when it was opened. A page in the background lets go of its connection. When the portal
// ends, what stands there stays; the browser asks again a minute later, or, where it was turned away for good, when
// the page is next looked at.
function live() {
  const places = [...document.querySelectorAll('[data-live]')];
  if (!places.length || !window.EventSource) return;
  const figure = new Intl.NumberFormat(document.documentElement.lang);
  let source;
  const show = (event) => {
    const figures = JSON.parse(event.data);
    for (const place of places) {
      const now = figures[place.dataset.live];
      if (Number.isInteger(now)) place.textContent = figure.format(now);
    }
  };
  const lost = () => {
    if (source?.readyState === EventSource.CLOSED) source = undefined;
  };
  const follow = () => {
    if (document.hidden) {
      source?.close();
      source = undefined;
    } else if (!source) {
      source = new EventSource('/api/visits/live');
      source.onmessage = show;
      source.onerror = lost;
    }
  };
  document.addEventListener('visibilitychange', follow);
  addEventListener('pagehide', () => source?.close());
  addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    source = undefined;
    follow();
  });
  follow();
}

live();
