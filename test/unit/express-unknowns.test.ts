// What a program leaves open: paths of settings, loops over what nobody knows, rounds and loops that are left early.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GUARD, HANDLER, rows } from '../support/express-rows';

const START = "const express = require('express');\nconst app = express();\n";
const program = (...lines: readonly string[]) => rows({ 'app.js': START + lines.join('\n') });

test('a route whose path is not known answers for no route that it cannot be', async () => {
  assert.deepEqual(
    await program(
      "const given = require('settings');",
      `app.post(given.path + '/x', ${GUARD}, ${HANDLER});`,
      `app.get('/open', ${HANDLER});`,
      `app.get(given.path, ${GUARD}, ${HANDLER});`,
      `app.get('/perhaps', ${HANDLER});`,
    ),
    [
      'GET /(unknown) the path is not known',
      'GET /open 200',
      'GET /perhaps the path is not known',
      'POST /(unknown)/x the path is not known',
    ],
  );
});

test('a mount whose path is not known changes nothing for requests that none of its routes can be', async () => {
  assert.deepEqual(
    await program(
      "const { prefix } = require('settings');",
      'const api = express.Router();',
      `api.get('/users', ${GUARD}, ${HANDLER});`,
      'app.use(prefix, api);',
      `app.get('/open', ${HANDLER});`,
      `app.get('/v1/users', ${HANDLER});`,
    ),
    ['GET /(unknown)/users the path is not known', 'GET /open 200', 'GET /v1/users the path is not known'],
  );
});

test('a path that is known but for a part of it is none of those that start or end otherwise', async () => {
  assert.deepEqual(
    await program(
      "const { version, name } = require('settings');",
      'const api = express.Router();',
      `api.use(${GUARD});`,
      `api.get('/users', ${HANDLER});`,
      'app.use(`/api/${version}`, api);',
      "app.use(name + '/:id/inner/', api);",
      `app.get('/apples', ${HANDLER});`,
      `app.get('/api/x', ${HANDLER});`,
      `app.get('/a/1/inner/x', ${HANDLER});`,
      `app.get('/a/inner', ${HANDLER});`,
      `app.get('/inside/outer', ${HANDLER});`,
    ),
    [
      'GET /(unknown)/:id/inner/users the path is not known',
      'GET /a/1/inner/x the path is not known',
      'GET /a/inner the path is not known',
      'GET /api/(unknown)/users the path is not known',
      'GET /api/x the path is not known',
      'GET /apples 200',
      'GET /inside/outer 200',
    ],
  );
});

test('a guard under a path that is not known may be in front of all that follows', async () => {
  assert.deepEqual(
    await program(
      "const { prefix } = require('settings');",
      `app.get('/before', ${HANDLER});`,
      `app.use(prefix, ${GUARD});`,
      `app.get('/after', ${HANDLER});`,
    ),
    ['GET /after the path is not known', 'GET /before 200'],
  );
});

test('parameters of a path that is not known are not known', async () => {
  const answer = '(req, res) => res.sendStatus(req.params.id === undefined ? 200 : 401)';
  assert.deepEqual(await program(`app.all(require('settings').path, ${answer});`), [
    '* /(unknown) the parameters of this path are not known: it may be 200 or 401',
  ]);
});

test('a path that the environment may set is the one that stands behind it', async () => {
  assert.deepEqual(
    await program(
      "const base = process.env.BASE || '/api';",
      `app.get(\`\${base}/closed\`, ${GUARD}, ${HANDLER});`,
      `app.use(base, ${GUARD});`,
      `app.get('/open', ${HANDLER});`,
      `app.get(process.env.ELSE, ${HANDLER});`,
    ),
    ['GET /(unknown) the path depends on process.env.ELSE', 'GET /api/closed 401', 'GET /open 200'],
  );
});

test('a condition that chooses between paths gives a route for each', async () => {
  assert.deepEqual(
    await program(
      "const given = require('settings');",
      "const base = given.old ? '/v1' : '/v2';",
      `app.get(base + '/x', ${HANDLER});`,
      `app.get(given.old ? '/a' : '/b', ${HANDLER});`,
      "const path = given.path === undefined ? '/plain' : given.path;",
      `app.get(path, ${HANDLER});`,
    ),
    [
      'GET /(unknown) it depends on a condition',
      'GET /a it depends on a condition',
      'GET /b it depends on a condition',
      'GET /plain it depends on a condition',
      'GET /v1/x it depends on a condition',
      'GET /v2/x it depends on a condition',
    ],
  );
});

test('what a loop over what is not known adds is listed, and may be there or not', async () => {
  assert.deepEqual(
    await program(
      "const { names, guards } = require('settings');",
      `for (const name of names) app.get('/' + name + '/info', ${HANDLER});`,
      `names.forEach((name) => app.post('/all', ${HANDLER}));`,
      `app.get('/open', ${HANDLER});`,
      `for (const on of guards) app.use('/closed', ${GUARD});`,
      `app.get('/closed', ${HANDLER});`,
      `app.get('/free', ${HANDLER});`,
    ),
    [
      'GET /(unknown)/info a loop over what is not known',
      'GET /closed a loop over what is not known',
      'GET /free 200',
      'GET /open 200',
      'POST /all a loop over what is not known',
    ],
  );
});

test('what changes from round to round of a loop is not known', async () => {
  assert.deepEqual(
    await program(
      "const { parts } = require('settings');",
      "let path = '';",
      `for (const part of parts) { path += '/a'; app.get(path, ${GUARD}, ${HANDLER}); }`,
      `app.post('/open', ${HANDLER});`,
      `app.get('/a/a', ${HANDLER});`,
    ),
    [
      'GET /(unknown)/a a loop over what is not known',
      'GET /a/a a loop over what is not known',
      'POST /open 200',
    ],
  );
});

test('rounds and loops that may be left early add what follows perhaps', async () => {
  assert.deepEqual(
    await program(
      "const { off, last } = require('settings');",
      "for (const name of ['a', 'b']) {",
      '  if (off[name]) continue;',
      `  app.get('/' + name, ${HANDLER});`,
      '}',
      "for (const name of ['c', 'd']) {",
      `  app.get('/' + name, ${HANDLER});`,
      '  if (last === name) break;',
      '}',
      `app.get('/e', ${HANDLER});`,
    ),
    [
      'GET /a it depends on a condition',
      'GET /b it depends on a condition',
      'GET /c 200',
      'GET /d it depends on a condition',
      'GET /e 200',
    ],
  );
});

test('lists and objects are gone through by lodash, and an app that settings are put onto stays one', async () => {
  assert.deepEqual(
    await program(
      "const _ = require('lodash');",
      "const each = require('lodash/each');",
      "const given = require('settings');",
      'const made = _.extend(app, given);',
      "const options = _.assign({}, { path: '/plain' }, { guard: true });",
      `made.get(options.path, ${HANDLER});`,
      `_.forEach(['a', 'b'], (name) => app.get('/' + name, ${HANDLER}));`,
      `_.each({ c: ${HANDLER}, d: ${HANDLER} }, (handler, name) => app.get('/' + name, handler));`,
      `each(given.names, (name) => app.post('/' + name + '/x', ${HANDLER}));`,
    ),
    [
      'GET /a 200',
      'GET /b 200',
      'GET /c 200',
      'GET /d 200',
      'GET /plain 200',
      'POST /(unknown)/x the path is not known',
    ],
  );
});
