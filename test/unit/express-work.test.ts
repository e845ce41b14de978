// How much is done to check a program: it grows with the routes, and no faster.
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { Exchange } from '../../server/src/core/kinds/express/behaviour/exchange';
import { Machine } from '../../server/src/core/kinds/express/behaviour/run/machine';
import { analyzeTexts, type TextFile } from '../support/workspace';

const APP = `const express = require('express');
const jwt = require('jsonwebtoken');
const morgan = require('morgan');
const app = express();
if (process.env.NODE_ENV !== 'production') app.use(morgan('dev'));
app.use(express.json());
if (process.env.TRACING) app.use((req, res, next) => { req.id = 'trace'; next(); });
app.use((req, res, next) => {
  const match = /^Bearer (.+)$/i.exec(req.headers.authorization ?? '');
  if (match === null) return res.status(401).set('WWW-Authenticate', 'Bearer').end();
  try {
    req.user = jwt.verify(match[1], process.env.SECRET ?? 'none', { algorithms: ['HS256'] });
    next();
  } catch {
    res.status(401).set('WWW-Authenticate', 'Bearer').end();
  }
});
`;

function router(at: number): TextFile {
  const route = (verb: string, path: string) => `router.${verb}('${path}', async (req, res) => {
  const found = await store.find(req.params.id);
  if (!found) return res.status(404).end();
  if (process.env.VERBOSE) res.set('X-Found', 'yes');
  res.json({ found, by: req.user.sub });
});`;
  const routes = [
    route('get', '/a/:id'),
    route('put', '/a/:id'),
    route('get', '/b/:id'),
    route('post', '/c/:id'),
  ];
  const text = `const { Router } = require('express');\nconst store = require('store');\nconst router = Router();\n${routes.join('\n')}\nmodule.exports = router;\n`;
  return { name: `routes/${at}.js`, text };
}

const PER_ROUTER = 4;

/** What a check of a program with so many routers does: functions of the program that it runs, and walks that it begins. */
async function workFor(t: TestContext, routers: number) {
  const runs = t.mock.method(Machine.prototype, 'drain').mock;
  const walks = t.mock.method(Exchange.prototype, 'within').mock;
  const all = Array.from({ length: routers }, (_, at) => at);
  const mounts = all.map((at) => `app.use('/r${at}', require('./routes/${at}'));\n`).join('');
  const files = [{ name: 'app.js', text: `${APP}${mounts}app.listen(3000);\n` }, ...all.map(router)];
  const { analysis } = await analyzeTexts(files);
  assert.deepEqual(analysis.errors, []);
  const work = { runs: runs.callCount(), walks: walks.callCount() };
  t.mock.restoreAll();
  return work;
}

test('each route adds the same work, and little of it', async (t) => {
  const [few, more, most] = [await workFor(t, 4), await workFor(t, 8), await workFor(t, 16)];
  assert.equal(most.runs - more.runs, 2 * (more.runs - few.runs));
  assert.equal(most.walks - more.walks, 2 * (more.walks - few.walks));
  const routes = 4 * PER_ROUTER;
  // Two variables of the environment make four ways, which a request for a route does not walk from the start each.
  assert.ok(more.runs - few.runs <= 7 * routes, `${more.runs - few.runs} runs for ${routes} routes`);
  assert.ok(more.walks - few.walks <= 24 * routes, `${more.walks - few.walks} walks for ${routes} routes`);
});
