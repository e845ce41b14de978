// express-async-errors: of which handlers it takes errors, and that this is seen while it is typed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requestTo } from '../../server/src/core';
import { memoryHost } from '../../server/src/host/memory';
import { loadJsParser } from '../../server/src/host/node-parser';
import { Session } from '../../server/src/host/session';

const REFUSES = "async (req, res) => { throw Object.assign(new Error('who?'), { status: 401 }); }";
const PATCH = "require('express-async-errors');";

const modules: Record<string, string> = {
  '/p/package.json': '{ "dependencies": { "express": "4", "express-async-errors": "3" } }',
  '/p/first.js': `const router = require('express').Router(); router.get('/', ${REFUSES}); module.exports = router;`,
  '/p/patch.js': 'module.exports = 1;',
  '/p/both.js': [
    "const router = require('express').Router();",
    `router.get('/one', ${REFUSES});`,
    "require('./patch');",
    `router.get('/two', ${REFUSES});`,
    'module.exports = router;',
  ].join('\n'),
};

function app(front: string, between: string): string {
  return [
    "const app = require('express')();",
    front,
    "app.use('/first', require('./first'));",
    between,
    "app.use('/both', require('./both'));",
    'module.exports = app;',
  ].join('\n');
}

/** What the program is typed to be, one after the other, and what `/first`, `/both/one` and `/both/two` then get; 0 hangs. */
const STEPS: readonly (readonly [file: string, text: string, statuses: readonly number[]])[] = [
  ['/p/app.js', app('', ''), [0, 0, 0]],
  ['/p/app.js', app(PATCH, ''), [401, 401, 401]],
  ['/p/app.js', app('', PATCH), [0, 401, 401]],
  ['/p/app.js', app('', ''), [0, 0, 0]],
  ['/p/patch.js', `${PATCH} module.exports = 1;`, [0, 0, 401]],
  ['/p/app.js', app("require('./patch');", ''), [401, 401, 401]],
  ['/p/patch.js', 'module.exports = 1;', [0, 0, 0]],
];

test('what is put into routers before it is loaded hangs, and nothing else does', async () => {
  const files = { ...modules };
  const session = new Session(memoryHost(files, loadJsParser));
  for (const [file, text, statuses] of STEPS) {
    files[file] = text;
    session.changed([file]);
    await session.discover(['/p']);
    const analysis = await session.analyze();
    const got = ['/first', '/both/one', '/both/two'].map(async (path) => {
      const request = requestTo('GET', path);
      assert.ok(request);
      const outcome = (await session.explain(analysis, request))?.outcome;
      return outcome?.kind === 'unknown' ? outcome.reason : outcome?.status;
    });
    assert.deepEqual(await Promise.all(got), statuses, text);
  }
});
