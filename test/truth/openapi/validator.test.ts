// Whether a server that validates by a document answers 401 where AuthLint says so, and passes where it says that.
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, describe, test } from 'node:test';
import { requestTo } from '../../../server/src/core';
import { parseYaml } from '../../../server/src/core/syntax/yaml';
import { readDocuments } from '../../support/openapi';
import { packagesOf } from '../../support/packages';
import { DOCUMENTS } from './documents';

const { load } = packagesOf('test/truth/openapi');
const express = load('express');
const { middleware } = load('express-openapi-validator');

type Asked = {
  readonly line: string;
  readonly method: string;
  readonly target: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly isWrong: boolean;
};

/** Reads `GET /x  Name: value`. */
function read(line: string): Asked {
  const [first = '', ...rest] = line.split('  ');
  const [method = '', target = ''] = first.split(' ');
  const headers = rest.map((text) => {
    const colon = text.indexOf(':');
    return [text.slice(0, colon), text.slice(colon + 1).trim()] as const;
  });
  return { line, method, target, headers, isWrong: line.includes('wrong') };
}

type Received = {
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly cookies: Readonly<Record<string, string>>;
};
type Scheme = {
  readonly type: string;
  readonly scheme?: string;
  readonly in?: string;
  readonly name?: string;
};

/** Whether a request carries the right credentials of a scheme; the library itself only looks for some. */
function isRight({ headers, query, cookies }: Received, _scopes: readonly string[], scheme: Scheme): boolean {
  const name = scheme.name ?? '';
  if (scheme.type === 'apiKey') {
    const value = { header: headers[name.toLowerCase()], query: query[name], cookie: cookies[name] }[
      scheme.in ?? ''
    ];
    return value === 'good';
  }
  const wanted = scheme.scheme === 'basic' ? /^Basic Z29vZA==$/i : /^Bearer good$/i;
  return wanted.test(headers.authorization ?? '');
}

const statuses: number[] = [];
const servers: Server[] = [];
after(() => {
  for (const server of servers) server.close();
});

async function serve(text: string): Promise<string> {
  const apiSpec = parseYaml(text).value as { components: { securitySchemes: object } };
  const handlers = Object.keys(apiSpec.components.securitySchemes).map((name) => [name, isRight]);
  const app = express();
  app.use((request: Received & { cookies: unknown }, _: unknown, next: () => void) => {
    const pairs = (request.headers.cookie ?? '').split(/; */).filter((pair) => pair !== '');
    request.cookies = Object.fromEntries(pairs.map((pair) => pair.split('=')));
    next();
  });
  // Keys in the query that stand beside other schemes are unknown parameters to the library.
  const validateRequests = { allowUnknownQueryParameters: true };
  const validateSecurity = { handlers: Object.fromEntries(handlers) };
  app.use(middleware({ apiSpec, validateRequests, validateSecurity }));
  app.use((_request: unknown, response: { status(code: number): { end(): void } }) =>
    response.status(200).end(),
  );
  app.use(
    (
      error: { status?: number },
      _request: unknown,
      response: { status(code: number): { end(): void } },
      _next: unknown,
    ) => response.status(error.status ?? 500).end(),
  );
  const server = createServer(app);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** What AuthLint says: the status, or why it does not know. */
async function told(text: string, { method, target, headers, isWrong }: Asked): Promise<string> {
  const { session, analysis } = await readDocuments(text);
  const request = requestTo(method, target, { headers, credentials: isWrong ? 'invalid' : 'valid' });
  assert.ok(request !== null);
  const outcome = (await session.explain(analysis, request))?.outcome;
  if (outcome?.kind === 'passed') return '200';
  return outcome?.kind === 'challenged' ? '401' : `${outcome?.kind}`;
}

for (const { name, text, requests } of DOCUMENTS) {
  describe(name, async () => {
    const origin = serve(text);
    for (const asked of requests.map(read)) {
      test(asked.line, async () => {
        const response = await fetch((await origin) + asked.target, {
          method: asked.method,
          headers: asked.headers.map(([key, value]) => [key, value]),
        });
        await response.arrayBuffer();
        statuses.push(response.status);
        assert.equal(await told(text, asked), String(response.status));
      });
    }
  });
}

test('requests are passed and refused', () => {
  const count = (status: number) => statuses.filter((one) => one === status).length;
  assert.ok(count(200) > 20 && count(401) > 20, statuses.join(' '));
});
