// Installed packages: which of them are read for an app, which are not, and that nothing is found in their files.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { routes } from '../../server/src/core';
import { isExpressLayer } from '../../server/src/core/kinds/express/layer';
import { loadJsParser } from '../../server/src/host/node-parser';
import { Session } from '../../server/src/host/session';
import { HANDLER, hostOf, rows } from '../support/express-rows';

const START = "const express = require('express');\nconst app = express();\n";
const OPEN = `app.get('/own', ${HANDLER});`;
const ROUTER = `module.exports = () => require('express').Router().get('/of-package', ${HANDLER});`;

const program = (lines: readonly string[], files: Readonly<Record<string, string>>) =>
  rows({ 'app.js': START + [...lines, OPEN].join('\n'), ...files });

test('a router of a package that needs Express is mounted; one that is only tested with it is left open', async () => {
  const files = (list: string) => ({
    'node_modules/kit/package.json': `{ "${list}": { "express": "4" } }`,
    'node_modules/kit/index.js': ROUTER,
  });
  const lines = ["app.use('/kit', require('kit')());"];
  assert.deepEqual(await program(lines, files('peerDependencies')), [
    'GET /kit/of-package 200',
    'GET /own 200',
  ]);
  assert.deepEqual(await program(lines, files('devDependencies')), ['GET /own 200']);
});

test('a package that is not there, and one of too many files, leave a gap in the app that they are given', async () => {
  const gap = ['GET /own the package kit is given the app'];
  assert.deepEqual(await program(["require('kit')(app);"], {}), gap);
  const parts = Array.from({ length: 70 }, (_, i) => `part${i}`);
  const files = {
    'node_modules/kit/package.json': '{}',
    'node_modules/kit/index.js': `${parts.map((one) => `require('./${one}');`).join('\n')}
module.exports = (app) => app.get('/x', ${HANDLER});`,
    ...Object.fromEntries(parts.map((one) => [`node_modules/kit/${one}.js`, ''])),
  };
  assert.deepEqual(await program(["require('kit')(app);"], files), gap);
});

test('a package that names Express may be larger than one that does not, up to a bound', async () => {
  const files = (count: number) => {
    const parts = Array.from({ length: count }, (_, i) => `part${i}`);
    return {
      'node_modules/kit/package.json': '{ "dependencies": { "express": "4" } }',
      'node_modules/kit/index.js': `${parts.map((one) => `require('./${one}');`).join('\n')}\n${ROUTER}`,
      ...Object.fromEntries(parts.map((one) => [`node_modules/kit/${one}.js`, ''])),
    };
  };
  const lines = ["app.use('/kit', require('kit')());"];
  assert.deepEqual(await program(lines, files(200)), ['GET /kit/of-package 200', 'GET /own 200']);
  assert.deepEqual(await program(lines, files(260)), ['GET /own 200']);
  const given = (count: number) => {
    const own = `module.exports = (app) => app.get('/of-package', ${HANDLER});`;
    return Object.fromEntries(
      Object.entries(files(count)).map(([name, text]) => [name, text.replace(ROUTER, own)]),
    );
  };
  assert.deepEqual(await program(["require('kit')(app);"], given(200)), [
    'GET /of-package 200',
    'GET /own 200',
  ]);
  assert.deepEqual(await program(["require('kit')(app);"], given(260)), [
    'GET /own the package kit is given the app',
  ]);
});

test('a package sees the folder that the program is started in, and opens its files by their paths', async () => {
  const files = {
    'api/Users.js': `exports.list = ${HANDLER};`,
    'node_modules/map/package.json': '{ "dependencies": { "express": "4" } }',
    'node_modules/map/lib/index.js': `var path = require('path');
var entries = require('object.entries');
var _toConsumableArray2 = require('@babel/runtime/helpers/toConsumableArray');
module.exports = (routes, folder) => {
  var router = require('express').Router();
  var from = path.join(process.cwd(), folder);
  entries(routes).forEach(([path, name]) => router.get(path, (0, _toConsumableArray2.default)([require("".concat(from).concat(name)).list])));
  return router;
};`,
    'node_modules/map/api/Users.js': `exports.list = (req, res) => res.sendStatus(403);`,
  };
  const lines = ["app.use('/kit', require('map/lib')({ '/users': 'Users' }, 'api/'));"];
  assert.deepEqual(await program(lines, files), ['GET /kit/users 200', 'GET /own 200']);
});

