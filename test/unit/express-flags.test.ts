// Flags that handlers switch, handlers of packages that handlers call, methods of nothing: as run on Express 4.22 and 5.3.
import { test } from 'node:test';
import { asked, GUARD, HANDLER } from '../support/express-rows';

/** Asks on both versions, which make no difference here. */
async function ask(text: string, lines: readonly string[]): Promise<void> {
  const program = `const express = require('express');\nconst app = express();\n${text}\nmodule.exports = app;`;
  for (const version of ['4', '5']) await asked({ 'app.js': program }, lines, version);
}

const ROUTES = `app.get('/me', ${GUARD}, ${HANDLER});\napp.get('/open', ${HANDLER});`;
const SERVED = ['GET /me -> 401', 'GET /me  x-key: k -> 200', 'GET /open -> 200', 'GET /none -> 404'];

test('what a server answers while it serves nobody is no answer to who gets in', async () => {
  const flags = [
    [`let down = false;`, 'down', 'down = !down'],
    [`const state = { down: false };`, 'state.down', 'state.down = true'],
    [`app.locals.down = false;`, 'req.app.locals.down', 'app.locals.down = true'],
    [`let ready = false; setTimeout(() => { ready = true; }, 1);`, '!ready', ''],
  ];
  for (const [declared, flag, change] of flags) {
    await ask(
      `${declared}
app.use((req, res, next) => { if (${flag}) return res.status(503).json({}); next(); });
app.post('/switch', ${GUARD}, (req, res) => { ${change}; res.json({}); });
${ROUTES}`,
      [...SERVED, 'POST /switch -> 401'],
    );
  }
});

test('what a flag chooses otherwise is not known, and what the environment chooses neither', async () => {
  const login = `let isIn = false;
app.post('/login', (req, res) => { isIn = true; res.json({}); });
app.get('/me', (req, res, next) => (isIn ? next() : res.sendStatus(401)), ${HANDLER});`;
  await ask(login, ['GET /me -> ? 401', 'POST /login -> 200']);
  const closed = `app.use((req, res, next) => (process.env.CLOSED ? res.sendStatus(503) : next()));\n${ROUTES}`;
  await ask(closed, ['GET /me -> ? 401', 'GET /open -> ? 200']);
  const always = `let down = false;
app.post('/switch', (req, res) => { down = true; res.json({}); });
app.use((req, res) => res.sendStatus(down ? 503 : 503));`;
  await ask(always, ['GET /me -> 503']);
});

test('a handler of a package that a handler calls goes on as one that is put there', async () => {
  const calls = [
    `const i18n = require('i18n'); app.use((req, res, next) => { i18n.init(req, res); next(); });`,
    `const i18n = require('i18n'); app.use((req, res, next) => i18n.init(req, res, next));`,
    `const trim = require('trim-request'); app.use((req, res, next) => trim.all(req, res, next));`,
    `const layouts = require('express-ejs-layouts'); app.use((req, res, next) => { layouts(req, res, next); });`,
    `const context = require('express-http-context'); app.use((req, res, next) => context.middleware(req, res, next));`,
    `const morgan = require('morgan'); app.use((req, res, next) => morgan('tiny')(req, res, next));`,
  ];
  for (const call of calls) await ask(`${call}\n${ROUTES}`, SERVED);
  await ask(
    `const i18n = require('i18n'); app.use((req, res, next) => { i18n.init(req, res); });\n${ROUTES}`,
    ['GET /open -> 0'],
  );
});

test('methods of every object throw where they are called of none', async () => {
  await ask(
    `app.get('/value', (req, res) => { valueOf(); res.json({}); });
app.get('/own', (req, res) => { try { hasOwnProperty('x'); res.json({}); } catch { res.sendStatus(401); } });
app.get('/text', (req, res) => { toString(); res.json({}); });
app.get('/declared', (req, res) => { const valueOf = () => 1; valueOf(); res.json({}); });`,
    ['GET /value -> 500', 'GET /own -> 401', 'GET /text -> 200', 'GET /declared -> 200'],
  );
});
