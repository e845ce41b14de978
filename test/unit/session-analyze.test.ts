// The analysis around the rules: what is parsed, run, merged, borne out, graded and left out.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyze, catalogueOf, type FileState, read } from '../../server/src/core';
import { part as nginx } from '../../server/src/core/parts/nginx';
import { readConfig } from '../../server/src/core/parts/settings';
import { analyzeSample, parsed, REQUEST, sampleHouse, shortly, wordRule } from '../support/sample';

const house = sampleHouse(wordRule('nginx/bad', 'BAD'));
const config = (text: string, file = '/authlint.yaml') => readConfig(file, text, ['nginx/bad', 'nginx/ugly']);

test('a file that several sites include is reported on once', () => {
  const texts = { '/a.conf': '@/x.inc', '/b.conf': '@/x.inc', '/x.inc': '!\nBAD' };
  assert.deepEqual(shortly(analyzeSample(texts, house).findings, texts), ['/x.inc:2 nginx/bad']);
});

test('a rule that is off by default runs only where settings ask for it', () => {
  const off = sampleHouse({ ...wordRule('nginx/bad', 'BAD'), severity: 'off' });
  const texts = { '/in/a.conf': 'BAD', '/out/b.conf': 'BAD' };
  assert.deepEqual(analyzeSample(texts, off).findings, []);
  const asked = config('rules: { nginx/bad: warning }', '/in/authlint.yaml');
  const { findings } = analyzeSample(texts, off, { configs: [asked] });
  assert.deepEqual(shortly(findings, texts), ['/in/a.conf:1 nginx/bad']);
  assert.equal(findings[0]?.severity, 'warning');
});

test('findings are sorted by file, position and rule', () => {
  const both = sampleHouse(wordRule('nginx/b', 'BAD'), wordRule('nginx/a', 'BAD'));
  const texts = { '/b.conf': 'BAD', '/a.conf': 'x\nBAD BAD' };
  assert.deepEqual(shortly(analyzeSample(texts, both).findings, texts), [
    '/a.conf:2 nginx/a',
    '/a.conf:2 nginx/b',
    '/a.conf:2 nginx/a',
    '/a.conf:2 nginx/b',
    '/b.conf:1 nginx/a',
    '/b.conf:1 nginx/b',
  ]);
});

test('merged findings keep the first witness and at most five related places', () => {
  const related = (start: number) => ({
    file: '/a.conf',
    span: { start, end: start + 1 },
    message: `at ${start}`,
  });
  const rule = wordRule('nginx/bad', 'BAD');
  const many = sampleHouse({
    ...rule,
    *run(layer, services) {
      for (const report of rule.run(layer, services)) {
        for (let i = 0; i < 8; i++) yield { ...report, related: [related(i)] };
        yield { ...report, witness: { request: REQUEST, expect: { status: 401 } } };
      }
    },
  });
  const { findings } = analyzeSample({ '/a.conf': 'BAD 123456789' }, many);
  assert.equal(findings.length, 1);
  assert.deepEqual(
    findings[0]?.related.map(({ message }) => message),
    ['at 0', 'at 1', 'at 2', 'at 3', 'at 4'],
  );
  assert.equal(findings[0]?.witness?.expect.status, 401);
});

test('a finding whose witness gets something else is dropped and told apart', () => {
  const claims = (status: number) =>
    sampleHouse(wordRule('nginx/bad', 'BAD', { witness: { request: REQUEST, expect: { status } } }));
  const right = analyzeSample({ '/a.conf': 'BAD' }, claims(401));
  assert.deepEqual([right.findings.length, right.refuted.length], [1, 0]);
  const wrong = analyzeSample({ '/a.conf': 'BAD' }, claims(200));
  assert.deepEqual([wrong.findings.length, wrong.refuted.length], [0, 1]);
});

test('a rule that throws fails alone', () => {
  const rule = wordRule('nginx/ugly', 'UGLY');
  const broken = sampleHouse(wordRule('nginx/bad', 'BAD'), {
    ...rule,
    run: () => {
      throw new Error('oh');
    },
  });
  const { findings, errors } = analyzeSample({ '/a.conf': 'BAD' }, broken);
  assert.equal(findings.length, 1);
  assert.deepEqual(errors, [{ file: '/a.conf', message: 'rule nginx/ugly failed: oh' }]);
});

test('what a text has wrong is a finding, in included files too', () => {
  const texts = { '/a.conf': '@/x.inc', '/x.inc': '!\nBROKEN' };
  assert.deepEqual(shortly(analyzeSample(texts, house).findings, texts), ['/x.inc:2 nginx/syntax']);
});

test('a rule may lower its certainty, and a hint is information', () => {
  const hints = sampleHouse(wordRule('nginx/bad', 'BAD', { certainty: 'hint' }));
  const [finding] = analyzeSample({ '/a.conf': 'BAD' }, hints).findings;
  assert.deepEqual([finding?.certainty, finding?.severity], ['hint', 'info']);
});

