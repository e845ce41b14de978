// What answers show to clients: which of several values it is makes no difference to who is let in.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { decideStack } from '../../server/src/core/kinds/express/dispatch/decide';
import { requestTo } from '../../server/src/core/model/request';
import { programOf, stackOf } from '../truth/express/load';

/** The status of an answer; `unknown` where it is not decided. */
function answer(body: string): string {
  const text = `const express = require('express');\nconst app = express();\n${body}\nmodule.exports = app;`;
  const program = programOf(text);
  const stack = program === null ? null : stackOf(program, 5);
  const request = requestTo('GET', '/');
  assert.ok(stack && request);
  const { outcome } = decideStack(stack, { kind: 'express', entry: 'app.js' }, request);
  return outcome.kind === 'unknown' ? 'unknown' : String(outcome.status);
}

describe('bodies of answers', () => {
  const route = (body: string) =>
    `const store = require('store'); app.get('/', (req, res) => { const found = store.find(req.query.q); ${body} });`;
  const names = Array.from('abcdefgh');
  const fields = `${names.map((name) => `${name}: found.${name} || null`).join()}, list: [!found.x, ...(found.y ? [1] : [])], ...(found.z && { z: 1 })`;

  test('which of several values a client is shown makes no difference', () => {
    assert.equal(answer(route(`res.status(403).json({ ${fields} });`)), '403');
    assert.equal(answer(route(`console.log({ ${fields} }); res.render('page', { ${fields} });`)), '200');
  });

  test('what is done on the way does', () => {
    assert.equal(answer(route('res.json({ a: found.a || res.status(401) });')), 'unknown');
    assert.equal(answer(route('const { user } = req; res.json({ a: user.name || null });')), '500');
  });

  test('a program may look at them in a function of its own', () => {
    const look = (name: string) =>
      `app.use((req, res, next) => { const before = res.${name}; res.${name} = (body) => (body.a ? before.call(res, body) : res.sendStatus(401)); next(); });`;
    assert.equal(answer(look('json') + route('res.json({ a: found.a || null });')), 'unknown');
    assert.equal(answer(look('send') + route('res.send({ a: found.a || null });')), 'unknown');
    assert.equal(answer(look('send') + route('res.json({ a: null });')), '401');
  });
});
