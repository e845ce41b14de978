// Programs of Express over several files: how modules are found, what is loaded when, and what stays unknown.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Analysis, type FileId, requestTo, routes } from '../../server/src/core';
import { memoryHost } from '../../server/src/host/memory';
import { loadJsParser } from '../../server/src/host/node-parser';
import { Session } from '../../server/src/host/session';

type Opened = {
  readonly session: Session;
  readonly analysis: Analysis;
  readonly reads: FileId[];
  loaded: number;
};

async function open(texts: Readonly<Record<string, string>>): Promise<Opened> {
  const files = Object.fromEntries(Object.entries(texts).map(([name, text]) => [`/p/${name}`, text]));
  const reads: FileId[] = [];
  const counted = { loaded: 0 };
  const host = memoryHost(files, () => {
    counted.loaded++;
    return loadJsParser();
  });
  const read = (path: FileId) => {
    reads.push(path);
    return host.read(path);
  };
  const session = new Session({ ...host, read });
  await session.discover(['/p']);
  const analysis = await session.analyze();
  assert.deepEqual(analysis.errors, []);
  return { session, analysis, reads, loaded: counted.loaded };
}

function rows(analysis: Analysis): readonly string[] {
  return routes(analysis)
    .map(({ methods, path }) => `${methods?.join() ?? '*'} ${path}`)
    .sort();
}

async function statusOf(
  { session, analysis }: Opened,
  method: string,
  url: string,
): Promise<number | string> {
  const request = requestTo(method, url);
  assert.ok(request);
  const outcome = (await session.explain(analysis, request))?.outcome;
  return outcome === undefined ? 'no layer' : outcome.kind === 'unknown' ? outcome.reason : outcome.status;
}

const ROUTER =
  "import { Router } from 'express';\nexport const router = Router();\nrouter.get('/x', (req, res) => { res.end(); });\n";

test('a module is found by a path of tsconfig, by a name of package.json, and by the file that it will be compiled to', async () => {
  const { analysis } = await open({
    'package.json': '{ "dependencies": { "express": "5" }, "imports": { "#parts/*": "./src/parts/*.js" } }',
    'tsconfig.json': '{ "extends": "./tsconfig.base", /* here */ "include": ["src"], }',
    'tsconfig.base.json': '{ "compilerOptions": { "baseUrl": ".", "paths": { "@lib/*": ["src/lib/*"] } } }',
    'src/app.ts': [
      "import express from 'express';",
      "import { router as a } from '@lib/a';",
      "import { router as b } from '#parts/b';",
      "import { router as c } from './c.js';",
      "import { router as d } from './d';",
      "import type { Never } from './types';",
      'const app = express();',
      "app.use('/a', a).use('/b', b).use('/c', c).use('/d', d);",
      'export default app;',
    ].join('\n'),
    'src/lib/a.ts': ROUTER,
    'src/parts/b.ts': ROUTER,
    'src/c.ts': ROUTER,
    'src/d/index.ts': "export * from './inner';\n",
    'src/d/inner.ts': ROUTER,
  });
  assert.deepEqual(rows(analysis), ['GET /a/x', 'GET /b/x', 'GET /c/x', 'GET /d/x']);
});

test('the parser is not loaded where nothing imports Express, and texts of no program are read once', async () => {
  const none = await open({
    'main.js': "import { createApp } from './vue';\ncreateApp().use(x).listen();\n",
    'vue.js': 'export const createApp = () => 1;\n',
    'nginx.conf': 'events {}\nhttp {}\n',
  });
  assert.equal(none.loaded, 0);
  const some = await open({
    'app.js': "const app = require('express')();\napp.get('/', (req, res) => res.end());\n",
    'other.js': 'export const a = 1;\n',
    'app.test.js': "require('supertest')(require('./app')).get('/');\n",
  });
  assert.equal(some.loaded, 1);
  assert.deepEqual(
    some.reads.filter((file) => file.endsWith('.js')),
    ['/p/app.js', '/p/other.js'],
  );
});

