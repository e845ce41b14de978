// What routes demand whose own functions stand behind a guard: what they refuse once its credentials are there.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isExpressLayer } from '../../server/src/core/kinds/express/layer';
import { requirementOf } from '../../server/src/core/kinds/express/requirement';
import { routeTable } from '../../server/src/core/kinds/express/table';
import { describeRequirement } from '../../server/src/core/model/requirement';
import { analyzeTexts } from '../support/workspace';

/** What the route `/x` demands whose functions these are, behind a guard that wants a Bearer token. */
async function demandedBehindGuard(own: string): Promise<string> {
  const text = `const express = require('express');
const jwt = require('jsonwebtoken');
const app = express();
app.use((req, res, next) => {
  const [scheme, token] = (req.get('authorization') || '').split(' ');
  if (!/^bearer$/i.test(scheme)) return res.status(401).set('WWW-Authenticate', 'Bearer').end();
  try {
    req.user = jwt.verify(token, process.env.SECRET, { algorithms: ['HS256'] });
  } catch {
    return res.status(401).set('WWW-Authenticate', 'Bearer').end();
  }
  next();
});
app.get('/x', ${own});
app.listen(3000);
`;
  const manifest = { name: 'package.json', text: '{ "dependencies": { "express": "5" } }' };
  const { analysis } = await analyzeTexts([{ name: 'app.js', text }, manifest]);
  const layer = analysis.layers.find(isExpressLayer);
  const [route] = layer === undefined ? [] : routeTable(layer.stack.app);
  assert.ok(layer !== undefined && route !== undefined);
  return describeRequirement(requirementOf(layer, route));
}

test('a function that only looks at what the guard has found demands nothing more', async () => {
  assert.equal(
    await demandedBehindGuard('(req, res) => (req.user ? res.json({}) : res.sendStatus(401))'),
    'Bearer',
  );
  assert.equal(await demandedBehindGuard('(req, res) => res.json(req.user)'), 'Bearer');
});

test('a function that answers 404 or 400 refuses nobody', async () => {
  const own = '(req, res) => (req.query.id ? res.json({}) : res.sendStatus(404))';
  assert.equal(await demandedBehindGuard(own), 'Bearer');
});

test('a function that wants a key of its own demands it too', async () => {
  const own = "(req, res) => (req.get('x-api-key') === process.env.KEY ? res.json({}) : res.sendStatus(401))";
  assert.equal(await demandedBehindGuard(own), 'Bearer and API key in header x-api-key');
});

test('a function that asks for a role, which the token may lack, demands it', async () => {
  const role = "(req, res, next) => (req.user && req.user.role === 'admin' ? next() : res.sendStatus(403))";
  const demanded = await demandedBehindGuard(`${role}, (req, res) => res.json({})`);
  assert.equal(demanded, 'Bearer and what an earlier guard finds');
});

test('a function that nobody gets past demands what it asks alone', async () => {
  const own = '(req, res) => res.sendStatus(req.session ? 401 : 401)';
  assert.notEqual(await demandedBehindGuard(own), 'Bearer');
});
