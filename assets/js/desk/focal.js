// The point of a picture that every crop keeps: set by a press or by arrows, in thousandths.
import { announce, changed, each, el } from './dom.js';
import { figure, say } from './words.js';

export function focal() {
  each('[data-focal]', start);
}

function start(holder) {
  const image = holder.querySelector('img');
  const [x, y] = holder.querySelectorAll('input[type="number"]');
  const lines = [...holder.querySelectorAll('.focal-point path')];
  if (!image || !x || !y) return;
  const pad = el('button', { type: 'button', class: 'focal-pad', 'aria-label': say('focal') });
  (holder.querySelector('.focal-picture') ?? image.parentElement).append(pad);
  const whole = (value) => Math.round(Math.min(1000, Math.max(0, Number(value) || 0)));
  const crops = [...holder.querySelectorAll('.focal-crop img')];
  const draw = () => {
    for (const line of lines) line.setAttribute('d', `M${whole(x.value)} 0V1000M0 ${whole(y.value)}H1000`);
    for (const crop of crops) {
      crop.src = image.src;
      crop.style.objectPosition = position(image, crop.parentElement.dataset.ratio, whole(x.value), whole(y.value));
    }
  };
  const set = (left, top) => {
    [x.value, y.value] = [whole(left), whole(top)];
    draw();
    changed(x);
  };
  pad.addEventListener('click', (event) => {
    // A press by key has no place.
    if (event.detail === 0) return;
    const box = image.getBoundingClientRect();
    set((1000 * (event.clientX - box.left)) / box.width, (1000 * (event.clientY - box.top)) / box.height);
  });
  pad.addEventListener('keydown', (event) => {
    const step = event.shiftKey ? 100 : 10;
    const by = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key];
    if (!by) return;
    event.preventDefault();
    set(Number(x.value) + by[0], Number(y.value) + by[1]);
    announce(say('focal-at', { x: figure(Math.round(x.value / 10)), y: figure(Math.round(y.value / 10)) }));
  });
  for (const input of [x, y]) input.addEventListener('input', draw);
}

/** Where a crop of this ratio lies, as render.rs cuts it: the point in its middle, as far as the picture reaches. */
export function position({ naturalWidth: width, naturalHeight: height }, ratio, x, y) {
  const [across, down] = ratio.split(':').map(Number);
  const part = width / height > across / down ? [(height * across) / down, height] : [width, (width * down) / across];
  const place = (permille, all, piece) => {
    const free = all - piece;
    return free <= 0 ? 50 : (100 * Math.min(free, Math.max(0, (all * permille) / 1000 - piece / 2))) / free;
  };
  return `${place(x, width, part[0]).toFixed(2)}% ${place(y, height, part[1]).toFixed(2)}%`;
}
