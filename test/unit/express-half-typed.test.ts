// A line that is being typed into a program without a fault: none is reported while it is half there.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyzeTexts } from '../support/workspace';

const LINES = [
  "const express = require('express');",
  'const app = express();',
  'const auth = (req, res, next) =>',
  "  req.get('x-key') === process.env.KEY ? next() : res.status(401).set('WWW-Authenticate', 'Key').end();",
  "app.get('/health', (req, res) => res.send('ok'));",
  "app.post('/login', (req, res) => res.json({ token: 1 }));",
  'app.use(auth);',
  "app.get('/admin/:id', (req, res) => res.json({ id: req.params.id }));",
  "app.get('/orders', (req, res) => res.json([]));",
  'app.listen(3000);',
  '',
];

const TYPED = [
  "app.get('/half', auth, (req, res) => { res.json({ half: req.query.half }); });",
  "app.use('/half', (req, res, next) => next(), auth);",
];

for (const line of TYPED) {
  test(`typing ${line.slice(0, 20)} …`, async () => {
    for (const at of [4, 6, 8]) {
      for (let end = 0; end <= line.length; end++) {
        const text = [...LINES.slice(0, at), line.slice(0, end), ...LINES.slice(at)].join('\n');
        const { analysis } = await analyzeTexts([{ name: 'app.js', text, language: 'js' }]);
        assert.deepEqual(
          analysis.findings.map(({ message }) => message),
          [],
          text,
        );
      }
    }
  });
}
