// Our document and the editor's tree: what goes in comes out.
import test from 'node:test';
import assert from 'node:assert/strict';
import { getSchema } from '@tiptap/core';
import { DOMParser, DOMSerializer } from '@tiptap/pm/model';
import { JSDOM } from 'jsdom';
import { fromTiptap, toTiptap } from '../js/desk/body/document.js';
import { marks, nodes } from '../js/desk/body/schema.js';
import { parseTarget, readTarget } from '../js/desk/body/links.js';

const schema = getSchema([...nodes, ...marks]);
const doc = (...content) => ({ type: 'doc', content });
const text = (words, ...set) => ({ type: 'text', text: words, ...(set.length && { marks: set }) });
const p = (...content) => ({ type: 'paragraph', content });
const item = (...content) => ({ type: 'item', content });

const BLOCKS = {
  'a heading of each level': doc(...[2, 3, 4].map((level) => ({ type: 'heading', level, content: [text('Mục')] }))),
  'a paragraph with every mark, a link and a break': doc(p(
    text('Thường '), text('đậm', 'bold'), text('nhấn', 'emphasis'), text('cả hai', 'bold', 'emphasis'), { type: 'break' },
    { type: 'link', target: 'entry:news/khai-mac', content: [text('bài '), text('khai mạc', 'bold')] }, text('.'))),
  'two links beside each other': doc(p(
    { type: 'link', target: 'https://a.example.vn/', content: [text('a')] },
    { type: 'link', target: 'mailto:b@example.vn', content: [text('b')] })),
  'lists in lists, with other blocks in an item': doc({ type: 'list', ordered: true, start: 3, content: [
    item(p(text('ba')), { type: 'list', ordered: false, start: 1, content: [item(p(text('ý')))] }),
    item({ type: 'heading', level: 3, content: [text('h')] }, { type: 'rule' }),
  ] }),
  'a quotation with its source': doc({ type: 'quote', content: [p(text('Lời'))], source: [text('Người nói')] }),
  'a quotation without source': doc({ type: 'quote', content: [p(text('Lời')), p(text('nữa'))] }),
  'a table': doc({ type: 'table', align: ['none', 'right'],
    header: [[text('Xã')], [text('Số')]], rows: [[[text('A', 'bold')], []], [[], [text('2')]]] }),
  'a table of a head alone': doc({ type: 'table', align: ['none'], header: [[text('Xã')]], rows: [] }),
  'a picture': doc({ type: 'picture', file: 'drum.svg' }),
  'a rule': doc({ type: 'rule' }),
  'a fact box': doc({ type: 'fact_box', title: [text('Cần biết')], content: [p(text('Vé')), { type: 'rule' }] }),
  'an entry of our own': doc({ type: 'embed', entry: 'gallery/hoi-xuan' }),
  'a file with and without label': doc({ type: 'file', file: 'a.pdf', label: 'Kế hoạch' }, { type: 'file', file: 'b.pdf' }),
  'a reusable block': doc({ type: 'reusable', block: 'dieu-khoan' }),
  'a block this editor does not know': doc({ type: 'timeline', points: [1, 2] }),
  nothing: doc(),
};

for (const [name, body] of Object.entries(BLOCKS)) {
  test(`${name} comes back as it was`, () => {
    const tree = schema.nodeFromJSON(toTiptap(body));
    tree.check();
    assert.deepEqual(fromTiptap(tree.toJSON()), body);
  });
}

test('what is copied in the editor is pasted as it was', () => {
  const { document } = new JSDOM().window;
  for (const [name, body] of Object.entries(BLOCKS)) {
    const tree = schema.nodeFromJSON(toTiptap(body));
    const holder = document.createElement('div');
    holder.append(DOMSerializer.fromSchema(schema).serializeFragment(tree.content, { document }));
    assert.deepEqual(fromTiptap(DOMParser.fromSchema(schema).parse(holder).toJSON()), body, name);
  }
});

test('a table whose rows are of unequal width becomes a rectangle', () => {
  const body = doc({ type: 'table', align: [], header: [[text('a')]], rows: [[[text('b')], [text('c')]]] });
  const tree = schema.nodeFromJSON(toTiptap(body));
  tree.check();
  assert.deepEqual(fromTiptap(tree.toJSON()).content[0].header, [[text('a')], []]);
});

test('empty blocks are left out', () => {
  const empty = doc(p(), { type: 'heading', level: 2, content: [] }, { type: 'list', ordered: false, start: 1, content: [item(p())] },
    { type: 'quote', content: [] }, { type: 'table', header: [[]], rows: [], align: [] }, { type: 'fact_box', title: [], content: [] }, p(text('  ')));
  assert.deepEqual(fromTiptap(schema.nodeFromJSON(toTiptap(empty)).toJSON()), doc());
});

test('the schema refuses what the model does not hold', () => {
  const refused = (...content) => assert.throws(() => schema.nodeFromJSON({ type: 'doc', content }).check());
  refused({ type: 'heading', attrs: { level: 2 }, content: [{ type: 'break' }] });
  refused({ type: 'item', content: [{ type: 'paragraph' }] });
  refused({ type: 'table', content: [{ type: 'table_head', content: [{ type: 'table_header', content: [{ type: 'paragraph' }] }] }] });
  refused({ type: 'table', content: [{ type: 'table_row', content: [{ type: 'table_cell' }] }] });
  refused({ type: 'quote', content: [{ type: 'paragraph' }] });
});

test('a link leads to the web, to a mailbox or to an entry, and nowhere else', () => {
  const wanted = {
    'https://example.vn/a"b': 'https://example.vn/a%22b',
    'HTTP://example.vn': 'http://example.vn',
    'mailto:a@example.vn?subject=x': 'mailto:a@example.vn',
    'entry:news/a-b': 'entry:news/a-b',
    'entry:news': null,
    'javascript:alert(1)': null,
    'data:text/html,x': null,
    '//example.vn': null,
    'https:///x': null,
    '/tin/1': null,
    'https://a b': null,
  };
  assert.deepEqual(Object.fromEntries(Object.keys(wanted).map((key) => [key, parseTarget(key)])), wanted);
});

test('what a person types as an address is understood', () => {
  assert.equal(readTarget(' example.vn/bai?x=1 '), 'https://example.vn/bai?x=1');
  assert.equal(readTarget('phong@example.vn'), 'mailto:phong@example.vn');
  assert.equal(readTarget('không phải'), null);
});
