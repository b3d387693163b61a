// The captions of a video: a list of cues beside the picture, in place of the textarea that holds the file.
import { announce, changed, each, el, freshId, icon } from './dom.js';
import { figure, say } from './words.js';
import { clock, fault, format, milliseconds, parse } from './vtt.js';

const LENGTH = 3_000;

export function captions() {
  each('[data-captions]', start);
}

function start(holder) {
  const source = holder.querySelector('textarea');
  const video = holder.querySelector('video');
  const file = parse(source.value);
  let rows = [];
  const list = el('ol', { class: 'cues', role: 'list' });
  const status = el('p', { class: 'hint', role: 'status' });
  const add = el('button', { type: 'button', class: 'button', onclick: insert }, icon('plus'), el('span', {}, say('cue-add')));
  holder.append(el('div', { class: 'cue-bar' }, add, status), list);
  source.hidden = true;
  draw();
  video?.addEventListener('timeupdate', follow);

  function write() {
    source.value = format(file);
    changed(source);
    judge();
  }

  function insert() {
    const at = Math.round((video?.currentTime ?? 0) * 1000) || (file.cues.at(-1)?.end ?? 0);
    const cue = { id: '', start: at, end: at + LENGTH, settings: '', text: '' };
    video?.pause();
    file.cues.push(cue);
    file.cues.sort((a, b) => a.start - b.start);
    draw();
    rows[file.cues.indexOf(cue)].text.focus();
    announce(say('cue-added', { time: clock(at) }));
  }

  function draw() {
    rows = file.cues.map(cueRow);
    list.replaceChildren(...rows.map((row) => row.element));
    judge();
  }

  function judge() {
    let wrong = 0;
    rows.forEach((row, at) => {
      const found = row.badTime ? 'cue-bad-time' : fault(file.cues, at) && `cue-${fault(file.cues, at)}`;
      row.error.hidden = !found;
      row.words.textContent = found ? say(found) : '';
      if (found) wrong += 1;
    });
    status.textContent = [say('cue-count', { count: figure(rows.length) }), wrong && say('cue-wrong', { count: figure(wrong) })].filter(Boolean).join(' ');
  }

  function follow() {
    const now = video.currentTime * 1000;
    rows.forEach((row, at) => row.element.classList.toggle('is-now', file.cues[at].start <= now && now < file.cues[at].end));
  }

  function cueRow(cue, at) {
    const number = figure(at + 1);
    const row = { badTime: false };
    const words = el('span', {});
    const error = el('p', { class: 'error', id: freshId('cue-error') }, icon('circle-alert'), words);
    const text = el('textarea', { rows: 2, 'aria-label': `${say('cue-text')} ${number}`, 'aria-describedby': error.id });
    text.value = cue.text;
    text.addEventListener('input', () => { cue.text = text.value; write(); });
    const time = (part) => {
      const input = el('input', { type: 'text', class: 'fig', value: clock(cue[part]), 'aria-label': `${say(`cue-${part}`)} ${number}`, inputmode: 'decimal', autocomplete: 'off', 'aria-describedby': error.id });
      input.addEventListener('change', () => {
        const value = milliseconds(/^\d+:\d\d\.\d{3}$/.test(input.value.trim()) ? input.value.trim().padStart(9, '0') : input.value);
        row.badTime = value === null;
        if (value === null) return judge();
        cue[part] = value;
        input.value = clock(value);
        return write();
      });
      const now = el('button', { type: 'button', class: 'icon-button', title: say('cue-now'), 'aria-label': `${say('cue-now')}: ${say(`cue-${part}`)} ${number}`, onclick: () => {
        input.value = clock((video?.currentTime ?? 0) * 1000);
        input.dispatchEvent(new Event('change'));
      } }, icon('crosshair'));
      return el('span', { class: 'cue-time' }, el('span', { class: 'cue-label', 'aria-hidden': 'true' }, say(`cue-${part}`)), input, video && now);
    };
    const play = el('button', { type: 'button', class: 'icon-button', title: say('cue-play'), 'aria-label': `${say('cue-play')} ${number}`, onclick: () => playCue(cue) }, icon('play'));
    const remove = el('button', { type: 'button', class: 'icon-button', title: say('remove'), 'aria-label': `${say('remove')}: ${say('cue-text')} ${number}`, onclick: () => {
      file.cues.splice(file.cues.indexOf(cue), 1);
      draw();
      write();
      (rows[at] ?? rows[at - 1])?.text.focus();
      announce(say('row-removed', { number }));
    } }, icon('trash-2'));
    const element = el('li', { class: 'cue' },
      el('div', { class: 'cue-times' }, time('start'), time('end')), el('div', { class: 'cue-words' }, text, error),
      el('div', { class: 'cue-tools' }, video && play, remove));
    return Object.assign(row, { element, text, error, words });
  }

  function playCue(cue) {
    if (!video) return;
    video.currentTime = cue.start / 1000;
    video.play();
    const stop = () => {
      if (video.currentTime * 1000 < cue.end) return;
      video.pause();
      video.removeEventListener('timeupdate', stop);
    };
    video.addEventListener('timeupdate', stop);
  }
}
