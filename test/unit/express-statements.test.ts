// Namespaces, enums, generators, and modules that are not there: what programs with them answered on Express 4.22 and 5.3.
import { test } from 'node:test';
import { asked, GUARD, HANDLER } from '../support/express-rows';

const TYPED = GUARD.replace('(req, res, next)', '(req: any, res: any, next: any)');
const HEAD = `import express from 'express';\nconst app = express();\n`;
const END = '\nexport default app;';

/** Asks on both versions, which make no difference here. */
async function ask(texts: Readonly<Record<string, string>>, lines: readonly string[]): Promise<void> {
  for (const version of ['4', '5']) await asked(texts, lines, version);
}

test('namespaces are objects of what they export, in several blocks and in each other', async () => {
  const program = `${HEAD}
namespace Routes {
  export const base = '/ns';
  export const [first, { second }] = ['/first', { second: '/second' }];
  const hidden = '/hidden';
  export function guard(req: any, res: any, next: any) { return req.headers['x-key'] === 'k' ? next() : res.sendStatus(401); }
  export namespace Inner { export const path = base + '/in'; export const own = hidden; }
  export class Kept { static path = '/kept'; }
  export enum Level { Low = '/low' }
}
namespace Routes { export const later = base + '/later'; }
module Old { export const path = '/old'; app.get('/inside', Routes.guard, ${HANDLER}); }
namespace A.B { export const deep = '/deep'; }
declare namespace Elsewhere { const path: string; }
namespace Types { export type T = string; }
import Inner = Routes.Inner;
app.get(Routes.base, Routes.guard, ${HANDLER});
for (const path of [Routes.first, Routes.second, Inner.path, Inner.own, Routes.Kept.path, Routes.Level.Low, Routes.later, Old.path, A.B.deep])
  app.get(path, ${HANDLER});
app.get('/' + (Routes as any).hidden, ${HANDLER});${END}`;
  const known = ['/first', '/second', '/ns/in', '/hidden', '/kept', '/low', '/ns/later', '/old', '/deep'];
  await ask({ 'app.ts': program }, [
    'GET /ns -> 401',
    'GET /ns  x-key: k -> 200',
    'GET /inside -> 401',
    ...known.map((path) => `GET ${path} -> 200`),
    'GET /undefined -> 200',
    'GET /none -> 404',
  ]);
});

test('a namespace adds to a function, and is exported with it', async () => {
  const guard = `export function guard(req: any, res: any, next: any) { return guard.isGood(req) ? next() : res.sendStatus(401); }
export namespace guard { export const isGood = (req: any) => req.headers['x-key'] === 'k'; export const path = '/m'; }
export namespace Auth { export const guard = ${TYPED}; }`;
  const program = `import express from 'express';
import { Auth, guard } from './guard';
import * as all from './guard';
const app = express();
app.get(guard.path, guard, ${HANDLER});
app.get('/auth', Auth.guard, ${HANDLER});
app.get('/all', all.Auth.guard, ${HANDLER});${END}`;
  await ask({ 'app.ts': program, 'guard.ts': guard }, [
    'GET /m -> 401',
    'GET /m  x-key: k -> 200',
    'GET /auth -> 401',
    'GET /all -> 401',
    'GET /none -> 404',
  ]);
});

test('a member of an enum is found by its number, the last of two that share one', async () => {
  const program = `${HEAD}
enum Level { Low, High = 5, Higher, Both = Low | High }
enum Bits { Read = 1 << 0, Write = 1 << 1, All = Read | Write }
app.get('/' + Level[5], ${HANDLER});
app.get('/' + Level[0] + Level.Higher, ${HANDLER});
app.get('/' + Bits[Bits.All] + Bits.All, ${HANDLER});
app.get('/' + Object.values(Level).join('-'), ${HANDLER});${END}`;
  await ask({ 'app.ts': program }, [
    'GET /Both -> 200',
    'GET /High -> 404',
    'GET /Low6 -> 200',
    'GET /All3 -> 200',
    'GET /Low-Both-Higher-0-5-6-5 -> 200',
  ]);
});

test('what generators yield is gone through as a list is', async () => {
  const program = `${HEAD}
function* routes() {
  yield ['/a', ${GUARD}];
  for (const path of ['/b', '/c']) yield [path, (req, res, next) => next()];
  if (process.env.DEMO) yield ['/demo', ${GUARD}];
  yield* more();
}
function* more() { yield ['/d', ${GUARD}]; }
class Table { *paths() { yield '/x'; yield '/y'; return '/z'; } }
for (const [path, guard] of routes()) app.get(path, guard, ${HANDLER});
app.get('/list', ...[...more()].map(([, guard]) => guard), ${HANDLER});
const [[, first]] = more();
app.get('/first', first, ${HANDLER});
for (const path of new Table().paths()) app.get(path, ${GUARD}, ${HANDLER});
app.get('/from' + Array.from(more())[0][0], ${HANDLER});${END}`;
  await ask({ 'app.js': program }, [
    'GET /a -> 401',
    'GET /b -> 200',
    'GET /c -> 200',
    'GET /d -> 401',
    'GET /demo -> ? 404',
    'GET /list -> 401',
    'GET /first -> 401',
    'GET /x -> 401',
    'GET /y -> 401',
    'GET /z -> 404',
    'GET /from/d -> 200',
    'GET /none -> 404',
  ]);
});

