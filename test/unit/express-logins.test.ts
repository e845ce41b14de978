// What is decided of logins: which answer a body leads to, and what has expired.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decideStack } from '../../server/src/core/kinds/express/dispatch/decide';
import { type Credentials, requestTo } from '../../server/src/core/model/request';
import { programOf, stackOf } from '../truth/express/load';

/** The statuses that good and bad credentials get of a handler; `null` where that is not known. */
function answers(handler: string, headers: Readonly<Record<string, string>> = {}): readonly unknown[] {
  const text = `const express = require('express');
    const app = express();
    const store = new Map();
    app.use(express.json());
    app.post('/', ${handler});
    module.exports = app;`;
  const program = programOf(text);
  const stack = program === null ? null : stackOf(program, 5);
  assert.ok(stack);
  const json = { 'content-type': 'application/json', ...headers };
  return (['valid', 'invalid'] as const).map((credentials: Credentials) => {
    const request = requestTo('POST', '/', { headers: Object.entries(json), credentials, bodyLength: 9 });
    assert.ok(request);
    const { outcome } = decideStack(stack, { kind: 'express', entry: 'app.js' }, request);
    return outcome.kind === 'unknown' ? null : outcome.status;
  });
}

const login = (test: string) => `(req, res) => (${test} ? res.sendStatus(204) : res.sendStatus(401))`;

test('what a 401 depends on in a body is what one logs in by', () => {
  assert.deepEqual(answers(login("req.body.word === 'sesame'")), [204, 401]);
  assert.deepEqual(answers(login("req.body.word === 'sesame' && req.body.colour === 'red'")), [204, 401]);
});

test('what depends on more than the body stays open', () => {
  assert.deepEqual(answers(login("process.env.WORD && req.body.word === 'sesame'")), [null, null]);
  assert.deepEqual(answers(login("process.env.FREE || req.body.word === 'sesame'")), [null, null]);
});

test('a body that leads to no 401 is not known', () => {
  const handler = "(req, res) => (req.body.kind === 'a' ? res.sendStatus(204) : res.sendStatus(403))";
  assert.deepEqual(answers(handler), [null, null]);
});

test('what good credentials lead to has not expired', () => {
  const guard = (test: string) => `(req, res) => {
    const session = store.get(req.get('x-session'));
    if (!session || ${test}) return res.sendStatus(401);
    store.set(session.id, session);
    res.sendStatus(204);
  }`;
  const sent = { 'x-session': 's' };
  for (const test of [
    'session.expiresAt < Date.now()',
    'Date.now() >= session.expiresAt.getTime()',
    'new Date(session.expiresAt) <= new Date()',
    'session.exp < Math.floor(Date.now() / 1000)',
    'session.notBefore.from > Date.now()',
    'Date.now() - session.createdAt > 60 * 1000',
    'session.expiresAt - Date.now() < 0',
  ]) {
    assert.deepEqual(answers(guard(test), sent), [204, 401], test);
  }
});

test('a time that good credentials come with is now', () => {
  const handler = (test: string) => `(req, res) => {
    const time = Number(req.get('x-time'));
    res.sendStatus(${test} && req.get('x-key') === process.env.KEY ? 204 : 401);
  }`;
  for (const test of [
    'Math.abs(Date.now() - time) < 5000',
    'Math.abs(time - Date.now() / 1000) <= 300',
    '!(Date.now() - time > 5000)',
  ]) {
    assert.deepEqual(answers(handler(test), { 'x-time': '1700000000', 'x-key': 'k' }), [204, 401], test);
    assert.deepEqual(answers(handler(test).replace('!(', '('), { 'x-key': 'k' }), [401, 401], test);
  }
});
