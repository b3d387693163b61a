// Text in an old encoding (TCVN3, VNI, VIQR) or with letters and marks apart: the conversion is
// offered with a sample of both, and made only when the editor says so.
import { changed, el } from '../dom.js';
import { notice, place } from '../parts.js';
import { say } from '../words.js';
import { post } from '../wire.js';
import { isDecomposed } from './paste.js';

const URL = '/desk/text/legacy';

/** Looks at a stretch of the text and offers to convert it. */
export function checkText(editor, form, { from, to }) {
  const pieces = [];
  editor.state.doc.nodesBetween(from, Math.min(to, editor.state.doc.content.size), (node, pos) => {
    if (!node.isText) return;
    const [start, end] = [Math.max(from, pos), Math.min(to, pos + node.nodeSize)];
    if (end > start) pieces.push({ from: start, to: end, text: node.text.slice(start - pos, end - pos) });
  });
  if (!pieces.length) return;
  const follow = ({ transaction: { mapping } }) => {
    for (const piece of pieces) [piece.from, piece.to] = [mapping.map(piece.from, 1), mapping.map(piece.to, -1)];
  };
  editor.on('transaction', follow);
  offer(form, pieces.map((piece) => piece.text), {
    apply: (converted) => replace(editor, pieces, converted),
    end: () => editor.off('transaction', follow),
  });
}

/** The converted words in place, those changed since left as they are. */
function replace(editor, pieces, converted) {
  const { tr } = editor.state;
  pieces.forEach((piece, at) => {
    const [from, to] = [tr.mapping.map(piece.from), tr.mapping.map(piece.to)];
    if (to <= from || tr.doc.textBetween(from, to) !== piece.text || converted[at] === piece.text) return;
    const { marks } = tr.doc.nodeAt(from);
    tr.replaceWith(from, to, editor.schema.text(converted[at], marks));
  });
  editor.view.dispatch(tr);
  editor.commands.focus();
}

/** Looks at fields of the form: all at once, one notice. */
export function checkFields(fields, form) {
  const filled = fields.filter((field) => field.value.trim()).map((field) => ({ field, text: field.value }));
  if (!filled.length) return;
  const lines = filled.flatMap(({ text }) => text.split('\n'));
  offer(form, lines, {
    apply: (converted) => {
      let at = 0;
      for (const { field, text } of filled) {
        const own = converted.slice(at, (at += text.split('\n').length)).join('\n');
        if (field.value !== text || own === text) continue;
        field.value = own;
        changed(field);
      }
    },
  });
}

async function offer(form, lines, { apply, end = () => {} }) {
  const found = isDecomposed(lines.join('\n')) ? decomposed(lines) : await ask(lines);
  if (!found) return end();
  place(form, notice({
    kind: 'warning',
    title: say(found.title, { encoding: found.encoding }),
    text: say('legacy-why'),
    body: el('dl', { class: 'legacy-samples' },
      sample('legacy-before', found.before), sample('legacy-after', found.after)),
    actions: [
      { label: say('legacy-convert'), main: true, act: () => { apply(found.converted); end(); } },
      { label: say('legacy-leave'), act: end },
    ],
  }));
  return undefined;
}

const sample = (name, text) => el('div', {}, el('dt', {}, say(name)), el('dd', {}, text));

function decomposed(lines) {
  const at = lines.findIndex(isDecomposed);
  const short = (text) => text.slice(0, 120);
  const apart = [...lines[at]].map((sign) => (/\p{M}/u.test(sign) ? ` ${sign}` : sign)).join('');
  const converted = lines.map((line) => line.normalize('NFC'));
  return { title: 'legacy-apart', encoding: 'NFD', before: short(apart), after: short(converted[at]), converted };
}

async function ask(lines) {
  const answer = await post(URL, { text: lines.join('\n') }).catch(() => null);
  if (!answer?.found) return null;
  const converted = answer.converted.split('\n');
  return {
    title: 'legacy-found',
    encoding: answer.encoding,
    before: answer.sample_before,
    after: answer.sample_after,
    converted: converted.length === lines.length ? converted : await oneByOne(lines),
  };
}

/** Where lines were joined on the way, each is asked for alone. */
async function oneByOne(lines) {
  const out = [];
  for (const text of lines) out.push((await post(URL, { text }).catch(() => null))?.converted ?? text);
  return out;
}
