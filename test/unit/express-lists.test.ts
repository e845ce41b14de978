// What handlers do with lists, with what they keep under a request, and with what functions that nobody can read give back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answer } from '../support/express-answer';

const bearer = { authorization: 'Bearer a.b.c' };
const send = (expression: string) => answer(`app.get('/', (req, res) => res.sendStatus(${expression}));`);

test('lists are put together from either end, copied, sorted and filled', () => {
  assert.equal(send('[1, 2, 4].reduceRight((sum, one) => sum * 2 + one, 48)'), '405');
  assert.equal(
    send('[[4], [0], [1]].reduceRight((all, one) => [...one, ...all]).reduce((a, b) => a * 10 + b)'),
    '401',
  );
  assert.equal(send('[3, 401, 2].toSorted((a, b) => b - a)[0]'), '401');
  assert.equal(send('[401, 2].toReversed()[1]'), '401');
  assert.equal(send('[1, 2].toSpliced(0, 1, 401)[0]'), '401');
  assert.equal(send('[0, 0].fill(401)[1]'), '401');
  assert.equal(send('[1, 5, 1].findLastIndex((one) => one === 1) + 399'), '401');
});

test('a pipeline of steps runs what is known of it, whatever else was put in', () => {
  const program = (last: string) => `
    class Pipeline {
      constructor() { this.steps = []; }
      use(step) { this.steps.push(step); return this; }
      run(req) { return this.steps.reduceRight((next, step) => () => step(req, next), () => 204)(); }
    }
    const pipeline = new Pipeline().use((req, next) => { if (!req.headers.authorization) throw new Error('no'); return next(); });
    app.get('/', (req, res) => { res.sendStatus(pipeline.run(req)); });
    app.use((err, req, res, next) => res.sendStatus(${last}));`;
  assert.equal(answer(program('401')), '401');
});

test('what a function gives back that nobody can read is no promise for certain', () => {
  const program = (use: string) => `const store = require('@acme/store');
    app.get('/', (req, res) => { ${use}; res.sendStatus(204); });`;
  assert.equal(answer(program('store.rows.map((row) => row.id).andThen(store.save)')), '204');
  assert.equal(answer(program('const run = store.compose(() => 1); run()')), '204');
  assert.equal(answer(program('null.x')), '500');
});

test('a WeakMap knows what was kept under this request, and nothing of others', () => {
  const program = (guard: string) => `const users = new WeakMap();
    app.use((req, res, next) => { if (req.headers.authorization) users.set(req, { name: 'ann' }); next(); });
    app.get('/', (req, res) => res.sendStatus(${guard}));`;
  const has = program('users.has(req) ? 204 : 401');
  assert.equal(answer(has), '401');
  assert.equal(answer(has, { headers: bearer }), '204');
  const name = program("users.get(req)?.name === 'ann' ? 204 : 403");
  assert.equal(answer(name), '403');
  assert.equal(answer(name, { headers: bearer }), '204');
  assert.equal(
    answer(program('(users.delete(req), users.has(req)) ? 204 : 401'), { headers: bearer }),
    '401',
  );
});

test('a header or a cookie whose name is a setting has its default', () => {
  const guard = (read: string) =>
    `const name = process.env.NAME ?? 'x-key';
    app.get('/', (req, res) => res.sendStatus(${read} ? 204 : 401));`;
  for (const read of ['req.get(name)', 'req.headers[name]']) {
    assert.equal(answer(guard(read)), '401');
    assert.equal(answer(guard(read), { headers: { 'x-key': 'k' } }), '204');
  }
});

test('classes are the same where they are one', () => {
  const program = `class Denied extends Error {}
    const statuses = new Map([[Error, 400], [Denied, 401]]);
    app.use(() => { throw new Denied(); });
    app.use((err, req, res, next) => res.sendStatus(statuses.get(err.constructor) ?? 500));`;
  assert.equal(answer(program), '401');
});