test('what a generator adds to an app is there perhaps, and one that goes on for ever is not known', async () => {
  const adds = `${HEAD}
function* setup() { app.get('/x', ${HANDLER}); yield 1; app.get('/y', ${HANDLER}); }
setup().next();${END}`;
  await ask({ 'app.js': adds }, ['GET /x -> ? 200', 'GET /y -> ? 404']);
  const waits = `${HEAD}
async function* paths() { yield '/x'; yield await Promise.resolve('/y'); }
(async () => { for await (const path of paths()) app.get(path, ${GUARD}, ${HANDLER}); })();${END}`;
  await ask({ 'app.js': waits }, ['GET /x -> 401', 'GET /y -> 401', 'GET /none -> 404']);
  const open = `${HEAD}
function* count() { let i = 0; while (true) yield '/n' + i++; }
app.get('/me', ${GUARD}, ${HANDLER});
for (const path of count()) { if (path === '/n2') break; app.get(path, ${HANDLER}); }${END}`;
  await ask({ 'app.js': open }, ['GET /me -> 401', 'GET /n1 -> ? 200', 'GET /n3 -> ? 404']);
});

test('where a module is not there, what follows in its try and the handler are each there perhaps', async () => {
  const program = `const express = require('express');
const app = express();
try {
  app.get('/front', ${GUARD}, ${HANDLER});
  require('./missing');
  app.get('/in', ${HANDLER});
} catch { app.get('/caught', ${GUARD}, ${HANDLER}); }
let options;
try { options = require('./options.json'); } catch {}
if (options) app.get('/with', ${HANDLER}); else app.get('/without', ${HANDLER});
function load() { require('./gone'); app.get('/loaded', ${HANDLER}); }
try { load(); app.get('/after', ${HANDLER}); } catch {}
try { require('./there'); app.get('/there', ${HANDLER}); } catch {}
module.exports = app;`;
  const perhaps = [
    '/in -> ? 404',
    '/caught -> ? 401',
    '/with -> ? 404',
    '/without -> ? 200',
    '/after -> ? 404',
  ];
  await ask({ 'app.js': program, 'there.js': 'module.exports = 1;' }, [
    'GET /front -> 401',
    ...perhaps.map((one) => `GET ${one}`),
    'GET /there -> 200',
    'GET /none -> 404',
  ]);
});

test('a package that need not be installed is tried: what follows is there perhaps, unless the handler ends the program', async () => {
  const program = `const express = require('express');
const app = express();
try {
  const extra = require('extra');
  app.get('/in', ${HANDLER});
} catch (error) { app.get('/caught', ${HANDLER}); }
try { require('needed'); app.get('/needed', ${HANDLER}); } catch {}
try { require('node:path'); app.get('/node', ${HANDLER}); } catch {}
try { require('extra'); app.get('/fatal', ${HANDLER}); } catch (error) { console.error(error); process.exit(1); }
module.exports = app;`;
  const manifest =
    '{ "dependencies": { "express": "4", "needed": "1" }, "optionalDependencies": { "extra": "1" } }';
  await ask({ 'app.js': program, 'package.json': manifest }, [
    'GET /in -> ? 404',
    'GET /caught -> ? 200',
    'GET /needed -> 200',
    'GET /node -> 200',
    'GET /fatal -> 200',
    'GET /none -> 404',
  ]);
});

test('what follows two conditions that may both have left is there where neither has', async () => {
  const leaves = (first: string, second: string) =>
    `if (process.env.A) { if (process.env.B === 'x') ${first}; } else { if (process.env.B === 'y') ${second}; }`;
  const program = `const express = require('express');
const app = express();
function setup() { ${leaves('return', 'return')} app.get('/rest', ${HANDLER}); }
setup();
function pick() { ${leaves("return '/x'", "return '/y'")} return '/z'; }
app.get(pick(), ${HANDLER});
for (const path of ['/one', '/two']) { ${leaves('continue', 'break')} app.get(path, ${HANDLER}); }
app.get('/behind', ${HANDLER});
module.exports = app;`;
  const perhaps = [
    '/rest -> ? 200',
    '/x -> ? 404',
    '/y -> ? 404',
    '/z -> ? 200',
    '/one -> ? 200',
    '/two -> ? 200',
  ];
  await ask({ 'app.js': program }, [
    ...perhaps.map((one) => `GET ${one}`),
    'GET /behind -> 200',
    'GET /none -> 404',
  ]);
});
