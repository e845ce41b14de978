// Whether a client that is generated from a document sends what the hover on an operation promises, and nothing elsewhere.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { subjectAt, urlOf } from '../../../server/src/core';
import type { Contract } from '../../../server/src/core/kinds/openapi/contract';
import type { Operation } from '../../../server/src/core/kinds/openapi/operation';
import { parseYaml } from '../../../server/src/core/syntax/yaml';
import { readDocuments } from '../../support/openapi';
import { packagesOf } from '../../support/packages';
import { DOCUMENTS } from './documents';

const { load } = packagesOf('test/truth/openapi');
const loaded = load('swagger-client');
const SwaggerClient = loaded.default ?? loaded;

/** Documents in which a client sends something else than their author may think. */
const SURPRISES = `openapi: 3.0.3
info: { title: Surprises, version: '1' }
servers: [{ url: 'https://a.example.com' }]
security: [{ bearer: [] }]
paths:
  /bare: { get: { security: [{ bareToken: [] }], responses: { '200': { description: Fine } } } }
  /parameter:
    get:
      security: []
      parameters: [{ name: Authorization, in: header, schema: { type: string, default: Bearer x } }]
      responses: { '200': { description: Fine } }
  /digest: { get: { security: [{ basic: [] }, { bearer: [] }], responses: { '200': { description: Fine } } } }
components:
  securitySchemes:
    bearer: { type: http, scheme: Bearer }
    basic: { type: http, scheme: basic }
    bareToken: { type: apiKey, in: header, name: Authorization }
`;

/** What a person types into a client for a scheme, as the placeholders of the hover. */
function credentialsFor(contract: Contract, name: string): object {
  const scheme = contract.schemes.get(name);
  if (scheme?.type === 'apiKey') return { value: '<key>' };
  if (scheme?.scheme?.kind === 'basic') return { username: 'user', password: 'password' };
  return scheme?.type === 'http'
    ? { value: '<token>' }
    : { token: { access_token: '<token>', token_type: 'Bearer' } };
}

/** The schemes of the first way in that sends something, which is the one that the hover's request shows. */
function firstWay({ effective }: Operation): readonly string[] {
  const ways = effective.alternatives.map(({ demands }) => demands.map(({ name }) => name));
  return ways.find((names) => names.length > 0) ?? [];
}

type Sent = { readonly path: string; readonly credentials: Readonly<Record<string, string>> };

async function sentByClient(
  spec: unknown,
  contract: Contract,
  { path, method, parameters }: Operation,
  names: readonly string[],
): Promise<Sent> {
  const authorized = Object.fromEntries(names.map((name) => [name, credentialsFor(contract, name)]));
  const values = parameters.map(({ name }) => [name ?? '', 'x'] as const);
  const request = await SwaggerClient.buildRequest({
    spec: structuredClone(spec),
    pathName: path,
    method: method.toLowerCase(),
    operationId: `${method.toLowerCase()}-${path}`,
    parameters: Object.fromEntries(values),
    securities: { authorized },
  });
  const { pathname, search } = new URL(request.url, 'https://a.example.com');
  const headers: [string, string][] = Object.entries(request.headers ?? {});
  return { path: pathname + search, credentials: credentialsIn(headers) };
}

/** The header lines by their names in lower case. */
function credentialsIn(headers: readonly (readonly [string, string])[]): Readonly<Record<string, string>> {
  return Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value]));
}

for (const { name, text } of [...DOCUMENTS, { name: 'surprises', text: SURPRISES }]) {
  describe(name, () => {
    test('each operation is called as its hover says', async () => {
      const { analysis, contract } = await readDocuments(text);
      const spec = parseYaml(text).value;
      assert.ok(contract.operations.length > 0);
      for (const operation of contract.operations) {
        const what = `${operation.method} ${operation.path}`;
        const subject = subjectAt(analysis, contract.file, operation.at.span.start);
        const request = subject?.authorized ?? null;
        assert.ok(subject !== null && request !== null, what);
        const way = firstWay(operation);
        const sent = await sentByClient(spec, contract, operation, way);
        const { pathname, search } = new URL(urlOf(request), 'https://a.example.com');
        assert.deepEqual(
          sent,
          { path: pathname + search, credentials: credentialsIn(request.headers) },
          what,
        );
        const promised = subject.about?.includes('Clients send') ?? false;
        assert.equal(promised, way.length > 0, what);
        for (const [header, value] of request.headers)
          assert.ok(subject.about?.includes(`${header}: ${value}`), what);
      }
    });

    test('with all credentials at hand, public operations are called without any', async () => {
      const { contract } = await readDocuments(text);
      const spec = parseYaml(text).value;
      const all = [...contract.schemes.keys()];
      for (const operation of contract.operations.filter(({ effective }) => effective.access === 'public')) {
        const { credentials } = await sentByClient(spec, contract, operation, all);
        assert.deepEqual(credentials, {}, operation.path);
      }
    });
  });
}
