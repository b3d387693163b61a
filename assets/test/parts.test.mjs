// The pure parts of uploads, rows and captions.
import test from 'node:test';
import assert from 'node:assert/strict';
import { Queue } from '../js/desk/queue.js';
import { send } from '../js/desk/uploading.js';
import { clock, fault, format, milliseconds, parse } from '../js/desk/vtt.js';

test('no more than three uploads run at once, and each has its turn, also behind one that fails', async () => {
  const queue = new Queue(3);
  let running = 0;
  let most = 0;
  const done = [];
  for (let at = 0; at < 20; at += 1) {
    queue.add(async () => {
      most = Math.max(most, (running += 1));
      await new Promise((ready) => { setImmediate(ready); });
      running -= 1;
      done.push(at);
      if (at === 4) throw new Error('refused');
    });
  }
  while (queue.isBusy) await new Promise((ready) => { setImmediate(ready); });
  assert.equal(most, 3);
  assert.equal(done.length, 20);
});

test('an upload that is cancelled leaves its place to the next', async () => {
  const queue = new Queue(3);
  const ends = [];
  const faults = [];
  for (let at = 0; at < 3; at += 1) {
    const file = { name: `${at}.jpg`, type: 'image/jpeg', size: 1, lastModified: 0 };
    queue.add(() => send(file, { started: (made) => ends.push(made) }).catch((fault) => faults.push(fault.name)));
    await new Promise((ready) => { queueMicrotask(ready); });
    ends[at]?.abort();
  }
  let next = false;
  queue.add(async () => { next = true; });
  for (let turn = 0; turn < 20; turn += 1) await new Promise((ready) => { setImmediate(ready); });
  assert.deepEqual(faults, ['AbortError', 'AbortError', 'AbortError']);
  assert.ok(next);
  assert.equal(queue.isBusy, false);
});

const VTT = `WEBVTT - Phụ đề

NOTE của người dịch

mở đầu
00:00:01.000 --> 00:00:02.500 line:0
Xin chào
quý khách

00:00:03.000 --> 00:00:04.000
Bắc Giang
`;

test('captions come back as they were, with notes, names and settings', () => {
  assert.equal(format(parse(VTT)), VTT);
});

test('captions without hours and from SubRip are read', () => {
  assert.deepEqual(parse('WEBVTT\n\n01:02.345 --> 01:03.000\na').cues[0], { id: '', start: 62_345, end: 63_000, settings: '', text: 'a' });
  assert.equal(parse('1\n00:00:01,000 --> 00:00:02,000\na').cues[0].start, 1000);
});

test('captions are written in order of time and never break the file', () => {
  const cue = (start, text) => ({ id: '', start, end: start + 1000, settings: '', text });
  const written = format({ head: ['WEBVTT'], cues: [cue(5000, 'hai\n\nx --> y'), cue(0, 'một'), cue(9000, ' ')] });
  assert.equal(written, 'WEBVTT\n\n00:00:00.000 --> 00:00:01.000\nmột\n\n00:00:05.000 --> 00:00:06.000\nhai\nx → y\n');
});

test('a time is read and written, and nothing else is a time', () => {
  for (const text of ['00:00:00.000', '01:02:03.004', '123:59:59.999']) assert.equal(clock(milliseconds(text)), text);
  for (const text of ['1:2', '00:61:00.000', 'x', '', '00:00:00']) assert.equal(milliseconds(text), null, text);
});

test('a cue that ends too early, overlaps or says nothing is told', () => {
  const cues = [{ start: 0, end: 1000, text: 'a' }, { start: 900, end: 2000, text: 'b' }, { start: 3000, end: 3000, text: 'c' }, { start: 4000, end: 5000, text: ' ' }];
  assert.deepEqual(cues.map((_, at) => fault(cues, at)), ['overlaps', 'overlaps', 'ends-before', 'empty']);
});
