// Guards of Express programs that nobody can read, and that the settings name with their scheme.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Analysis, describeRequirement, requestTo, routes } from '../../server/src/core';
import type { Session } from '../../server/src/host/session';
import { analyzeTexts } from '../support/workspace';

const START =
  "const express = require('express');\nconst auth = require('@acme/auth')({ realm: 'x' });\nconst { ensureKey } = require('@acme/keys');\nconst app = express();\n";
const SETTINGS = 'guards:\n  ensureUser: bearer\n  ensureStaff: basic\n  ensureKey: apiKey\n';

type Opened = { readonly session: Session; readonly analysis: Analysis };

function open(lines: readonly string[], settings: string | null = SETTINGS): Promise<Opened> {
  return analyzeTexts([
    { name: 'package.json', text: '{ "dependencies": { "express": "5" } }', language: 'json' },
    { name: 'app.js', text: START + lines.join('\n'), language: 'js' },
    ...(settings === null ? [] : [{ name: 'authlint.yaml', text: settings, language: 'yaml' }]),
  ]);
}

/** What each route requires, by its path. */
function demanded({ analysis }: Opened): Readonly<Record<string, string>> {
  return Object.fromEntries(
    routes(analysis).map(({ path, requires }) => [path, describeRequirement(requires)]),
  );
}

async function outcomeOf({ session, analysis }: Opened, authorization: string | null): Promise<string> {
  const headers: [string, string][] = authorization === null ? [] : [['Authorization', authorization]];
  const request = requestTo('GET', '/user', { headers });
  assert.ok(request);
  const outcome = (await session.explain(analysis, request))?.outcome;
  assert.ok(outcome);
  return outcome.kind === 'unknown' ? outcome.reason : `${outcome.kind} ${outcome.status}`;
}

const ROUTES = [
  "app.get('/user', auth.ensureUser, (req, res) => res.send('in'));",
  "app.get('/made', auth.ensureUser('editor'), (req, res) => res.send('in'));",
  "app.get('/key', ensureKey, (req, res) => res.send('in'));",
  "app.use('/staff', auth.ensureStaff());",
  "app.get('/staff/rota', auth.ensureUser, (req, res) => res.send('in'));",
  "app.get('/open', (req, res) => res.send('in'));",
];

test('routes show the schemes of guards that the settings name, however they are written', async () => {
  const named = await open(ROUTES);
  assert.deepEqual(demanded(named), {
    '/user': 'Bearer',
    '/made': 'Bearer',
    '/key': 'apiKey',
    '/staff/rota': 'Basic and Bearer',
    '/open': 'public',
  });
  const unnamed = demanded(await open(ROUTES, null));
  for (const path of ['/user', '/made', '/key', '/staff/rota']) assert.match(unnamed[path] ?? '', /^unknown/);
  assert.equal(unnamed['/open'], 'public');
});

test('a named guard lets good credentials of its scheme pass, and what it says to others is not known', async () => {
  const named = await open(ROUTES);
  assert.equal(await outcomeOf(named, 'Bearer t'), 'passed 200');
  assert.match(await outcomeOf(named, 'Basic dTpw'), /how auth\.ensureUser answers .* is not known/);
  assert.match(await outcomeOf(named, null), /how auth\.ensureUser answers .* is not known/);
  assert.doesNotMatch(await outcomeOf(await open(ROUTES, null), 'Bearer t'), /^passed/);
});

test('a route whose named guard is there only perhaps is not said to be behind it', async () => {
  const perhaps = await open([
    'if (process.env.CLOSED) app.use(auth.ensureUser);',
    "app.get('/user', (req, res) => res.send('in'));",
  ]);
  assert.match(demanded(perhaps)['/user'] ?? '', /^unknown/);
});

test('rules know a named guard', async () => {
  const lines = [
    "if (process.env.NODE_ENV === 'prod') app.use('/user', auth.ensureUser());",
    "app.get('/user', (req, res) => res.send('in'));",
  ];
  const rulesOf = ({ analysis }: Opened) => analysis.findings.map(({ rule }) => rule);
  assert.deepEqual(rulesOf(await open(lines)), ['express/auth-conditional-on-env']);
  assert.deepEqual(rulesOf(await open(lines, null)), []);
});
