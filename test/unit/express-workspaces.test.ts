// Programs in workspaces of several packages: what a package of the workspace exports is followed, its source before what was built.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GUARD, HANDLER, rows } from '../support/express-rows';

const APP = [
  "import express from 'express';",
  "import { routes } from '@acme/routes';",
  "import { requireUser } from '@acme/auth/guards';",
  'const app = express();',
  "app.use('/api', requireUser, routes);",
  `app.get('/open', ${HANDLER});`,
].join('\n');

const ROUTES = [
  "import { Router } from 'express';",
  'export const routes = Router();',
  `routes.get('/users', ${HANDLER});`,
].join('\n');

const GUARDS = `export const requireUser = ${GUARD};`;

const PACKAGES = {
  'apps/api/package.json': '{ "dependencies": { "express": "4", "@acme/routes": "*", "@acme/auth": "*" } }',
  'apps/api/src/main.ts': APP,
  'packages/routes/package.json': '{ "name": "@acme/routes", "main": "dist/index.js" }',
  'packages/routes/src/index.ts': ROUTES,
  'packages/auth/package.json':
    '{ "name": "@acme/auth", "exports": { "./*": { "types": "./dist/*.d.ts", "default": "./dist/esm/*.mjs" } } }',
  'packages/auth/src/guards.ts': GUARDS,
};

const WHOLE = ['GET /api/users 401', 'GET /open 200'];

for (const [name, root] of Object.entries({
  npm: { 'package.json': '{ "workspaces": ["apps/*", "./packages/*/"] }' },
  yarn: { 'package.json': '{ "workspaces": { "packages": ["apps/**", "packages/**"] } }' },
  pnpm: {
    'package.json': '{ "private": true }',
    'pnpm-workspace.yaml':
      "# members\npackages:\n  - 'apps/*' # programs\n\n  - packages/*\ncatalog:\n  - other/*\n",
  },
})) {
  test(`members of a workspace of ${name} are followed`, async () => {
    assert.deepEqual(await rows({ ...root, ...PACKAGES }), WHOLE);
  });
}

test('a folder that package.json names in the place of a version is followed', async () => {
  const manifest =
    '{ "dependencies": { "express": "4", "@acme/routes": "file:../../packages/routes", "@acme/auth": "link:../../packages/auth" } }';
  assert.deepEqual(await rows({ ...PACKAGES, 'apps/api/package.json': manifest }), WHOLE);
});

test('a package that is not in the workspace is a package, whatever folder is called like it', async () => {
  const files = { 'package.json': '{ "workspaces": ["apps/*"] }', ...PACKAGES };
  assert.deepEqual(await rows(files), ['GET /open 200']);
});

test('what was built is followed where its source is not there', async () => {
  const files = {
    'package.json': '{ "workspaces": ["apps/*", "packages/*"] }',
    'apps/api/package.json': '{ "dependencies": { "express": "4" } }',
    'apps/api/main.js': [
      "const app = require('express')();",
      "app.use('/api', require('@acme/routes').routes);",
      "require('@acme/routes/lib/more')(app);",
    ].join('\n'),
    'packages/routes/package.json': '{ "name": "@acme/routes", "main": "./lib/index" }',
    'packages/routes/lib/index.js': [
      "exports.routes = require('express').Router();",
      `exports.routes.get('/users', ${HANDLER});`,
    ].join('\n'),
    'packages/routes/lib/more.js': `module.exports = (app) => app.get('/more', ${HANDLER});`,
  };
  assert.deepEqual(await rows(files), ['GET /api/users 200', 'GET /more 200']);
});

test('a program that has its app from a package of the workspace is followed', async () => {
  const files = {
    'package.json': '{ "workspaces": ["apps/*", "packages/*"] }',
    'apps/api/package.json': '{ "dependencies": { "@acme/server": "*" } }',
    'apps/api/main.ts': [
      "import { createServer } from '@acme/server';",
      'const app = createServer();',
      `app.get('/closed', ${GUARD}, ${HANDLER});`,
      'app.listen(3000);',
    ].join('\n'),
    'packages/server/package.json': '{ "name": "@acme/server", "exports": "./src/index.ts" }',
    'packages/server/src/index.ts': [
      "import express from 'express';",
      'export function createServer() {',
      '  const app = express();',
      `  app.get('/health', ${HANDLER});`,
      '  return app;',
      '}',
    ].join('\n'),
  };
  assert.deepEqual(await rows(files), ['GET /closed 401', 'GET /health 200']);
});
