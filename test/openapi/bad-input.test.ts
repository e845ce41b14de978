// Whatever a document is made of, it is read without a throw and in linear time.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { routes } from '../../server/src/core';
import { nodeHost } from '../../server/src/host/node';
import { Session } from '../../server/src/host/session';
import { ask, readDocuments, short } from '../support/openapi';
import { isFast, runs } from '../support/random';

const texts: Readonly<Record<string, string>> = {
  'paths that are null': 'openapi: 3.0.0\npaths:\n',
  'paths that are a list': 'openapi: 3.0.0\npaths: [{ get: {} }]\n',
  'a path that is a text': 'openapi: 3.0.0\npaths: { /a: none }\n',
  'an operation that is a list': 'openapi: 3.0.0\npaths: { /a: { get: [] } }\n',
  'responses that are a list': 'openapi: 3.0.0\npaths: { /a: { get: { responses: [1] } } }\n',
  'schemes that are a list':
    'openapi: 3.0.0\ncomponents: { securitySchemes: [a] }\nsecurity: [{ a: [] }]\npaths: { /a: { get: {} } }\n',
  'security of every shape':
    'openapi: 3.0.0\nsecurity: [null, a, [b], { c: 1 }, { d: { e: [] } }, { f: }]\npaths: { /a: { get: {} } }\n',
  'servers that are a map': 'openapi: 3.0.0\nservers: { url: x }\npaths: { /a: { get: {} } }\n',
  'a server without a URL':
    'openapi: 3.0.0\nservers: [{}, null, { url: 1 }, { url: "{a}" }]\npaths: { /a: { get: {} } }\n',
  'parameters of every shape':
    'openapi: 3.0.0\npaths: { /a: { parameters: { a: 1 }, get: { parameters: [1, null, { $ref: 1 }, {}] } } }\n',
  'a circle of aliases': 'openapi: 3.0.0\npaths: &p { /a: { get: { callbacks: { c: *p } } } }\n',
  'a merge of itself': 'openapi: 3.0.0\npaths: &p\n  <<: *p\n  /a: { get: {} }\n',
  'half a line': 'openapi: 3.0.0\npaths:\n  /a:\n    get:\n      security:\n        - ',
  'half a JSON': '{"openapi": "3.0.0", "paths": {"/a": {"get": {"security": [{"a": [',
  tabs: 'openapi: 3.0.0\npaths:\n\t/a:\n\t\tget: {}\n',
  'mixed versions': 'swagger: "2.0"\nopenapi: 3.0.0\npaths: { /a: { get: {} } }\nbasePath: /v1\n',
  'a reference to itself': 'openapi: 3.0.0\npaths: { /a: { $ref: "#/paths/~1a" } }\n',
};

describe('bad input is read', () => {
  for (const [name, text] of Object.entries(texts)) {
    test(name, async () => {
      const site = await readDocuments(text);
      assert.deepEqual(site.analysis.errors, []);
      routes(site.analysis);
      short(await ask(site, 'GET /a'));
    });
  }
});

test('aliases that unfold to billions end', { timeout: 300_000 }, async () => {
  const lines = Array.from({ length: 30 }, (_, i) => {
    const before = i === 0 ? '{}' : `{ get: *a${i - 1}, put: *a${i - 1}, post: *a${i - 1} }`;
    return `x-${i}: &a${i} ${before}`;
  });
  const site = await readDocuments(`openapi: 3.0.0\n${lines.join('\n')}\npaths: { /a: *a29 }\n`);
  routes(site.analysis);
});

