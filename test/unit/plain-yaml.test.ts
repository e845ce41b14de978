// Plain YAML as values, held against the library; what is not plain is undefined and never something else.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import { plainYaml } from '../../server/src/core/syntax/plain-yaml';

const PLAIN = [
  'a: 1\nb:\n  - x\n  - "y z"\n  -\n    c: true\n',
  '# first\n---\nservers:\n- url: http://a.example:80/v1 # the only one\n  name: x\nnext: null\n',
  "paths:\n  /pets/{id}:\n    get: { security: [{ key: [] }, {}], tags: [a, 'b, c'] }\n  '/x': {}\n\"200\": ~\n",
  'list:\n- - 1\n  - -2.5\n- []\n',
  'only words\n',
  '',
];
const BEYOND: readonly (readonly [string, unknown])[] = [
  ['a: &x\n  b: 1\nc: *x\nd: 1\n', { a: undefined, c: undefined, d: 1 }],
  ['a: |\n  b: c\nd: "e\\n"\nf: one\n  two\ng: 1\n', { a: undefined, d: undefined, f: undefined, g: 1 }],
  ['a: [1,\n  2]\nb: {c: "\\\\w"}\n', { a: undefined, b: undefined }],
  ['<<: *x\na: 1\n', undefined],
  ['a: 1\n---\nb: 2\n', undefined],
  ['a:\n    b: 1\n  c: 2\n', { a: undefined }],
];

test('what is plain is what the library reads', () => {
  for (const text of PLAIN) assert.deepEqual(plainYaml(text), parse(text), text);
});

test('what takes more is undefined, and all beside it is read', () => {
  for (const [text, wanted] of BEYOND) assert.deepEqual(plainYaml(text), wanted, text);
});
