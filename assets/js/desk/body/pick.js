// A dialog that searches at the server and gives back what was chosen.
import { el, freshId, rested } from '../dom.js';
import { dialog } from '../parts.js';
import { figure, say } from '../words.js';
import { get } from '../wire.js';

/**
 * `url` with `query` answers a list; `row(one)` draws one choice, `extra(form, close)` puts in what stands
 * above the search. Resolves to the chosen one or null.
 */
export function pick({ title, url, query = {}, row, className = '', extra }) {
  return dialog({ title, className: `pick ${className}`, fill });

  function fill(form, close) {
    extra?.(form, close);
    form.append(...search({ url, query, row, choose: close }));
  }
}

/** A search field with its list, for a dialog's form. */
export function search({ url, query = {}, row, choose, autofocus = true }) {
  const [id, list] = [freshId('search'), el('ul', { class: 'pick-list', role: 'list' })];
  const status = el('p', { class: 'hint', role: 'status' });
  const input = el('input', { type: 'search', id, autocomplete: 'off', autofocus, oninput: rested(250, () => look()) });
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    look();
  });
  let running;
  const look = async () => {
    running?.abort();
    running = new AbortController();
    try {
      show(await get(url, { ...query, q: input.value.trim() }, running.signal));
    } catch (fault) {
      if (fault.name === 'AbortError') return;
      list.replaceChildren();
      status.textContent = fault.detail ?? say('search-failed');
    }
  };
  const show = (found) => {
    list.replaceChildren(...found.map((one) => el('li', {},
      el('button', { type: 'button', class: 'pick-one', onclick: () => choose(one) }, row(one)))));
    status.textContent = found.length ? say('search-found', { count: figure(found.length) }) : say('search-none');
  };
  look();
  return [el('div', { class: 'field' }, el('label', { for: id }, say('search')), input), status, list];
}
