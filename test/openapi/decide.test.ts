// What a contract says of a request, and when it cannot say.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ask, readDocuments, short } from '../support/openapi';

const SHOP = `openapi: 3.1.0
servers:
  - url: https://api.shop.example/v1
security:
  - jwt: []
paths:
  /orders: { get: { responses: { '200': { description: all } } } }
  /orders/{id}: { get: { responses: { '200': { description: one } } } }
  /orders/latest: { get: { security: [], responses: { '203': { description: latest } } } }
  /reports/{name}.pdf: { get: { security: [{ key: [] }], responses: {} } }
  /files/{proxy+}: { get: { security: [{ q: [] }], responses: {} } }
  /login: { post: { security: [{ basic: [] }, { sid: [] }], responses: { '401': { $ref: '#/components/responses/No' } } } }
  /maybe: { get: { security: [{}, { jwt: [] }], responses: {} } }
  /both: { get: { security: [{ jwt: [], key: [] }], responses: {} } }
  /cert: { get: { security: [{ tls: [] }, { key: [] }], responses: {} } }
  /typo: { get: { security: [{ gone: [] }], responses: {} } }
  /map: { get: { security: { jwt: [] }, responses: {} } }
  /kong: { get: { security: [], x-kong-plugin-key-auth: { config: {} }, responses: {} } }
  /own: { servers: [{ url: 'https://own.example/deep' }], get: { security: [], responses: {} } }
  /{kind}/new: { get: { security: [], responses: {} } }
  /things/{id}: { get: { responses: {} } }
components:
  securitySchemes:
    jwt: { type: http, scheme: Bearer }
    basic: { type: http, scheme: basic }
    key: { type: apiKey, in: header, name: X-Key }
    q: { type: apiKey, in: query, name: api_key }
    sid: { type: apiKey, in: cookie, name: sid }
    tls: { type: mutualTLS }
  responses:
    No:
      description: No
      headers: { WWW-Authenticate: { schema: { type: string }, example: 'Basic realm="shop"' } }
`;

const said: Readonly<Record<string, string>> = {
  'GET /v1/orders': '401',
  'GET /v1/orders Authorization: bearer t': 'passed 200',
  'GET /v1/orders Authorization: Basic dTpw': '401',
  'GET /v1/orders Authorization: Bearer': '401',
  'GET https://api.shop.example/v1/orders Authorization: Bearer t': 'passed 200',
  'GET http://localhost:8080/v1/orders': '401',
  'GET /v1/orders/latest': 'passed 203',
  'GET /v1/orders/7': '401',
  'GET /v1/reports/a.pdf': '401',
  'GET /v1/reports/a.pdf x-key: k': 'passed 200',
  'GET /v1/files/a/b/c': '401',
  'GET /v1/files/a/b/c?api_key=k': 'passed 200',
  'POST /v1/login': '401 Basic realm="shop"',
  'POST /v1/login Cookie: a=b; sid=1': 'passed 200',
  'GET /v1/maybe': 'passed 200',
  'GET /v1/both Authorization: Bearer t': '401',
  'GET /v1/cert X-Key: k': 'passed 200',
  'GET /v1/cert': 'unknown: GET /cert: whether the client has a certificate cannot be told',
  'GET /v1/typo': 'unknown: GET /typo: no security scheme is called gone',
  'GET /v1/map': 'unknown: GET /map: security is no list',
  'GET /v1/kong': 'unknown: GET /kong: x-kong-plugin-key-auth at the gateway',
  'GET /deep/own': 'passed 200',
  'GET /v1/own': 'unknown: the contract describes no GET /own',
  'GET /orders': "unknown: the contract describes /orders below /deep, its server's base path",
  'DELETE /v1/orders': 'unknown: the contract describes no DELETE /orders',
  'GET /v1/nothing/here/at/all': 'unknown: the contract describes no path that /v1/nothing/here/at/all is of',
  'GET /v1/things/new':
    'unknown: /things/{id} and /{kind}/new both match, and the specification leaves open which is meant',
};