test('the version comes from the nearest package.json, or the lock file where that leaves it open', async () => {
  const app = "const app = require('express')();\napp.get('/api/*', (req, res) => res.end());\n";
  const lock = (version: string) =>
    JSON.stringify({ packages: { 'node_modules/express': { version } } }, null, 2);
  const of = (files: Readonly<Record<string, string>>) => open({ 'src/app.js': app, ...files });
  const four = await of({ 'package.json': '{ "dependencies": { "express": "^4.17.0" } }' });
  assert.equal(await statusOf(four, 'GET', '/api/x'), 200);
  const five = await of({ 'package.json': '{ "devDependencies": { "express": "~5.0.1" } }' });
  assert.match(String(await statusOf(five, 'GET', '/api/x')), /Express 5 refuses a path/);
  const locked = await of({
    'package.json': '{ "dependencies": { "express": "*" } }',
    'package-lock.json': lock('5.1.0'),
  });
  assert.match(String(await statusOf(locked, 'GET', '/api/x')), /Express 5 refuses a path/);
  const nearest = await of({
    'package.json': '{ "dependencies": { "express": "^5.0.0" } }',
    'src/package.json': '{ "dependencies": { "express": "4" } }',
  });
  assert.equal(await statusOf(nearest, 'GET', '/api/x'), 200);
});

test('what cannot be followed is unknown from there on, and nothing before it', async () => {
  const opened = await open({
    'app.js': [
      "const express = require('express');",
      "const fs = require('fs');",
      'const app = express();',
      "app.get('/first', (req, res) => res.end());",
      "for (const name of fs.readdirSync(__dirname + '/routes')) app.use(require('./routes/' + name));",
      "app.get('/last', (req, res) => res.end());",
    ].join('\n'),
  });
  assert.equal(await statusOf(opened, 'GET', '/first'), 200);
  assert.equal(await statusOf(opened, 'GET', '/last'), 'the name of a required module is not known');
});

test('a guard under a condition of the program may be there or not', async () => {
  const app = (condition: string) =>
    open({
      'app.js': [
        "const app = require('express')();",
        `if (${condition}) app.use((req, res) => res.sendStatus(401));`,
        "app.get('/', (req, res) => res.end());",
      ].join('\n'),
    });
  assert.match(String(await statusOf(await app("process.env.NODE_ENV !== 'test'"), 'GET', '/')), /NODE_ENV/);
  assert.equal(await statusOf(await app("1 + 1 === 2 && 'a'"), 'GET', '/'), 401);
  assert.equal(await statusOf(await app('false'), 'GET', '/'), 200);
});

test('a change of a file that a program imports is seen, and a name that settings call a guard is one', async () => {
  const app =
    "const app = require('express')();\nrequire('./more')(app);\napp.use(require('@acme/x').ensureUser);\napp.get('/late', (req, res) => res.end());\n";
  const opened = await open({
    'app.js': app,
    'more.js': "module.exports = (app) => app.get('/a', (req, res) => res.end());\n",
    'authlint.yaml': 'guards:\n  ensureUser: bearer\n',
  });
  assert.deepEqual(rows(opened.analysis), ['GET /a', 'GET /late']);
  opened.session.replace('/p/more.js', "module.exports = (app) => app.get('/b', (req, res) => res.end());\n");
  const again = await opened.session.analyze();
  assert.deepEqual(rows(again), ['GET /b', 'GET /late']);
  const request = requestTo('GET', '/late', { headers: [['Authorization', 'Bearer t']] });
  assert.ok(request);
  const decision = await opened.session.explain(again, request);
  assert.equal(decision?.outcome.kind, 'passed');
});

test('a module that a compiler makes CommonJS may import by import and export by module.exports', async () => {
  const router = (path: string) =>
    `import { Router } from 'express';\nconst router = Router();\nrouter.get('${path}', (req, res) => res.end());\n`;
  const opened = await open({
    'app.js':
      "import express from 'express';\nimport routes from './routes';\nimport { more } from './more';\nconst app = express();\napp.use('/a', routes);\napp.use('/b', more);\nmodule.exports = app;\n",
    'routes.js': `${router('/x')}module.exports = router;\n`,
    'more.js': `${router('/y')}exports.more = router;\n`,
    'server.js': "import app from './app';\napp.listen(3000);\n",
  });
  assert.deepEqual(rows(opened.analysis), ['GET /a/x', 'GET /b/y']);
  opened.session.replace('/p/routes.js', `${router('/z')}module.exports = router;\n`);
  opened.session.replace('/p/more.js', `${router('/z')}exports.more = router;\n`);
  assert.deepEqual(rows(await opened.session.analyze()), ['GET /a/z', 'GET /b/z']);
});

test('tests of Cypress are passed over, and a program in a folder of that name is not', async () => {
  const app = (path: string) =>
    `const app = require('express')();\napp.get('${path}', (req, res) => res.end());\n`;
  const { analysis } = await open({
    'cypress/backend/app.js': app('/x'),
    'cypress/support/server.js': app('/y'),
    'cypress/e2e/nested/server.js': app('/z'),
  });
  assert.deepEqual(rows(analysis), ['GET /x']);
});

