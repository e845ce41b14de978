// What is not taken for a yes: unknown functions that are given credentials, timers, and answers that may be failures.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HANDLER, rows } from '../support/express-rows';

const START = `const express = require('express');
const app = express();
const service = require('service');
const tokenOf = (req) => (req.headers.authorization || '').replace(/^Bearer /, '');
`;
const program = (...lines: readonly string[]) => rows({ 'app.js': START + lines.join('\n') });

const REFUSES = 'whether this refuses wrong credentials is not known';

/** The answers to requests without credentials, by a guard that each of some statements makes. */
async function guardsOf(statements: readonly string[]): Promise<readonly string[]> {
  const answers = await program(
    ...statements.map(
      (one, i) =>
        `app.get('/${i}', async (req, res, next) => { const token = tokenOf(req); ${one} next(); }, ${HANDLER});`,
    ),
  );
  return answers.map((row) => row.replace(/^GET \/\d+ /, '').replace(/: what .*/, ''));
}

test('an unknown function that is given the token and waited for may refuse', async () => {
  const statements = [
    'await service.process(token);',
    'try { await service.process(token); } catch { return res.sendStatus(401); }',
    'req.user = await service.unwrap(tokenOf(req));',
    'await service.verifyToken(token);',
    'await service.process(req);',
    'service.assertAllowed(token);',
    'try { service.unwrap(token); } catch { return res.sendStatus(401); }',
    'return service.ensure(token).then(() => next()).catch(() => res.sendStatus(401));',
  ];
  assert.deepEqual(
    await guardsOf(statements),
    statements.map(() => REFUSES),
  );
});

test('what does something else with the token, or is not waited for, lets through', async () => {
  const statements = [
    'service.log(token);',
    'await service.record(token);',
    'await service.connect();',
    'await service.update(req.path);',
    'service.process(token);',
    'req.hashed = service.hashOf(token);',
  ];
  assert.deepEqual(
    await guardsOf(statements),
    statements.map(() => '200'),
  );
});

test('a callback may be told that the token is wrong', async () => {
  const [answer] = await guardsOf([
    'return service.unwrap(token, (error, user) => { if (error) return res.sendStatus(401); next(); });',
  ]);
  assert.equal(answer, 'how wrong credentials are told here is not known');
});

test('what a timer changes later is open from the start', async () => {
  assert.deepEqual(
    await program(
      'let ready = false; setTimeout(() => { ready = true; }, 5000);',
      'const state = { on: false }; setTimeout(() => { state.on = true; }, 5000);',
      'const now = { on: false }; setTimeout(() => { now.on = true; }, 0);',
      "app.get('/a', (req, res) => res.sendStatus(ready ? 200 : 503));",
      "app.get('/b', (req, res) => res.sendStatus(state.on ? 200 : 401));",
      "app.get('/c', (req, res) => res.sendStatus(now.on ? 200 : 401));",
    ),
    [
      'GET /a "ready" changes while the program runs: it may be 200 or 503',
      'GET /b "on" changes while the program runs: it may be 200 or 401',
      'GET /c 200',
    ],
  );
});

test('a handler that fails or not is open, one that finds or not is not', async () => {
  assert.deepEqual(
    await program(
      "app.get('/found', (req, res) => res.sendStatus(service.has ? 200 : 404));",
      "app.get('/ready', (req, res) => res.sendStatus(service.has ? 200 : 503));",
    ),
    ['GET /found 200', 'GET /ready what service gives is not known: it may be 200 or 503'],
  );
});
