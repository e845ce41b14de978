// Whatever a document is made of, it is read without a throw and in linear time.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { routes } from '../../server/src/core';
import { ask, readDocuments, short } from '../support/openapi';

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

test('a hundred thousand paths are read, and found again', { timeout: 300_000 }, async () => {
  const operation = '{"get":{"responses":{"200":{"description":"ok"}}}}';
  const paths = Array.from({ length: 100_000 }, (_, i) => `"/p${i}/{id}":${operation}`);
  const text = `{"openapi":"3.0.0","security":[{"a":[]}],"paths":{${paths.join(',')}}}`;
  const site = await readDocuments({ 'openapi.json': text });
  assert.equal(site.contract.operations.length, 100_000);
  assert.match(short(await ask(site, 'GET /p99999/7')), /no security scheme is called a/);
});