describe('a contract decides', () => {
  const site = readDocuments(SHOP);
  for (const [line, answer] of Object.entries(said)) {
    test(line, async () => {
      const [method = '', url = '', ...header] = line.split(' ');
      const headers = header.length === 0 ? [] : [header.join(' ')];
      assert.equal(short(await ask(await site, `${method} ${url}`, headers)), answer);
    });
  }
  test('wrong credentials are refused, but where nobody needs any', async () => {
    const headers = ['Authorization: Bearer t'];
    assert.equal(short(await ask(await site, 'GET /v1/orders', headers, 'invalid')), '401');
    assert.equal(short(await ask(await site, 'GET /v1/maybe', headers, 'invalid')), 'passed 200');
  });
});

test('variables of servers stand for all their values', async () => {
  const site = await readDocuments(`openapi: 3.0.0
servers:
  - url: 'https://{region}.example/{version}'
    variables: { region: { default: eu, enum: [eu, us] }, version: { default: v2, enum: [v1, v2] } }
paths: { /a: { get: { responses: {} } } }
`);
  const answers = await Promise.all(['/v1/a', '/v2/a'].map((path) => ask(site, `GET ${path}`)));
  assert.deepEqual(answers.map(short), ['passed 200', 'passed 200']);
});

test('a host of the contract has its own base paths, and others stand for each', async () => {
  const site = await readDocuments(`openapi: 3.0.0
servers: [{ url: 'https://a.example/v1' }, { url: 'https://b.example/v2' }, { url: 'http://localhost:9000' }]
paths: { /x: { get: { responses: {} } } }
`);
  const ok = ['https://a.example/v1/x', 'https://b.example/v2/x', 'http://localhost:9000/x'];
  const others = ['https://c.example/v2/x', 'http://localhost:8080/v1/x', '/v2/x'];
  for (const url of [...ok, ...others]) assert.equal(short(await ask(site, `GET ${url}`)), 'passed 200', url);
  for (const url of ['https://a.example/v2/x', 'https://a.example/x', 'http://localhost:9000/v1/x'])
    assert.match(short(await ask(site, `GET ${url}`)), /^unknown/, url);
});

test('of several contracts the one that describes a request decides it, and of those for its host', async () => {
  const contract = (url: string, path: string, status: number) => `openapi: 3.0.0
servers: [{ url: '${url}' }]
paths: { ${path}: { get: { responses: { '${status}': { description: ok } } } } }
`;
  const site = await readDocuments({
    'a.yaml': contract('https://api.example/a', '/x', 200),
    'b.yaml': contract('https://api.example/b', '/y', 201),
    'c.yaml': contract('https://other.example/a', '/x', 202),
  });
  assert.equal(short(await ask(site, 'GET https://api.example/b/y')), 'passed 201');
  assert.equal(short(await ask(site, 'GET /b/y')), 'passed 201');
  assert.equal(short(await ask(site, 'GET https://other.example/a/x')), 'passed 202');
  assert.match(short(await ask(site, 'GET https://other.example/b/y')), /^unknown/);
  assert.match(short(await ask(site, 'GET /z')), /^unknown: the contract describes no path/);
});

test('of schemes that are demanded at once the line of the one that is not met is named', async () => {
  const text = `openapi: 3.0.0
security:
  - basic: []
  - jwt: []
    key: []
paths: { /x: { get: { responses: {} } } }
components:
  securitySchemes:
    basic: { type: http, scheme: basic }
    jwt: { type: http, scheme: bearer }
    key: { type: apiKey, in: header, name: X-Key }
`;
  const site = await readDocuments(text);
  const line = async (...headers: string[]) => {
    const outcome = await ask(site, 'GET /x', headers);
    const start = outcome.at?.span.start ?? -1;
    return text.slice(start).split(':')[0];
  };
  assert.equal(await line(), 'basic');
  assert.equal(await line('X-Key: k'), 'jwt');
  assert.equal(await line('Authorization: Bearer t'), 'key');
});

test('the trace names the lines', async () => {
  const { session, analysis } = await readDocuments(SHOP);
  const { requestTo } = await import('../../server/src/core');
  const request = requestTo('POST', '/v1/login');
  assert.ok(request !== null);
  const decision = await session.explain(analysis, request);
  assert.deepEqual(
    decision?.steps.map(({ effect, text }) => [effect, text]),
    [
      ['selects', 'POST /v1/login is POST /login'],
      ['refuses', 'POST /login without credentials: the contract demands basic or sid'],
      ['answers', '401 with the documented challenge Basic realm="shop"'],
    ],
  );
});
