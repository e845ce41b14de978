// Findings that a request shows where it can say who asks.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyzeTexts } from '../support/workspace';

async function witnessOf(rule: string, lines: readonly string[]) {
  const text = [
    "const express = require('express');",
    'const app = express();',
    ...lines,
    'app.listen(3000);',
  ];
  const { analysis } = await analyzeTexts([{ name: 'app.js', text: text.join('\n') }]);
  assert.deepEqual(analysis.refuted, []);
  const found = analysis.findings.find((one) => one.rule === rule);
  assert.ok(found !== undefined, JSON.stringify(analysis.findings.map((one) => one.rule)));
  return found.witness;
}

const login = (read: string) => [
  "const jwt = require('jsonwebtoken');",
  `app.use((req, res, next) => { try { req.user = jwt.verify(${read}, process.env.KEY); next(); } catch { res.sendStatus(401); } });`,
];
const admin =
  "app.get('/x', (req, res) => { if (req.user.role !== 'admin') return res.sendStatus(401); res.json({}); });";

test('a role that a token does not name is shown by such a token, wherever it is sent', async () => {
  for (const [read, name] of [
    ["req.headers.authorization.split(' ')[1]", 'Authorization'],
    ["req.get('x-token')", 'x-token'],
  ] as const) {
    const witness = await witnessOf('express/forbidden-answered-401', [...login(read), admin]);
    const [header] = witness?.request.headers ?? [];
    assert.equal(header?.[0], name);
    assert.match(header?.[1] ?? '', /^(?:Bearer )?eyJ[\w-]+\.eyJ[\w-]+\.[\w-]+$/);
    assert.deepEqual(witness?.expect, { status: 401 });
  }
});

test('a role that is looked up for a session is shown by no request', async () => {
  const witness = await witnessOf('express/forbidden-answered-401', [
    "app.use(require('express-session')({ secret: 's' }));",
    'app.use((req, res, next) => { if (!req.session.user) return res.sendStatus(401); next(); });',
    "app.get('/x', (req, res) => { if (req.session.user.role !== 'admin') return res.sendStatus(401); res.json({}); });",
  ]);
  assert.equal(witness, null);
});
