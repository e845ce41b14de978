// A document is lowered to a contract: who gets in, where that comes from, and what is documented.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { describeRequirement, routes } from '../../server/src/core';
import { operationOf, readDocuments } from '../support/openapi';

const SCHEMES = `
components:
  securitySchemes:
    jwt: { type: http, scheme: Bearer }
    key: { type: apiKey, in: header, name: X-Key }
    sid: { type: apiKey, in: cookie, name: sid }
    oauth:
      type: oauth2
      flows:
        implicit: { authorizationUrl: https://id.example/a, scopes: { read: Read, write: Write } }
        clientCredentials: { tokenUrl: https://id.example/t, scopes: { admin: All } }
`;

const operation = (security: string) => `openapi: 3.1.0
security: [{ jwt: [] }]
paths:
  /x:
    get:
${security === '' ? '' : `      ${security.replaceAll('\n', '\n      ')}\n`}      responses: {}
${SCHEMES}`;

async function accessOf(security: string): Promise<readonly string[]> {
  const { contract } = await readDocuments(operation(security));
  const { access, from } = operationOf(contract, 'GET /x').effective;
  return [access, from];
}

describe('who gets in', () => {
  const cases: Readonly<Record<string, readonly [string, string, string]>> = {
    'the root demands': ['', 'secured', 'root'],
    'an empty list opens': ['security: []', 'public', 'operation'],
    'an empty requirement opens': ['security: [{}]', 'public', 'operation'],
    'an empty requirement beside others makes them optional': [
      'security: [{}, { key: [] }]',
      'optional',
      'operation',
    ],
    'the own security replaces': ['security:\n  - key: []\n    sid: []', 'secured', 'operation'],
    'nothing behind the key inherits': ['security:', 'secured', 'root'],
    'a map is not read': ['security: { key: [] }', 'unknown', 'operation'],
    'a bare name is not read': ['security: [key]', 'unknown', 'operation'],
  };
  for (const [name, [security, access, from]] of Object.entries(cases)) {
    test(name, async () => assert.deepEqual(await accessOf(security), [access, from]));
  }
});

test('requirements are any of all, by the names of schemes', async () => {
  const { analysis } = await readDocuments(
    operation('security:\n  - key: []\n    sid: []\n  - oauth: [read]\n  - {}'),
  );
  assert.deepEqual(
    routes(analysis).map(({ requires }) => describeRequirement(requires)),
    ['(API key in header X-Key key and API key in cookie sid sid) or Bearer oauth [read] or public'],
  );
});

test('schemes tell their carriers, flows and scopes', async () => {
  const { contract } = await readDocuments(operation(''));
  const { schemes } = contract;
  assert.deepEqual(schemes.get('jwt')?.carrier, { in: 'header', name: 'authorization' });
  assert.deepEqual(schemes.get('key')?.carrier, { in: 'header', name: 'x-key' });
  assert.deepEqual([...(schemes.get('oauth')?.scopes?.keys() ?? [])], ['read', 'write', 'admin']);
  assert.deepEqual(
    schemes.get('oauth')?.flows.map(({ name }) => name),
    ['implicit', 'clientCredentials'],
  );
});

test('Swagger 2.0 has its own words for the same', async () => {
  const { contract, analysis } = await readDocuments(`swagger: '2.0'
host: old.example:8080
basePath: /v1/
schemes: [https, http]
securityDefinitions:
  basic: { type: basic }
  oauth: { type: oauth2, flow: accessCode, scopes: { all: All } }
security: [{ basic: [] }]
paths:
  /x: { get: { security: [{ oauth: [all] }], responses: {} }, post: { schemes: [http], responses: {} } }
`);
  assert.equal(contract.schemes.get('oauth')?.flows[0]?.name, 'authorizationCode');
  assert.deepEqual(
    routes(analysis).map(({ path, host, requires }) => [path, host, describeRequirement(requires)]),
    [
      ['/v1/x', 'old.example', 'Bearer oauth [all]'],
      ['/v1/x', 'old.example', 'Basic basic'],
    ],
  );
  assert.deepEqual(
    operationOf(contract, 'POST /x').servers.map(({ written }) => written),
    ['http://old.example:8080/v1/'],
  );
});

