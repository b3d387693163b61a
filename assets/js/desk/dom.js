// Elements made in one expression, and the small things every part asks of a page.
import icons from 'icons:desk';

/** `el('button', { type: 'button', onclick, 'aria-pressed': 'true' }, 'words', child)`. Null children are left out. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child != null && child !== false));
  return element;
}

/** An icon of build/icons.mjs; each stands beside a word or in a named button. */
export function icon(name) {
  const holder = document.createElement('template');
  holder.innerHTML = icons[name];
  return holder.content.firstElementChild;
}

let last = 0;

/** An id no other element has. */
export const freshId = (prefix) => `${prefix}-${(last += 1)}`;

/** Says something to those who listen, without showing it. */
export function announce(text) {
  let live = document.getElementById('desk-live');
  if (!live) {
    live = el('div', { id: 'desk-live', class: 'hide-seen', role: 'status', 'aria-live': 'polite' });
    document.body.append(live);
  }
  // The same words twice are two messages.
  live.textContent = live.textContent === text ? `${text}\u00a0` : text;
}

/** Runs `start` once for each element that is there now or comes with a fragment. */
export function each(selector, start) {
  const started = new WeakSet();
  const look = (root) => {
    const found = [...root.querySelectorAll(selector)];
    if (root.matches?.(selector)) found.push(root);
    for (const element of found) {
      if (started.has(element)) continue;
      started.add(element);
      start(element);
    }
  };
  look(document);
  document.addEventListener('htmx:after:swap', () => look(document));
  document.addEventListener('desk:added', (event) => look(event.target));
}

/** Tells every part that an element has come into the page. */
export function added(element) {
  element.dispatchEvent(new CustomEvent('desk:added', { bubbles: true }));
}

/** Tells the form that a field was changed by script. */
export function changed(field) {
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** What was typed, once the hand rests. */
export function rested(milliseconds, action) {
  let timer;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...given), milliseconds);
  };
}
