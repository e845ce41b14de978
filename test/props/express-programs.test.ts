// Programs of Express as they are while they are typed: nothing throws, and what stands before a cut is still there.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Analysis,
  analyze,
  catalogueOf,
  type FileState,
  read,
  routes,
  type Snapshot,
} from '../../server/src/core';
import { outlineOf, subjectAt } from '../../server/src/core/editor';
import { part } from '../../server/src/core/parts/express';
import { parseJs } from '../../server/src/core/syntax/js/parser';
import { fc, isFast, someOf } from '../support/random';
import { APPS } from '../truth/express/registered-apps';

const EXPRESS = catalogueOf([part]);

const RUNS = isFast ? 150 : 4000;

test('a text that is cut anywhere keeps the routes before the cut', () => {
  const text = [
    "const express = require('express');",
    'const app = express();',
    'const guard = (req, res, next) => (req.headers.authorization ? next() : res.sendStatus(401));',
    "app.get('/open', (req, res) => { res.send('a'); });",
    'app.use(guard);',
    "app.route('/both').get((req, res) => res.json({})).post(guard, (req, res) => res.json({}));",
    'const router = express.Router();',
    "router.get('/inner', (req, res) => res.json({ a: [1, { b: 2 }] }));",
    "app.use('/outer', router);",
    "app.get('/last', guard, (req, res) => { if (req.query.a) { res.end(); } });",
  ].join('\n');
  const whole = rowsOf(analysed({ '/s/app.js': text }));
  assert.equal(whole.length, 4);
  const start = text.indexOf('app.use(guard)');
  const cuts = Array.from({ length: text.length - start + 1 }, (_, i) => start + i);
  for (const cut of someOf(cuts, 3)) {
    const rows = rowsOf(analysed({ '/s/app.js': text.slice(0, cut) }));
    const lines = text.lastIndexOf('\n', cut);
    const before = whole.filter(({ end }) => end <= lines);
    const missing = before.filter(({ path }) => !rows.some((row) => row.path === path));
    const isMounted = cut > text.indexOf("router);\napp.get('/last'") + 8;
    assert.deepEqual(
      missing.filter(({ path }) => path !== '/outer/inner' || isMounted),
      [],
      text.slice(0, cut),
    );
  }
});

test('nothing throws, whatever is typed', () => {
  const programs = APPS.map(({ files }) => files);
  const change = fc.record({
    program: fc.nat(programs.length - 1),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.nat(30),
    insert: fc.oneof(fc.string({ maxLength: 8 }), fc.constantFrom(...PIECES)),
  });
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
      const files = new Map(Object.entries(programs[changes[0]?.program ?? 0] ?? {}));
      for (const { at, length, insert } of changes) {
        const [name, text] = [...files][Math.floor(at * files.size)] ?? ['app.js', ''];
        const start = Math.floor(at * text.length);
        files.set(name, text.slice(0, start) + insert + text.slice(start + length));
      }
      const analysis = analysed(Object.fromEntries([...files].map(([name, text]) => [`/s/${name}`, text])));
      assert.deepEqual(analysis.errors, []);
      assert.deepEqual(analysis.refuted, []);
      routes(analysis);
      for (const file of analysis.documents.keys()) {
        outlineOf(analysis, file);
        subjectAt(analysis, file, 40);
      }
    }),
    { numRuns: RUNS },
  );
});

const PIECES = [
  'app.use(app);',
  'router.use(router);',
  'require("./app")',
  'for (;;) { app.get("/x", h); }',
  'while (true) { app.use(f) }',
  'function f() { return f(); } f();',
  'const o = { ...o, get a() { return o; } };',
  'class A extends A { constructor() { super(); new A(); } } new A();',
  'app.use(...x, [[[]]]);',
  'async () => { for await (const a of b) app.get(a, await c); }',
  'let s = "a"; for (let i = 0; i < 400; i++) s += s; app.get(s, s);',
  '(function g(n) { app.use(n); g(n + 1); g(n + 2); })(0);',
  'Promise.resolve().then(function t() { return Promise.resolve().then(t); });',
  'const x = [1]; x.push(x); app.use(x);',
  'module.exports = module; exports.a = exports;',
  'export default class extends (() => {}) {}; import * as all from "./app.js";',
  '`${`',
  '/*',
  '=> {',
  '}',
  ')',
  '"',
  '?.',
  '#!',
  '<div>',
  '@x',
];

function rowsOf(analysis: Analysis): readonly { readonly path: string; readonly end: number }[] {
  return routes(analysis).map(({ path, at }) => ({ path, end: at.span.end }));
}

/** Analyses files that are all known; what else is asked for is missing. */
function analysed(texts: Readonly<Record<string, string>>): Analysis {
  const files = new Map<string, FileState>(
    Object.entries(texts).map(([name, text]) => [name, { kind: 'text', text }]),
  );
  const snapshot: Snapshot = { files, globs: new Map(), parseJs };
  const input = { snapshot, files: [...files.keys()] };
  for (let round = 0; round < 20; round++) {
    const { wanted } = read(input, EXPRESS);
    if (wanted.length === 0) break;
    for (const want of wanted) if ('path' in want) files.set(want.path, { kind: 'missing' });
  }
  return analyze(input, EXPRESS);
}