test('merge keys and aliases are followed', async () => {
  const { contract } = await readDocuments(`openapi: 3.0.3
x-secured: &secured
  security: [{ jwt: [] }]
x-401: &no { description: No }
paths:
  /a:
    get:
      <<: *secured
      responses: { '401': *no }
${SCHEMES}`);
  const get = operationOf(contract, 'GET /a');
  assert.equal(get.effective.access, 'secured');
  assert.equal(get.responses.get('401')?.description, 'No');
});

test('responses cover a status by themselves, by their range, or by default', async () => {
  const { contract } = await readDocuments(`openapi: 3.0.3
paths:
  /a: { get: { responses: { '4XX': { description: r }, default: { description: d } } } }
  /b: { get: { responses: { '4xx': { description: r } } } }
  /c: { get: { responses: { 401: { $ref: '#/components/responses/No' } } } }
  /d: { get: { responses: { 401: { $ref: '#/components/responses/Gone' } } } }
components:
  responses:
    No: { description: no, headers: { www-authenticate: { schema: { type: string, example: Bearer } } } }
`);
  const covering = (name: string) => operationOf(contract, name).responses.covering(401);
  assert.equal(covering('GET /a')?.status, '4XX');
  assert.equal(covering('GET /b'), null);
  assert.deepEqual(covering('GET /c')?.header('WWW-Authenticate')?.values, ['Bearer']);
  assert.deepEqual([covering('GET /d')?.resolution.kind, covering('GET /d')?.isKnown], ['missing', false]);
});

test('parameters of an operation replace those of its path', async () => {
  const { contract } = await readDocuments(`openapi: 3.0.3
paths:
  /a:
    parameters: [{ in: header, name: X-Key }, { in: query, name: q, required: true }]
    get:
      parameters: [{ in: header, name: x-key, required: true }, { $ref: '#/components/parameters/P' }]
      responses: {}
components: { parameters: { P: { in: cookie, name: sid } } }
`);
  assert.deepEqual(
    operationOf(contract, 'GET /a').parameters.map(({ name, isRequired, of }) => [name, isRequired, of]),
    [
      ['x-key', true, 'operation'],
      ['sid', false, 'operation'],
      ['q', true, 'path'],
    ],
  );
});

test('webhooks and callbacks are kept apart', async () => {
  const { contract } = await readDocuments(`openapi: 3.1.0
paths:
  /a:
    post:
      callbacks: { done: { '{$request.body#/url}': { post: { security: [], responses: {} } } } }
      responses: {}
webhooks: { paid: { post: { responses: {} } } }
`);
  assert.deepEqual(
    contract.operations.map(({ path }) => path),
    ['/a'],
  );
  assert.deepEqual(
    contract.outgoing.map(({ path, item }) => [path, item.kind]),
    [
      ['paid', 'webhook'],
      ['{$request.body#/url}', 'callback'],
    ],
  );
});

test('methods of 3.2 are methods there only', async () => {
  const text = (version: string) => `openapi: ${version}
paths: { /a: { query: { responses: {} }, additionalOperations: { PURGE: { responses: {} } } } }`;
  const methods = async (version: string) =>
    (await readDocuments(text(version))).contract.operations.map(({ method }) => method);
  assert.deepEqual(await methods('3.2.0'), ['QUERY', 'PURGE']);
  assert.deepEqual(await methods('3.1.0'), []);
});

test('from 3.2 on a requirement may name a scheme by its URI', async () => {
  const text = (version: string) => `openapi: ${version}
security: [{ '#/components/securitySchemes/jwt': [] }]
paths: { /a: { get: { responses: {} } } }
${SCHEMES}`;
  const named = async (version: string) =>
    (await readDocuments(text(version))).contract.schemeNamed('#/components/securitySchemes/jwt').kind;
  assert.equal(await named('3.2.0'), 'declared');
  assert.equal(await named('3.1.0'), 'undeclared');
});

test('a file may hold several documents', async () => {
  const one = (title: string) =>
    `openapi: 3.0.0\ninfo: { title: ${title} }\npaths: { /${title}: { get: { responses: {} } } }\n`;
  const { analysis } = await readDocuments(`${one('a')}---\n${one('b')}---\nkind: Other\n`);
  assert.deepEqual(
    routes(analysis).map(({ path }) => path),
    ['/a', '/b'],
  );
});
