// Every sentence the script asks for stands in locales/*/editor.ftl, and every one there is asked for.
import { readFileSync, readdirSync } from 'node:fs';
import test from 'node:test';
import assert from 'node:assert/strict';

const FOLDER = new URL('../js/desk/', import.meta.url);
const sources = readdirSync(FOLDER, { recursive: true }).filter((name) => name.endsWith('.js'))
  .map((name) => readFileSync(new URL(name, FOLDER), 'utf8')).join('\n');

const keys = (language) => [...readFileSync(new URL(`../../locales/${language}/editor.ftl`, import.meta.url), 'utf8')
  .matchAll(/^editor-([a-z-]+) = (.*)$/gm)];

test('no sentence the script says is missing', () => {
  const there = new Set(keys('vi').map(([, key]) => key));
  const said = [...sources.matchAll(/\bsay\((?:[^()'`]*\? )?'([a-z-]+)'(?: : '([a-z-]+)')?/g)].flatMap(([, ...found]) => found.filter(Boolean));
  assert.ok(said.length > 60, 'the sources are found');
  assert.deepEqual(said.filter((key) => !there.has(key)), []);
});

test('no sentence is kept that the script never says', () => {
  const made = /^(status-|cue-(start|end|bad|ends|overlaps|empty))/;
  const unused = keys('vi').map(([, key]) => key).filter((key) => !made.test(key) && !new RegExp(`['"]?\\b${key}\\b['"]?[,:\\])]| '${key}'`).test(sources));
  assert.deepEqual(unused, []);
});

test('both languages fill in the same places', () => {
  const places = (language) => keys(language).map(([, key, text]) => [key, [...text.matchAll(/\[[a-z]+\]/g)].map(String).sort()]);
  assert.deepEqual(places('en'), places('vi'));
});