test('fifty references in a row are followed, and a circle of fifty ends', async () => {
  const chain = (last: string) => {
    const files = Array.from({ length: 50 }, (_, i): [string, string] => [
      `r${i}.yaml`,
      i === 49 ? last : `$ref: r${i + 1}.yaml\n`,
    ]);
    const text =
      'openapi: 3.0.0\ncomponents: { securitySchemes: { a: { type: http, scheme: basic } } }\n' +
      'security: [{ a: [] }]\npaths:\n  /a: { get: { responses: { 401: { $ref: r0.yaml } } } }\n';
    return readDocuments({ 'openapi.yaml': text, ...Object.fromEntries(files) });
  };
  const header = '{ WWW-Authenticate: { schema: { type: string, enum: [Basic realm=x] } } }';
  const straight = await chain(`description: no\nheaders: ${header}\n`);
  assert.deepEqual(straight.analysis.errors, []);
  assert.match(short(await ask(straight, 'GET /a')), /401.*realm/);
  const round = await chain('$ref: r0.yaml\n');
  short(await ask(round, 'GET /a'));
});

test('a long YAML text with twins, tabs, aliases and a broken part is read, and told of', async () => {
  const operation = (i: number) =>
    `  /p${i}/{id}:\n    get:\n      description: |\n        The part ${i}: it's long.\n      responses: { 200: { description: ok } }\n`;
  // Half of what makes a text long enough to be cut by its columns.
  const half = isFast ? 1200 : 4000;
  const paths = Array.from({ length: half }, (_, i) => operation(i)).join('');
  const odd = [
    '  /twin:\n    get:\n      summary: a\n      summary: b\n',
    '  /tabs:\n    get:\n    \t  summary: a\n',
    '  /anchor:\n    get: &get\n      operationId: one\n      security: []\n',
    '  /alias:\n    get: *get\n',
    '  /merged:\n    get:\n      <<: *get\n      operationId: two\n',
    '  /broken:\n    get:\n      tags: [a\n      summary: "open\n',
  ].join('');
  const text = `openapi: 3.0.0\nsecurity: [{ a: [] }]\npaths:\n${paths}${odd}${paths.replaceAll('/p', '/q')}`;
  const site = await readDocuments(text);
  assert.ok(text.length > 250_000);
  assert.equal(site.contract.paths.length, 2 * half + 6);
  const told = site.analysis.findings
    .filter(({ rule }) => rule.startsWith('syntax'))
    .map(({ message }) => message);
  const problems = [...site.analysis.documents.values()].flatMap(({ problems }) => problems);
  assert.ok(
    problems.some(({ message }) => message.includes('"summary"')),
    told.join('\n'),
  );
  assert.ok(problems.some(({ span }) => text.slice(span.start - 80, span.end + 80).includes('tags: [a')));
  for (const path of ['/anchor', '/alias', '/merged']) {
    const operation = site.contract.operations.find((one) => one.path === path);
    assert.equal(operation?.effective.access, 'public', path);
  }
  assert.equal(
    site.contract.operations.find(({ path }) => path === `/q${half - 1}/{id}`)?.effective.access,
    'secured',
  );
});

test('a text that is not UTF-8 is read, and said to be none', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'authlint-bytes-'));
  try {
    const file = join(folder, 'openapi.yaml');
    const text = 'openapi: 3.0.0\ninfo: { title: Caf\xe9 }\npaths: { /a: { get: {} } }\n';
    await writeFile(file, Buffer.from(text, 'latin1'));
    const session = new Session(nodeHost());
    await session.discover([folder]);
    const analysis = await session.analyze();
    assert.match(analysis.errors.map(({ message }) => message).join(), /not UTF-8/);
    assert.equal(routes(analysis).length, 1);
  } finally {
    await rm(folder, { recursive: true });
  }
});

const MANY = runs(100_000);

test('a hundred thousand paths are read, and found again', { timeout: 300_000 }, async () => {
  const operation = '{"get":{"responses":{"200":{"description":"ok"}}}}';
  const paths = Array.from({ length: MANY }, (_, i) => `"/p${i}/{id}":${operation}`);
  const text = `{"openapi":"3.0.0","security":[{"a":[]}],"paths":{${paths.join(',')}}}`;
  const site = await readDocuments({ 'openapi.json': text });
  assert.equal(site.contract.operations.length, MANY);
  assert.match(short(await ask(site, `GET /p${MANY - 1}/7`)), /no security scheme is called a/);
});
