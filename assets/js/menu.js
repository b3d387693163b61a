// The folded menu closes on Escape and on a press beside it; the long menu folds before it wraps.
export function menu() {
  const more = document.querySelector('details.more');
  if (!more) return;
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !more.open) return;
    more.open = false;
    more.querySelector('summary').focus();
  });
  document.addEventListener('click', (event) => {
    if (more.open && !more.contains(event.target)) more.open = false;
  });
  fold(document.querySelector('.menu ul'));
}

function fold(list) {
  if (!list) return;
  const root = document.documentElement;
  const measure = () => {
    root.classList.remove('long-menu');
    const rows = new Set(Array.from(list.children, (item) => item.offsetTop));
    root.classList.toggle('long-menu', rows.size > 1);
  };
  measure();
  addEventListener('resize', measure);
  document.fonts?.ready.then(measure);
}
