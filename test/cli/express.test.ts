// The command line on Express programs: what it writes, where it points to, and what it reads from standard input.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { authlint } from '../support/cli';

const PROGRAM = `const express = require('express');
const app = express();
app.use((req, res, next) => {
  if (req.headers.authorization === \`Bearer \${process.env.TOKEN}\`) return next();
  res.status(401).json({ error: 'no credentials' });
});
app.post('/login', (req, res) => res.json({ token: process.env.TOKEN }));
app.get('/orders', (req, res) => res.json([]));
app.listen(3000);
`;

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'authlint-')));
after(() => rmSync(folder, { recursive: true, force: true }));

test('what --fix leaves is shown where it stands in the text that was written', () => {
  const file = join(folder, 'server.js');
  for (const named of [[], ['server.js']]) {
    writeFileSync(file, PROGRAM);
    const { status, stdout, stderr } = authlint(folder, ['--fix', '--format', 'json', ...named]);
    assert.equal(stderr, 'fixed server.js: Send WWW-Authenticate: Bearer\n');
    assert.match(readFileSync(file, 'utf8'), /\.set\('WWW-Authenticate', 'Bearer realm="api"'\)/);
    assert.equal(status, 1);
    const { findings } = JSON.parse(stdout);
    const login = findings.find(({ rule }: { rule: string }) => rule === 'express/login-route-behind-auth');
    assert.deepEqual(login.range, { start: { line: 7, column: 10 }, end: { line: 7, column: 18 } });
    writeFileSync(file, readFileSync(file, 'utf8').replace("app.post('/login'", "app.post('/items'"));
    assert.equal(authlint(folder, ['--fix', ...named]).status, 0);
  }
  rmSync(file);
});

test('a program on standard input is checked, explained and shown under its name, and never written', () => {
  const run = (...args: readonly string[]) =>
    authlint(folder, [...args, '-', '--stdin-filename', 'src/server.js'], { input: PROGRAM });
  assert.match(run('check').stdout, /--> src\/server\.js:7:10/);
  assert.match(run('explain', 'GET /orders').stdout, /=> 401 challenged by express {2}src\/server\.js:5:3/);
  const { stdout } = run('routes');
  assert.equal(
    stdout,
    'express src/server.js\n' +
      '  Method  Path     Requires  Line\n' +
      '  POST    /login   Bearer    src/server.js:7\n' +
      '  GET     /orders  Bearer    src/server.js:8\n',
  );
  assert.match(run('--fix-dry-run').stdout, /^--- a\/src\/server\.js/);
  const fixed = run('--fix');
  assert.deepEqual(
    [fixed.status, fixed.stderr],
    [2, 'authlint: --fix cannot write to standard input: use --fix-dry-run.\n'],
  );
});

test('a named program is read whatever it is called, in JavaScript and in TypeScript', () => {
  const typed = PROGRAM.replace('(req, res, next)', '(req: Request, res: Response, next: NextFunction)');
  for (const name of ['www', 'server.txt', 'server.test.js']) {
    writeFileSync(join(folder, name), name === 'www' ? `#!/usr/bin/env node\n${typed}` : PROGRAM);
    const { status, stdout } = authlint(folder, ['check', '--format', 'json', name]);
    const { findings, errors } = JSON.parse(stdout);
    assert.deepEqual([status, errors, findings.length], [1, [], 2], name);
  }
  assert.equal(authlint(folder, ['check']).status, 2);
  for (const name of ['www', 'server.txt', 'server.test.js']) rmSync(join(folder, name));
});

test('of several apps the one with a route for the request is asked, and where none has one, the reader is', () => {
  const app = (route: string) =>
    `const app = require('express')();\napp.get('${route}', (req, res) => res.sendStatus(401));\napp.listen(1);\n`;
  writeFileSync(join(folder, 'one.js'), app('/one'));
  writeFileSync(join(folder, 'two.js'), app('/two'));
  const run = (...args: readonly string[]) => authlint(folder, ['explain', ...args]);
  for (const name of ['one', 'two']) {
    const { stdout, stderr } = run(`GET /${name}`);
    assert.match(stdout, new RegExp(`selects {2}${name}\\.js:2:1 `));
    assert.equal(stderr, '');
  }
  const { status, stdout, stderr } = run('GET /three');
  assert.match(stdout, /=> 404 responded by express {2}one\.js/);
  assert.deepEqual(
    [status, stderr],
    [0, 'authlint: Which app is asked? Name it with --entry: one.js, two.js.\n'],
  );
  const named = run('GET /three', '--entry', 'two.js');
  assert.match(named.stdout, /=> 404 responded by express {2}two\.js/);
  assert.equal(named.stderr, '');
  for (const name of ['one.js', 'two.js']) rmSync(join(folder, name));
});

test('a router that is named without its app is no clean result without a word', () => {
  writeFileSync(
    join(folder, 'orders.js'),
    "const router = require('express').Router();\nmodule.exports = router;\n",
  );
  for (const command of ['check', 'routes']) {
    const { status, stderr } = authlint(folder, [command, 'orders.js']);
    assert.deepEqual(
      [status, stderr],
      [
        0,
        'authlint: No app is made in orders.js: name the folder of the program to have its app read too.\n',
      ],
    );
  }
  rmSync(join(folder, 'orders.js'));
});

test('arguments that would be for nothing are wrong usage', () => {
  const cases: readonly (readonly [args: readonly string[], says: RegExp])[] = [
    [['--stdin-filename', 'a.js'], /--stdin-filename names the text on standard input: let a PATH be -\./],
    [['init', 'deploy'], /init takes no PATH/],
    [
      ['explain', 'GET /', '--from', 'nowhere'],
      /--from needs an address, such as 203\.0\.113\.1, not "nowhere"/,
    ],
  ];
  for (const [args, says] of cases) {
    const { status, stdout, stderr } = authlint(folder, args);
    assert.deepEqual([status, stdout], [2, '']);
    assert.match(stderr, says);
  }
});
