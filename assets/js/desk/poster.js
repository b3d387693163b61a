// A film's poster: the moment that is on the screen, or a picture of the library. Not for the stills:
// those are radio buttons of the page.
import { announce, changed, each, el } from './dom.js';
import { pick } from './body/pick.js';
import { say } from './words.js';

export function poster() {
  each('[data-poster]', start);
}

function start(form) {
  const film = document.getElementById('film');
  const choose = (value) => { form.querySelector(`[name="poster"][value="${value}"]`).checked = true; };
  const field = (name) => form.elements.namedItem(name);
  for (const name of ['at', 'picture']) field(name).addEventListener('input', () => choose(name));
  const now = form.querySelector('[data-poster-now]');
  now.hidden = !film;
  now.addEventListener('click', () => {
    film.pause();
    field('at').value = film.currentTime.toFixed(3);
    changed(field('at'));
    announce(say('poster-now', { seconds: field('at').value }));
  });
  form.querySelector('[data-poster-pick]').addEventListener('click', async () => {
    const found = await pick({ title: say('poster-pick'), url: '/desk/pick/media', query: { kind: 'picture' }, row: pictureRow });
    if (!found) return;
    field('picture').value = found.id;
    changed(field('picture'));
    form.querySelector('[data-poster-picked]').replaceChildren(el('img', { src: found.thumb ?? '', alt: '' }), el('span', {}, found.name));
  });
}

const pictureRow = (one) => [one.thumb && el('img', { src: one.thumb, alt: '' }), el('span', { class: 'pick-title' }, one.alt || one.name)].filter(Boolean);