test('an app that an object of a package holds is not lost when another package gets that object', async () => {
  const files = {
    'node_modules/kit/package.json': '{}',
    'node_modules/kit/index.js': 'exports.Server = class { constructor(app) { this.app = app; } };',
  };
  assert.deepEqual(await program(["require('other').run(new (require('kit').Server)(app));"], files), [
    'GET /own the package other is given the app',
  ]);
});

test('what a package is known to do is not looked up in its files', async () => {
  const files = {
    'node_modules/cors/package.json': '{ "dependencies": { "express": "4" } }',
    'node_modules/cors/index.js': ROUTER,
  };
  assert.deepEqual(await program(["app.use(require('cors')());"], files), ['GET /own 200']);
});

test('nothing is found in the files of packages, and they are read only where an app needs them', async () => {
  const guard =
    "app.get('/secret', (req, res) => { if (!req.headers.authorization) res.sendStatus(401); res.json({}); });";
  const files = {
    '/p/package.json': '{ "dependencies": { "express": "4" } }',
    '/p/app.js': `${START}require('kit')(app);\nrequire('unrelated')(1);\n${guard}`,
    '/p/node_modules/kit/package.json': '{}',
    '/p/node_modules/kit/index.js': `module.exports = (app) => { ${guard.replace('/secret', '/kit')} };\n// authlint-ignore nothing`,
    '/p/node_modules/unrelated/package.json': '{}',
    '/p/node_modules/unrelated/index.js': ROUTER,
  };
  const host = hostOf(files);
  const read: string[] = [];
  const session = new Session({
    discover: host.discover,
    stat: host.stat,
    glob: host.glob,
    loadJsParser,
    read: (path) => {
      read.push(path);
      return host.read(path);
    },
  });
  await session.discover(['/p']);
  const analysis = await session.analyze();
  assert.deepEqual(
    routes(analysis)
      .map(({ path }) => path)
      .sort(),
    ['/kit', '/secret'],
  );
  const found = new Set(analysis.findings.map(({ at }) => at.file));
  assert.deepEqual([...found], ['/p/app.js']);
  assert.ok(read.includes('/p/node_modules/kit/index.js'));
  assert.ok(!read.some((path) => path.includes('unrelated')));
});

test('what a callback puts into an object for each of an unknown list may be there', async () => {
  const lines = [
    'const on = {};',
    "require('settings').parts.forEach((part) => { on[part] = true; });",
    `if (on.users) app.get('/users', ${HANDLER});`,
  ];
  assert.deepEqual(await program(lines, {}), ['GET /own 200', 'GET /users it depends on a condition']);
});

test('a module that a package was not there for runs again once it is installed, and not before', async () => {
  const texts: Record<string, string> = {
    '/p/package.json': '{ "dependencies": { "express": "4" } }',
    '/p/server.js': "require('./app').listen(80);",
    '/p/app.js': `${START}require('kit')(app);\n${OPEN}\nmodule.exports = app;`,
  };
  const session = new Session(hostOf(texts));
  await session.discover(['/p']);
  const paths = async () => routes(await session.analyze()).map(({ path }) => path);
  const stackOf = async () => {
    const [layer] = (await session.analyze()).layers.filter(isExpressLayer);
    assert.ok(layer !== undefined);
    return layer.stack.app;
  };
  assert.deepEqual(await paths(), ['/own']);
  const before = await stackOf();
  session.open('/p/server.js', "require('./app').listen(8080);");
  assert.equal(await stackOf(), before);
  texts['/p/node_modules/kit/package.json'] = '{}';
  texts['/p/node_modules/kit/index.js'] = `module.exports = (app) => app.get('/of-package', ${HANDLER});`;
  session.changed(Object.keys(texts));
  session.open('/p/server.js', "require('./app').listen(8081);");
  assert.deepEqual(await paths(), ['/of-package', '/own']);
});
