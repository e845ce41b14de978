// Operations of ts-rest as routes, and containers that are made of others. Run with ts-rest 3.52 and tsyringe 4.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GUARD, HANDLER, rows } from '../support/express-rows';

const CONTRACT = [
  "import { initContract } from '@ts-rest/core';",
  "import { z } from 'zod';",
  'const c = initContract();',
  'export const posts = c.router({',
  "  list: { method: 'GET', path: '/posts', responses: { 200: c.type<any>() } },",
  "  one: { method: 'GET', path: '/posts/:id', responses: { 200: c.type<any>() } },",
  '});',
  'export const contract = c.router({',
  '  posts,',
  "  more: { add: { method: 'POST', path: '/more', body: c.type<any>(), responses: {} } },",
  "  asked: { method: 'GET', path: '/asked', query: z.object({ q: z.string() }), responses: {} },",
  "}, { pathPrefix: '/api' });",
].join('\n');

test('operations of a contract are routes that answer what their functions give', async () => {
  const app = (given: string) =>
    [
      "import express from 'express';",
      "import { createExpressEndpoints, initServer } from '@ts-rest/express';",
      "import { contract } from './contract';",
      'const s = initServer();',
      `const guard = ${GUARD};`,
      'const router = s.router(contract, {',
      '  posts: {',
      '    list: async () => ({ status: 206, body: [] }),',
      '    one: { middleware: [guard], handler: async ({ params }) => ({ status: 200, body: params }) },',
      '  },',
      "  more: s.router(contract.more, { add: async ({ headers }) => ({ status: headers['x-key'] ? 201 : 403, body: {} }) }),",
      '  asked: async () => { throw Object.assign(new Error("no"), { status: 402 }); },',
      '});',
      'const app = express();',
      `createExpressEndpoints(${given}, app);`,
      `app.get('/late', ${HANDLER});`,
      'app.listen(3000);',
    ].join('\n');
  assert.deepEqual(await rows({ 'contract.ts': CONTRACT, 'app.ts': app('contract, router') }), [
    'GET /api/asked whether it fits the schema is not known',
    'GET /api/posts 206',
    'GET /api/posts/:id 401',
    'GET /late 200',
    'POST /api/more 403',
  ]);
  assert.deepEqual(await rows({ 'contract.ts': CONTRACT, 'app.ts': app('await load(), router') }), [
    'GET /late which operations a contract has is not known',
  ]);
});

test('what a container that is made of another one is asked for is found', async () => {
  const app = [
    "import 'reflect-metadata';",
    "import express from 'express';",
    "import { container, inject, injectable } from 'tsyringe';",
    "class Auth { check(req) { return req.headers['x-key'] === 'k'; } }",
    '@injectable() class Users {',
    '  constructor(private auth: Auth) {}',
    "  router() { const r = express.Router(); r.get('/', (req, res) => res.sendStatus(this.auth.check(req) ? 200 : 401)); return r; }",
    '}',
    'const child = container.createChildContainer();',
    'child.register(Auth, { useClass: Auth });',
    'const app = express();',
    "app.use('/users', child.resolve(Users).router());",
    'app.listen(3000);',
  ].join('\n');
  assert.deepEqual(await rows({ 'app.ts': app }), ['GET /users 401']);
});
