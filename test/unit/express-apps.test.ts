// What handlers ask the app that runs them, and what of it is not known since handlers change it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HANDLER, rows } from '../support/express-rows';

const START = "const express = require('express');\nconst app = express();\n";
const program = (...lines: readonly string[]) => rows({ 'app.js': START + lines.join('\n') });
const asks = (what: string) => `(req, res, next) => (${what} ? next() : res.sendStatus(401))`;

test('a setting and a local of an app are what the program gave it when it started', async () => {
  assert.deepEqual(
    await program(
      "app.set('mode', 'open');",
      "app.locals.mode = 'open';",
      `app.get('/enabled', ${asks("req.app.enabled('mode')")}, ${HANDLER});`,
      `app.get('/local', ${asks("res.app.locals.mode === 'open'")}, ${HANDLER});`,
      `app.get('/none', ${asks("req.app.get('none')")}, ${HANDLER});`,
      `app.get('/own', ${asks("app.get('mode') === 'open'")}, ${HANDLER});`,
      `app.get('/setting', ${asks("req.app.get('mode') === 'open'")}, ${HANDLER});`,
    ),
    ['GET /enabled 200', 'GET /local 200', 'GET /none 401', 'GET /own 200', 'GET /setting 200'],
  );
});

test('what a handler changes is not known, by whichever name it got hold of it', async () => {
  const changes = [
    "req.app.set('mode', req.query.mode)",
    "app.disable('mode')",
    'app.set(req.query.name, 1)',
    "const of = req.app.get('mode'); of.open = false",
    "req.app.get('mode').open = false",
  ];
  for (const change of changes) {
    const [first] = await program(
      "app.set('mode', { open: true });",
      `app.get('/', ${asks("req.app.get('mode').open")}, ${HANDLER});`,
      `app.post('/', (req, res) => { ${change}; res.end(); });`,
    );
    assert.match(first ?? '', /^GET \/ (?!200|401)/, change);
  }
});

test('what a handler changes of app.locals is not known', async () => {
  const changes = [
    'req.app.locals.mode = null',
    'req.app.locals.mode.open = false',
    'delete app.locals.mode',
    'app.locals[req.query.name] = null',
    'Object.assign(req.app.locals, req.body)',
    'const { mode } = req.app.locals; mode.open = false',
    'const { locals } = req.app; locals.mode = null',
    'const all = req.app.locals; all.mode = null',
    'change(app.locals)',
  ];
  for (const change of changes) {
    const [first] = await program(
      "const change = require('change');",
      'app.locals.mode = { open: true };',
      `app.get('/', ${asks('req.app.locals.mode.open')}, ${HANDLER});`,
      `app.post('/', (req, res) => { ${change}; res.end(); });`,
    );
    assert.match(first ?? '', /^GET \/ (?!200|401)/, change);
  }
});

test('an app that is mounted has its own locals, and the settings of those around it', async () => {
  assert.deepEqual(
    await program(
      "app.set('key', 'k');",
      "app.locals.key = 'k';",
      'const sub = express();',
      `sub.get('/local', ${asks('req.app.locals.key')}, ${HANDLER});`,
      `sub.get('/set', ${asks("req.app.get('key')")}, ${HANDLER});`,
      `sub.get('/around', ${asks('app.locals.key')}, ${HANDLER});`,
      "app.use('/sub', sub);",
      'const router = express.Router();',
      "router.use('/loose', sub);",
      'app.use(router);',
    ),
    [
      'GET /loose/around what "locals" is here is not known',
      'GET /loose/local 401',
      'GET /loose/set 401',
      'GET /sub/around 200',
      'GET /sub/local 401',
      'GET /sub/set 200',
    ],
  );
});

test('what depends on a condition, and what a package may have set, is not known', async () => {
  assert.deepEqual(
    await program(
      "const { isOpen } = require('settings');",
      "if (isOpen) app.set('mode', 'open');",
      `app.get('/', ${asks("req.app.get('mode')")}, ${HANDLER});`,
    ),
    ['GET / the setting "mode" depends on a condition'],
  );
});
