// What the rules found in a layer is kept until the layer, or something that they asked for, changes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Analysis, FileId } from '../../server/src/core';
import { type LayerRuns, runLayers } from '../../server/src/core/findings/layer-runs';
import type { Rule, SiteSettings } from '../../server/src/core/findings/rule';
import { type Files, openSnapshot } from '../../server/src/core/model/files';
import type { Layer } from '../../server/src/core/model/layer';
import { memoryHost } from '../../server/src/host/memory';
import { loadJsParser } from '../../server/src/host/node-parser';
import { Session } from '../../server/src/host/session';
import { wordRule } from '../support/sample';

const site = (users: string) =>
  `events {\n}\nhttp {\n    server {\n        listen 80;\n        location / {\n            auth_basic "Staff";\n            auth_basic_user_file ${users};\n            root html;\n        }\n    }\n}\n`;
const TEXTS = {
  '/one/nginx.conf': site('users'),
  '/one/users': 'alice:{PLAIN}wonderland\n',
  '/two/nginx.conf': site('users'),
  '/two/users': 'bob:builder\n',
};

const LAYER: Layer = {
  kind: 'nginx',
  role: 'gateway',
  entry: '/a.conf',
  files: [],
  name: 'a',
  partial: false,
};

async function openSession(): Promise<Session> {
  const session = new Session(memoryHost(TEXTS));
  await session.discover(['/']);
  return session;
}

const GUARDED =
  "import express from 'express';\nimport { guard } from './guard.js';\nconst app = express();\napp.use(guard);\napp.get('/x', (req, res) => { res.send('x'); });\napp.listen(1);\n";
const GUARD =
  'export const guard = (req, res, next) => (req.headers.authorization ? next() : res.sendStatus(401));\n';
const PROGRAMS = {
  ...TEXTS,
  '/three/package.json': '{ "dependencies": { "express": "5" } }',
  '/three/app.js': GUARDED,
  '/three/guard.js': GUARD,
  '/four/package.json': '{ "dependencies": { "express": "5" } }',
  '/four/app.js': GUARDED,
  '/four/guard.js': GUARD,
};

function runOf(analysis: Analysis, entry: FileId) {
  for (const [layer, run] of analysis.runs) if (layer.entry === entry) return run;
  return assert.fail(`${entry} is no layer`);
}

test('a change in one site leaves the findings of the other as they are', async () => {
  const session = await openSession();
  const before = await session.analyze();
  session.open('/one/nginx.conf', TEXTS['/one/nginx.conf'].replace('"Staff"', 'off'));
  const after = await session.analyze();
  assert.equal(runOf(after, '/two/nginx.conf'), runOf(before, '/two/nginx.conf'));
  assert.notEqual(runOf(after, '/one/nginx.conf'), runOf(before, '/one/nginx.conf'));
});

test('a changed user file is looked at again, although no configuration changed', async () => {
  const session = await openSession();
  const before = await session.analyze();
  assert.ok(!before.findings.some(({ rule }) => rule === 'nginx/htpasswd-empty-password'));
  session.replace('/two/users', 'bob:\n');
  const after = await session.analyze();
  assert.ok(
    after.findings.some(
      ({ rule, at }) => rule === 'nginx/htpasswd-empty-password' && at.file === '/two/users',
    ),
  );
  assert.equal(runOf(after, '/one/nginx.conf'), runOf(before, '/one/nginx.conf'));
});

test('a program of Express is checked again when one of its own files changes, and else left as it is', async () => {
  const session = new Session(memoryHost(PROGRAMS, loadJsParser));
  await session.discover(['/']);
  const first = await session.analyze();
  assert.deepEqual(first.errors, []);
  const isKept = (before: Analysis, after: Analysis, entry: FileId) =>
    runOf(before, entry) === runOf(after, entry);
  const again = await session.analyze();
  for (const { entry } of first.layers) assert.ok(isKept(first, again, entry), entry);
  session.open('/one/nginx.conf', TEXTS['/one/nginx.conf'].replace('"Staff"', 'off'));
  session.open('/three/guard.js', `${GUARD}// more\n`);
  const after = await session.analyze();
  assert.deepEqual(
    ['/three/app.js', '/four/app.js'].map((entry) => isKept(first, after, entry)),
    [false, true],
  );
  session.open('/four/package.json', '{ "dependencies": { "express": "4" } }');
  const older = await session.analyze();
  assert.deepEqual(
    ['/three/app.js', '/four/app.js'].map((entry) => isKept(after, older, entry)),
    [true, false],
  );
});

test('a rule is asked again when a file that only it asked for, or the settings, changed', () => {
  let asked = 0;
  const rule: Rule = {
    ...wordRule('nginx/asks', 'BAD'),
    run: (_, { files }) => {
      asked++;
      files.stat('/asked');
      return [];
    },
  };
  const snapshot = (kind: 'file' | 'folder' | 'missing') =>
    openSnapshot({ files: new Map([['/asked', { kind }]]), globs: new Map() }).files;
  const settings = (name: string) => ({ ...NO_SETTINGS, guards: new Map([[name, 'basic']]) });
  const first = settings('a');
  const run = (files: Files, site: SiteSettings, earlier?: LayerRuns) =>
    runLayers([LAYER], [rule], files, (_, noted) => ({ files: noted, settings: site, decide }), earlier);

  const one = run(snapshot('file'), first);
  const same = run(snapshot('file'), first, one);
  assert.equal(asked, 1);
  const gone = run(snapshot('missing'), first, same);
  assert.equal(asked, 2);
  run(snapshot('missing'), settings('b'), gone);
  assert.equal(asked, 3);
});

test('what a kept run asked for and did not get is wanted again', () => {
  const rule: Rule = {
    ...wordRule('nginx/asks', 'BAD'),
    run: (_, { files }) => (files.stat('/late') === null ? [] : []),
  };
  const empty = { files: new Map(), globs: new Map() };
  const services = (_: Layer, files: Files) => ({ files, settings: NO_SETTINGS, decide });
  const earlier = runLayers([LAYER], [rule], openSnapshot(empty).files, services);
  const again = openSnapshot(empty);
  runLayers([LAYER], [rule], again.files, services, earlier);
  assert.deepEqual([...again.wanted.values()], [{ kind: 'stat', path: '/late' }]);
});

const NO_SETTINGS: SiteSettings = { isPublic: () => false, upstreams: new Map(), guards: new Map() };

function decide(): never {
  return assert.fail('nothing is to be decided');
}