test('files are found from the folder of package.json where rootpath is a dependency', async () => {
  const files = {
    'server.js':
      "require('rootpath')();\nconst app = require('express')();\napp.use(require('_helpers/guard'));\napp.use('/x', require('users/routes'));\n",
    '_helpers/guard.js': 'module.exports = (req, res) => res.sendStatus(401);\n',
    'users/routes.js':
      "const router = require('express').Router();\nrouter.get('/y', (req, res) => res.end());\nmodule.exports = router;\n",
  };
  const manifest = (more: object) => JSON.stringify({ dependencies: { express: '4', ...more } });
  const rooted = await open({ 'package.json': manifest({ rootpath: '^0.1.2' }), ...files });
  assert.deepEqual(rows(rooted.analysis), ['GET /x/y']);
  assert.equal(await statusOf(rooted, 'GET', '/x/y'), 401);
  assert.deepEqual(rows((await open({ 'package.json': manifest({}), ...files })).analysis), []);
});

test('a status that an error leaves to the answer is a refusal, and one for want of a body is none', async () => {
  const program = (handler: string, method = 'get') =>
    open({
      'package.json': '{ "dependencies": { "express": "4" } }',
      'app.js': `const app = require('express')();\napp.use(require('express').json());\napp.${method}('/x', ${handler}, (req, res) => res.end());\n`,
    });
  const kindOf = async (handler: string, method?: string) =>
    routes((await program(handler, method)).analysis)[0]?.requires.kind;
  const thrown =
    "(req, res, next) => { if (req.headers.authorization === process.env.KEY) return next(); res.status(401); throw new Error('no'); }";
  assert.equal(await kindOf(thrown), 'check');
  const body =
    '(req, res, next) => { const { token } = req.body; token == null ? res.sendStatus(403) : next(); }';
  assert.equal(await kindOf(body, 'post'), 'open');
});

test('a handler that tells development from production, and nothing else, is taken to run in one of them', async () => {
  const program = (second: string, rest = '') =>
    `${START}const app = express();\napp.get('/x', (req, res) => {\n  if (process.env.NODE_ENV === 'development') res.sendStatus(401);\n  else if (process.env.NODE_ENV === '${second}') res.sendStatus(401);${rest}\n});\n`;
  assert.equal(await answerOf(program('production')), 401);
  assert.match(String(await answerOf(program('test'))), /NODE_ENV/);
  assert.match(String(await answerOf(program('production', ' else res.sendStatus(500);'))), /NODE_ENV/);
});

/** What a request without credentials gets from a program of one file. */
async function answerOf(text: string): Promise<number | string> {
  const opened = await open({ 'package.json': '{ "dependencies": { "express": "4" } }', 'app.js': text });
  return statusOf(opened, 'GET', '/x');
}

const START = "const express = require('express');\n";
const APP = "const app = express();\napp.get('/x', (req, res) => res.sendStatus(204));\n";

test('what follows a check that ends the program is there in every program that goes on', async () => {
  assert.equal(await answerOf(`${START}if (!process.env.KEY) throw new Error('KEY');\n${APP}`), 204);
  assert.equal(
    await answerOf(`${START}if (!process.env.KEY) { console.error('KEY'); process.exit(1); }\n${APP}`),
    204,
  );
  const caught = `${START}const app = express();\ntry {\n  if (!process.env.KEY) throw new Error('KEY');\n  app.use((req, res) => res.sendStatus(401));\n} catch {}\napp.get('/x', (req, res) => res.sendStatus(204));\n`;
  assert.match(String(await answerOf(caught)), /KEY/);
});

test('a condition under which the app itself is made holds for all of it', async () => {
  assert.equal(await answerOf(`${START}if (require.main === module) {\n${APP}}\n`), 204);
  const start = `${START}function start() {\n  if (!process.env.KEY) return;\n${APP}}\nstart();\n`;
  assert.equal(await answerOf(start), 204);
  const part = `${START}const app = express();\nif (process.env.KEY) app.use((req, res) => res.sendStatus(401));\napp.get('/x', (req, res) => res.sendStatus(204));\n`;
  assert.match(String(await answerOf(part)), /KEY/);
});

test('methods of an app that answer the app can be chained', async () => {
  const chained = APP.replace(
    'express();',
    "express().engine('html', require('hbs')).set('views', 'v').on('mount', () => {});",
  );
  assert.equal(await answerOf(START + chained), 204);
});

test('a list that holds itself ends', async () => {
  const list = 'const list = [];\nlist.push(list);\n';
  assert.equal(
    typeof (await answerOf(`${START}${list}const app = express();\napp.use(list);\napp.get('/x', list);\n`)),
    'string',
  );
});
