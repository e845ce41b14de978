// Programs that load what they find in a folder: which names they see there, and what is not known.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { routes } from '../../server/src/core';
import type { Host } from '../../server/src/host/files';
import { memoryHost } from '../../server/src/host/memory';
import { nodeHost } from '../../server/src/host/node';
import { loadJsParser } from '../../server/src/host/node-parser';
import { Session } from '../../server/src/host/session';
import { HANDLER, rows } from '../support/express-rows';

const ROUTER = `const router = require('express').Router(); router.get('/', ${HANDLER}); module.exports = router;`;
const LOADER = [
  "const fs = require('fs');",
  "const path = require('path');",
  "const app = require('express')();",
  "for (const file of fs.readdirSync(path.join(__dirname, 'routes'))) {",
  "  app.use('/' + path.parse(file).name, require('./routes/' + file));",
  '}',
].join('\n');

async function paths(session: Session): Promise<readonly string[]> {
  return routes(await session.analyze()).map(({ path }) => path);
}

test('a file that is added to a folder is there in the next analysis', async () => {
  const files: Record<string, string> = {
    '/p/package.json': '{ "dependencies": { "express": "4" } }',
    '/p/app.js': LOADER,
    '/p/routes/a.js': ROUTER,
  };
  const session = new Session(memoryHost(files, loadJsParser));
  await session.discover(['/p']);
  assert.deepEqual(await paths(session), ['/a']);
  files['/p/routes/b.js'] = ROUTER;
  session.changed(['/p/routes/b.js']);
  await session.discover(['/p']);
  assert.deepEqual(await paths(session), ['/a', '/b']);
  delete files['/p/routes/a.js'];
  session.changed(['/p/routes/a.js']);
  await session.discover(['/p']);
  assert.deepEqual(await paths(session), ['/b']);
});

test('a host that answers at once is asked while the program runs, and its routes are the same', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'authlint-'));
  mkdirSync(join(folder, 'routes'));
  writeFileSync(join(folder, 'app.js'), LOADER);
  // An app that is found is a part of the program that finds it, and none of its own.
  const app = ROUTER.replace('.Router()', '()');
  for (const [name, text] of [
    ['a', ROUTER],
    ['b', app],
  ] as const)
    writeFileSync(join(folder, 'routes', `${name}.js`), text);
  const { atOnce, ...slow } = nodeHost(folder);
  assert.ok(atOnce !== undefined);
  const patterns: string[] = [];
  const glob: Host['glob'] = (pattern) => {
    patterns.push(pattern);
    return slow.glob(pattern);
  };
  const pathsOn = async (host: Host) => {
    const session = new Session(host);
    await session.discover([folder]);
    return paths(session);
  };
  assert.deepEqual(await pathsOn({ ...slow, glob, atOnce }), ['/a', '/b']);
  assert.deepEqual(patterns, []);
  assert.deepEqual(await pathsOn({ ...slow, glob }), ['/a', '/b']);
  assert.equal(patterns.length, 1);
  rmSync(folder, { recursive: true });
});

test('a program that loads a module which no text names is not run again where nothing has changed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'authlint-'));
  const loader = "const app = require('express')(); app.use('/a', require('./' + ['ro', 'uter'].join('')));";
  writeFileSync(join(folder, 'app.js'), loader);
  writeFileSync(join(folder, 'router.js'), ROUTER);
  const session = new Session(nodeHost(folder));
  await session.discover([join(folder, 'app.js')]);
  const { layers } = await session.analyze();
  assert.deepEqual(await paths(session), ['/a']);
  assert.equal((await session.analyze()).layers[0], layers[0]);
  rmSync(folder, { recursive: true });
});

test('a module of TypeScript that does not name its own extension sees what a compiler makes of its neighbours', async () => {
  const router = `import { Router } from 'express'; const router = Router(); router.get('/', ${HANDLER}); export default router;`;
  const loader = (test: string) =>
    [
      "import { readdirSync } from 'node:fs';",
      "import { basename, join } from 'node:path';",
      "import express from 'express';",
      'const app = express();',
      'readdirSync(__dirname)',
      `  .filter((file) => ${test} && file !== basename(__filename))`,
      "  .forEach((file) => app.use('/' + basename(file).split('.')[0], require(join(__dirname, file)).default));",
    ].join('\n');
  const compiled = await rows({ 'app.ts': loader("file.endsWith('.js')"), 'items.ts': router });
  assert.deepEqual(compiled, ['GET /items 200']);
  const own = await rows({ 'app.ts': loader("file.endsWith('.ts')"), 'items.ts': router });
  assert.deepEqual(own, ['GET /items 200']);
});

test('a promise, a callback and the folder that a program is started in', async () => {
  const text = [
    "const fs = require('fs');",
    "const { readdir } = require('fs/promises');",
    "const app = require('express')();",
    'const load = (prefix, files) => {',
    "  for (const file of files) app.use(prefix + file.replace(/\\.js$/, ''), require(process.cwd() + '/routes/' + file));",
    '};',
    "readdir('routes').then((files) => load('/promised/', files));",
    "fs.readdir('./routes', (error, files) => { if (!error) load('/called/', files); });",
    "(async () => load('/awaited/', await fs.promises.readdir(process.cwd() + '/routes')))();",
  ].join('\n');
  assert.deepEqual(await rows({ 'app.js': text, 'routes/a.js': ROUTER }), [
    'GET /awaited/a 200',
    'GET /called/a 200',
    'GET /promised/a 200',
  ]);
});

test('packages that look for files by patterns', async () => {
  const text = [
    "const { globSync } = require('glob');",
    "const fg = require('fast-glob');",
    "const app = require('express')();",
    "const path = require('path');",
    "const use = (prefix) => (file) => app.use(prefix + path.basename(file, '.js'), require(path.resolve(file)));",
    "globSync('**/*.routes.{js,mjs}', { cwd: __dirname, absolute: true, ignore: ['**/old/**'] }).forEach(use('/a/'));",
    "fg.sync(['routes/*.js', '!routes/index.js']).forEach(use('/b/'));",
  ].join('\n');
  assert.deepEqual(
    await rows({
      'app.js': text,
      'routes/index.js': '',
      'routes/x.js': ROUTER,
      'users/users.routes.js': ROUTER,
      'users/old/items.routes.js': ROUTER,
    }),
    ['GET /a/users.routes 200', 'GET /b/x 200'],
  );
});

test('what lies outside of the workspace, or among packages, is not known', async () => {
  for (const folder of ["'/elsewhere'", "__dirname + '/node_modules'", 'process.env.PLUGINS']) {
    const text = [
      "const fs = require('fs');",
      "const app = require('express')();",
      `for (const file of fs.readdirSync(${folder})) require(${folder} + '/' + file)(app);`,
      `app.get('/last', ${HANDLER});`,
    ].join('\n');
    const [row] = await rows({ 'app.js': text, 'node_modules/x/index.js': 'module.exports = () => {};' });
    assert.match(row ?? '', /^GET \/last (?!200)/, folder);
  }
});