test('the nearest settings give the severity, and what is set on top counts more', () => {
  const configs = [
    config('rules: { nginx/bad: info }'),
    config('rules: { nginx/bad: error }', '/in/authlint.yaml'),
  ];
  const texts = { '/a.conf': 'BAD', '/in/b.conf': 'BAD' };
  const severities = (overrides = {}) =>
    analyzeSample(texts, house, { configs, overrides }).findings.map(({ severity }) => severity);
  assert.deepEqual(severities(), ['info', 'error']);
  assert.deepEqual(severities({ 'nginx/bad': 'warning' }), ['warning', 'warning']);
  assert.deepEqual(severities({ 'nginx/bad': 'off' }), []);
});

test('excluded files are not looked at unless they are named, nor reported on when they are included', () => {
  const configs = [config('exclude: [gen, "*.inc"]')];
  const texts = { '/a.conf': '@/x.inc', '/gen/b.conf': 'BAD', '/x.inc': 'BAD' };
  assert.deepEqual(analyzeSample(texts, house, { configs }).findings, []);
  const named = new Set(['/gen/b.conf']);
  assert.deepEqual(shortly(analyzeSample(texts, house, { configs, named }).findings, texts), [
    '/gen/b.conf:1 nginx/bad',
  ]);
});

test('accepted findings are suppressed by file and rule, by route, and by the path that the witness asks for', () => {
  const texts = { '/a.conf': 'route /x\nBAD\nroute /y\nBAD' };
  const left = (ignore: string) =>
    shortly(analyzeSample(texts, house, { configs: [config(`ignore: [${ignore}]`)] }).findings, texts);
  assert.deepEqual(left('{ file: a.conf, rule: nginx/bad }'), []);
  assert.deepEqual(left('{ file: b.conf, rule: nginx/bad }').length, 2);
  assert.deepEqual(left('{ file: a.conf, rule: nginx/ugly }').length, 2);
  assert.deepEqual(left('{ file: a.conf, rule: nginx/bad, route: /x }'), ['/a.conf:4 nginx/bad']);
  const asks = sampleHouse(wordRule('nginx/bad', 'BAD', { witness: { request: REQUEST, expect: {} } }));
  const configs = [config('ignore: [{ file: "*.conf", rule: nginx/bad, route: "/*" }]')];
  assert.equal(analyzeSample(texts, asks, { configs }).suppressed.length, 2);
});

test('a named file that no kind knows is an error, one that is found is not', () => {
  assert.deepEqual(analyzeSample({ '/a.txt': '!' }, house).errors, []);
  const { errors } = analyzeSample({ '/a.txt': '!' }, house, { named: new Set(['/a.txt']) });
  assert.deepEqual(errors, [{ file: '/a.txt', message: 'This file is of no kind that AuthLint reads.' }]);
  const byName = analyzeSample({ '/a.conf': '!BAD' }, house, { named: new Set(['/a.conf']) });
  assert.equal(byName.findings.length, 1);
});

test('what is not there is wanted, and a text that did not change is not parsed again', () => {
  const state = (text: string): FileState => ({ kind: 'text', text });
  const input = (entries: readonly (readonly [string, FileState])[]) => ({
    snapshot: { files: new Map(entries), globs: new Map() },
    files: ['/a.conf'],
  });
  const first = analyze(input([['/a.conf', state('@/x.inc')]]), house);
  assert.deepEqual(first.wanted, [{ kind: 'read', path: '/x.inc' }]);
  parsed.length = 0;
  const second = analyze(
    input([
      ['/a.conf', state('@/x.inc')],
      ['/x.inc', state('BAD')],
    ]),
    house,
    first,
  );
  assert.deepEqual(parsed, ['/x.inc']);
  assert.deepEqual(second.wanted, []);
  assert.equal(second.findings.length, 1);
});

test('a part of the core is wanted when a file needs it, and no other', () => {
  const texts = {
    '/nginx.conf': 'events {\n}\nhttp {\n}\n',
    '/values.yaml': 'controller:\n  config:\n    http-snippet: |\n      server_tokens off;\n',
    '/other.yaml': 'a: 1\n',
  };
  const files = new Map<string, FileState>(
    Object.entries(texts).map(([name, text]) => [name, { kind: 'text', text }]),
  );
  const input = { snapshot: { files, globs: new Map() }, files: Object.keys(texts) };
  const before = read(input, catalogueOf([]));
  assert.deepEqual(before.wanted, [
    { kind: 'part', part: 'nginx' },
    { kind: 'part', part: 'nginx-in-yaml' },
  ]);
  assert.deepEqual(before.layers, []);
  const after = read(input, catalogueOf([nginx]), before);
  assert.deepEqual(after.wanted, [{ kind: 'part', part: 'nginx-in-yaml' }]);
  assert.deepEqual([...after.documents.keys()], ['/nginx.conf']);
});
