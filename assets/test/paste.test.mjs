// Paste from Word, Google Docs, Outlook, LibreOffice and web pages: what a person finds in the editor.
import { readFileSync, readdirSync } from 'node:fs';
import test from 'node:test';
import assert from 'node:assert/strict';
import { JSDOM } from 'jsdom';
import { outline } from './outline.mjs';
import { cleanPaste, composed, isDecomposed } from '../js/desk/body/paste.js';

globalThis.DOMParser = new JSDOM().window.DOMParser;

const FOLDER = new URL('./paste/', import.meta.url);
const read = (name) => readFileSync(new URL(name, FOLDER), 'utf8');
const sources = readdirSync(FOLDER).filter((name) => name.endsWith('.html')).map((name) => name.slice(0, -5));

for (const source of sources) {
  test(`what is pasted from ${source} comes out clean`, () => {
    const { doc, pictures } = cleanPaste(read(`${source}.html`));
    assert.equal(`${outline(doc)}\npictures left out: ${pictures}`, read(`${source}.txt`).trim());
  });

  test(`nothing but words and structure is left of ${source}`, () => {
    const left = JSON.stringify(cleanPaste(read(`${source}.html`)).doc);
    assert.doesNotMatch(left, /"style"|"class"|Mso|javascript|googleusercontent|data:|file:|\u00a0|\u200b/);
  });
}

test('plain text parts at blank lines, and at every line where there is none', () => {
  assert.equal(outline(cleanPaste('', 'Một\nhai\n\nBa').doc), 'p Một⏎hai\np Ba');
  assert.equal(outline(cleanPaste('', 'Một\r\nhai').doc), 'p Một\np hai');
});

test('letters with separate marks are told and can be joined', () => {
  const pasted = cleanPaste(`<p>${'Hội xuân'.normalize('NFD')}</p>`);
  assert.equal(pasted.decomposed, true);
  assert.equal(outline(composed(pasted.doc)), 'p Hội xuân');
  assert.equal(isDecomposed('Hội xuân'.normalize('NFC')), false);
});

test('lists nested beyond what the server reads become shallower and lose no word', () => {
  const deep = '<ul><li>x'.repeat(30) + '</li></ul>'.repeat(30);
  const { doc } = cleanPaste(deep);
  const depth = (blocks) => Math.max(0, ...blocks.map((block) => 1 + depth(block.content?.filter((part) => part.type !== 'text') ?? [])));
  assert.ok(depth(doc.content) <= 10, `depth ${depth(doc.content)}`);
  assert.equal(JSON.stringify(doc).match(/"x"/g).length, 30);
});

test('rows copied without their table still become a table', () => {
  const html = '<html><body><table><!--StartFragment--><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr><!--EndFragment--></table></body></html>';
  assert.equal(outline(cleanPaste(html).doc), '| a | b |\n| c | d |');
});
