// The parser of JavaScript as it is shipped: the same trees as the whole library, and what broken texts keep.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseJs } from '../../server/src/core/syntax/js/parser';
import type { Expression, Statement } from '../../server/src/core/syntax/js/tree';
import { walk } from '../../server/src/core/syntax/js/walk';
import { loadJsParser } from '../../server/src/host/node-parser';

/** What takes a way of its own through the library, wherever it stands. */
const WEDGES =
  'await |yield |<|>>=|`|/|@|?.|#x|\\u0061b|é𝒳|/** @type {x} */|async |super.|!|{|=>|in |import.meta|<a b-c="d">'.split(
    '|',
  );

test('the shipped parser reads our own sources as the whole library does, cut ones too', async () => {
  const shipped = await loadJsParser();
  const names = readdirSync('server/src', { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  assert.ok(names.length > 100);
  for (const name of names.filter((_, at) => at % 5 === 0)) {
    const text = readFileSync(`server/src/${name}`, 'utf8');
    for (const part of [text, text.slice(0, text.length >> 1)]) {
      assert.deepEqual(shipped(name, part), parseJs(name, part), name);
    }
  }
});

/** All that the language has, by the file names that it is for. */
const WHOLE = [
  ['a.js', '#!/usr/bin/env node\nconst a = <T,>(b) => b; label: for (const x of await y) continue label;'],
  ['b.js', 'const $a1 = f`b${c}d`(e)?.[0]?.(f?.`g`)`h`; a = b >>> c >= d >> e; a >>>= /[/]/y; p.q?.r.s++;'],
  ['c.js', 'const ünï = 𝒳, { a = 1, ...b } = c ? d : async (e) => await e; function* f() { yield* f; }'],
  ['a.jsx', 'export default () => <a href="x">{b?.c ?? d}</a>;'],
  [
    'a.ts',
    'abstract class A<T> { declare x: T; @dec() accessor y = <T>this.x; constructor(private z: number) {} }',
  ],
  ['b.ts', 'f<T>(a); new G<H<I>>; j<K>`l`; m < n; o << p; const q = r as S<T>[] satisfies U<V<W>>; (x)!.y!;'],
  [
    'c.ts',
    'type A<T> = T extends (infer U)[] ? { readonly [K in keyof U]?: U[K] } : <V>(a: V) => asserts a is 1;',
  ],
  ['a.tsx', 'const a = <T,>(b: T) => <C<T> b-c={b satisfies T} />;'],
  [
    'a.mjs',
    "import data from './a.json' with { type: 'json' }; export * as b from './b.js'; await using c = d;",
  ],
  ['b.mjs', 'f(await g); const h = { await: await (0), async *[i]() {} }; for await (const j of k) l;'],
  ['a.cjs', 'with (a) { b = 010; } var await = 1; function f(a, a) { return delete a; }'],
] as const;

test('the shipped parser reads what else the language has as the whole library does, broken anywhere too', async () => {
  const shipped = await loadJsParser();
  for (const [name, text] of WHOLE) {
    assert.deepEqual(shipped(name, text), parseJs(name, text), text);
    for (let at = 0; at < text.length; at++) {
      // Each text with some of them at each place, and so with each of them somewhere.
      for (const wedge of WEDGES.filter((_, i) => (i + at) % 7 === 0)) {
        const broken = text.slice(0, at) + wedge + text.slice(at);
        assert.deepEqual(shipped(name, broken), parseJs(name, broken), broken);
      }
    }
  }
});

test('a text that is none of its language says where, and all others are whole', () => {
  for (const [name, text] of WHOLE) assert.equal(parseJs(name, text).broken, null, text);
  const text =
    "app.get('/a', a);\napp.get('/b', (req, res) => { res.json( );\n\nfunction (\napp.listen(3);\n";
  const { broken } = parseJs('a.js', text);
  assert.equal(text.slice(0, broken?.span.start).split('\n').length, 4);
  assert.match(broken?.message ?? '', /expected/);
  assert.equal(parseJs('a.js', '('.repeat(20_000)).broken?.span.start, 0);
});

test('types, casts and parentheses leave no trace, and places are those of the text', () => {
  const text = '/* a */ const app: Application = (express() as Express)!; // end';
  const [statement] = parseJs('a.ts', text).statements;
  assert.equal(statement?.kind, 'variable');
  if (statement?.kind !== 'variable') return;
  const [declaration] = statement.declarations;
  assert.equal(declaration?.type?.name, 'Application');
  assert.equal(slice(text, declaration?.init ?? null), 'express()');
  assert.equal(
    text.slice(statement.span.start, statement.span.end),
    'const app: Application = (express() as Express)!;',
  );
});

test('what is before and behind a half-typed line is read', () => {
  const text = "app.use(a);\napp.get('/x', (req, res) => { res.\n});\napp.use(b);";
  const calls = parseJs('a.js', text).statements.flatMap(callsIn);
  assert.ok(calls.includes('app.use(a)'));
  assert.ok(calls.some((call) => call.startsWith("app.get('/x'")));
  assert.ok(calls.includes('app.use(b)'));

  function callsIn(statement: Statement): readonly string[] {
    const found: string[] = [];
    walk(statement, (node) => {
      if (node.kind === 'call') found.push(text.slice(node.span.start, node.span.end));
      return true;
    });
    return found;
  }
});

test('a call that is half typed does not take the lines behind it for its arguments', () => {
  const rest = "app.use(a, b);\napp.get('/y', c(d), e);\n";
  const shown = (text: string) =>
    parseJs('a.js', text).statements.map((one) => {
      const call = one.kind === 'expression' && one.value.kind === 'call' ? one.value : null;
      const start = text.slice(one.span.start, one.span.end).split('\n')[0];
      return `${start} ${call?.args.length}`;
    });
  const behind = ['app.use(a, b) 2', "app.get('/y', c(d), e); 3"];
  for (const [half, count] of [
    ["app.get('/x", 1],
    ["app.get('/x',", 1],
    ["app.get('/x', f", 2],
    ["app.get('/x', f(g),", 2],
    ["app.get('/x', (req, res) => {}", 2],
  ] as const) {
    assert.deepEqual(shown(`${half}\n${rest}`), [`${half} ${count}`, ...behind]);
  }
  const whole = "app.get(\n  '/x',\n  f(g),\n  h(i)\n);\n";
  assert.deepEqual(shown(whole), ['app.get( 3']);
});

test('what nests too deep ends, and is no error', () => {
  for (const text of [
    '('.repeat(20_000),
    `${'['.repeat(5000)}1${']'.repeat(5000)}`,
    `x${'.y'.repeat(20_000)}`,
  ]) {
    assert.ok(Array.isArray(parseJs('a.js', text).statements));
  }
});

function slice(text: string, node: Expression | null): string {
  return node === null ? '' : text.slice(node.span.start, node.span.end);
}
