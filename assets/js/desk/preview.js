// How a page looks elsewhere: links or buttons within `[data-preview]` set the frame's width
// (`data-width="phone|desktop"`) and its query (`data-query="theme=dark"`); without script each link is a page.
import { each } from './dom.js';

export function preview() {
  each('[data-preview]', (holder) => {
    const frame = holder.querySelector('[data-preview-frame], iframe');
    if (!frame) return;
    holder.addEventListener('click', (event) => {
      const control = event.target.closest('[data-width], [data-query]');
      if (!control) return;
      event.preventDefault();
      if (control.dataset.width) width(frame, control.dataset.width);
      if (control.dataset.query !== undefined) query(frame, control);
      mark(control);
    });
  });
}

const WIDTHS = ['phone', 'desktop'];

function width(frame, wanted) {
  for (const name of WIDTHS) frame.classList.toggle(`preview-${name}`, name === wanted);
}

/** `theme=dark` is put into the frame's address, `theme=` taken out. */
function query(frame, control) {
  const address = new URL(frame.src, location.href);
  for (const [name, value] of new URLSearchParams(control.dataset.query)) {
    if (value) address.searchParams.set(name, value);
    else address.searchParams.delete(name);
  }
  frame.src = address.href;
}

/** Of the controls beside it only this one is current. */
function mark(control) {
  const kind = control.dataset.width ? 'data-width' : 'data-query';
  const group = control.closest('ul, fieldset, [role="group"]') ?? control.parentElement;
  for (const one of group.querySelectorAll(`[${kind}]`)) {
    if (one.matches('a')) one.toggleAttribute('aria-current', one === control);
    else one.setAttribute('aria-pressed', String(one === control));
    if (one.matches('a[aria-current]')) one.setAttribute('aria-current', 'true');
  }
}
