// Uploading one file from within a dialog; the file then is of the library.
import { el, freshId, icon } from '../dom.js';
import { figure, say } from '../words.js';
import { get } from '../wire.js';
import { send } from '../uploading.js';

const ACCEPT = { picture: 'image/*', document: '' };

/** A field that uploads and calls `done(media)`; `query` is what the library is asked with, `files` are taken at once. */
export function uploadField({ query, files, done }) {
  const { kind } = query;
  const id = freshId('upload');
  const status = el('p', { class: 'hint', role: 'status' });
  const progress = el('progress', { max: 100, value: 0, hidden: true, 'aria-label': say('upload') });
  const input = el('input', { type: 'file', id, class: 'hide-seen', accept: ACCEPT[kind] || null });
  const start = async (file) => {
    if (!file) return;
    progress.hidden = false;
    input.disabled = true;
    try {
      const answer = await send(file, { progress: (part) => tell(file, part) });
      const media = await uploaded(query, file, answer);
      if (media) return void done(media);
      status.textContent = say('upload-search');
    } catch (fault) {
      status.textContent = fault.detail ?? say('upload-failed');
    }
    progress.hidden = true;
    input.disabled = false;
  };
  const tell = (file, part) => {
    progress.value = part * 100;
    status.textContent = say('upload-going', { name: file.name, percent: figure(Math.floor(part * 100)) });
  };
  input.addEventListener('change', () => start(input.files[0]));
  if (files?.length) queueMicrotask(() => start(files[0]));
  return el('div', { class: 'upload-field' }, input,
    el('label', { for: id, class: 'button' }, icon('upload'), el('span', {}, say(kind === 'picture' ? 'picture-upload' : 'file-upload'))),
    progress, status);
}

/** What the library made of the upload: by its id where the server says it, else by its name. */
async function uploaded(query, file, { media }) {
  const found = await get('/desk/pick/media', media ? { ...query, id: media } : { ...query, q: file.name });
  return found.find((one) => !media || String(one.id) === String(media)) ?? null;
}
