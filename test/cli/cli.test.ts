// The command line from the outside: what it prints, where, and how it ends.
import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { RULE_INFOS } from '../../server/src/core';
import { CONFIG_SCHEMA, readConfig } from '../../server/src/core/parts/settings';
import { authlint, copyOf, startAuthlint, transcript } from '../support/cli';
import { matchesSnapshot } from '../support/snapshot';

const FIXTURES = resolve('test/cli/fixtures');
const copies: { remove(): void }[] = [];
after(() => {
  for (const copy of copies) copy.remove();
});

/** A copy of a fixture for a test that writes. */
function fresh(name: string): string {
  const copy = copyOf(join(FIXTURES, name));
  copies.push(copy);
  return copy.folder;
}

/** Runs in a fixture and compares everything with the snapshot of that name. */
function shows(name: string, fixture: string, ...args: readonly string[]): void {
  test(`${name}: authlint ${args.join(' ')}`, () => {
    const text = transcript(args, authlint(join(FIXTURES, fixture), args));
    matchesSnapshot(`test/cli/snapshots/${name}.out`, text);
  });
}

shows('check', 'site');
shows('check-json', 'site', 'check', '--format', 'json');
shows('check-github', 'site', '--format=github');
shows('check-junit', 'site', '--format=junit', '--fail-on', 'info');
shows('check-file', 'site', 'conf.d/old.conf');
shows('check-clean', 'clean');
shows('check-fix-dry-run', 'site', '--fix-dry-run');
shows('check-wrong-config', 'wrong-config');
shows('check-missing', 'site', 'nginx.conf', 'gone.conf');
shows('check-mistyped-command', 'site', 'expalin');
shows('check-no-kind', 'site', 'requests.json');
shows('check-some-kind', 'clean', 'nginx.conf', '../site/requests.json');
shows('routes-missing', 'site', 'routes', 'conf.d', 'gone.conf');
shows('check-mistyped-option', 'site', '--formt', 'json');
shows('check-mistyped-rule', 'site', '--rule', 'nginx/sintax=off');
shows('check-rule-without-severity', 'site', '--rule', 'nginx/syntax');
shows('check-no-config', 'site', '--config', 'gone.yaml');
shows('explain', 'site', 'explain', 'GET http://app.example/staff/');
shows(
  'explain-json',
  'site',
  'explain',
  'GET http://app.example/api/',
  '-H',
  'Authorization: Bearer t',
  '--format=json',
);
shows('explain-path', 'site', 'explain', 'HEAD /', 'conf.d/app.conf');
shows('explain-requests', 'site', 'explain', '--requests', 'requests.json');
shows('explain-no-request', 'site', 'explain');
shows('explain-no-url', 'site', 'explain', 'GET shop');
shows('explain-no-entry', 'site', 'explain', 'GET /', '--entry', 'gone.conf');
shows('routes', 'site', 'routes');
shows('routes-json', 'clean', 'routes', '--format', 'json');
shows('routes-markdown', 'site', 'routes', '--format', 'markdown');
shows('routes-html', 'clean', 'routes', '--format', 'html');
shows('rules-mistyped', 'site', 'rules', 'nginx/sintax');
shows('lsp-without-stdio', 'site', 'lsp');

/** The parts of the program that a command loads, by the names of their files. */
function loadedBy(fixture: string, ...args: readonly string[]): readonly string[] {
  const copy = fresh(fixture);
  const hook = join(copy, 'loaded.cjs');
  writeFileSync(
    hook,
    "process.on('exit', () => require('fs').writeFileSync(__dirname + '/loaded', Object.keys(require.cache).join('\\n')));",
  );
  authlint(copy, args, { env: { NODE_OPTIONS: `--require ${hook}` } });
  const names = [...readFileSync(join(copy, 'loaded'), 'utf8').matchAll(/cli-([a-z-]+)-\w+\.js$/gm)];
  return names.map(([, name = '']) => name).filter((name) => name !== 'chunk');
}

test('a command loads no more of the program than it needs', () => {
  assert.deepEqual(loadedBy('site', '--version'), []);
  assert.deepEqual(loadedBy('site', 'check', '--help'), []);
  assert.deepEqual(loadedBy('site', 'rules'), ['run']);
  assert.deepEqual(loadedBy('clean', 'check'), ['run', 'nginx']);
  assert.deepEqual(loadedBy('wrong-config', 'check'), ['run', 'settings', 'nginx']);
});

test('two runs show the same bytes', () => {
  const once = () => authlint(join(FIXTURES, 'site'), ['--format', 'json']).stdout;
  assert.equal(once(), once());
});

test('the exit status follows --fail-on and the severities of rules', () => {
  const status = (...args: readonly string[]) => authlint(join(FIXTURES, 'site'), args).status;
  assert.equal(status(), 1);
  assert.equal(status('--fail-on', 'never'), 0);
  const off = ['--rule', 'nginx/syntax=off'];
  assert.equal(status(...off), 0);
  assert.equal(status(...off, '--fail-on', 'info', '--rule', 'unused-suppression=off'), 0);
  assert.equal(status('--rule', 'nginx/syntax=warning', '--fail-on', 'error'), 0);
  assert.equal(status('--rule', 'nginx/syntax=warning', '--fail-on', 'warning'), 1);
});

test('a folder with nothing to look at is wrong usage, not a clean result', () => {
  const folder = fresh('clean');
  rmSync(join(folder, 'nginx.conf'));
  for (const command of [['check'], ['routes'], ['explain', 'GET /']]) {
    const { status, stderr, stdout } = authlint(folder, command);
    assert.equal(status, 2, command.join(' '));
    assert.match(stderr, /Nothing to look at was found in this folder\. Name a file/);
    assert.equal(stdout, '');
  }
});

test('a program whose text is broken is told to be read in part, and nothing else of it', () => {
  const folder = fresh('clean');
  rmSync(join(folder, 'nginx.conf'));
  const lines = [
    "const express = require('express');",
    'const app = express();',
    "app.get('/a', (req, res) => res.json({}));",
    "app.get('/b', function ( => {",
    'app.listen(3000);',
  ];
  writeFileSync(join(folder, 'app.js'), `${lines.join('\n')}\n`);
  const json = authlint(folder, ['check', '--format', 'json']);
  assert.equal(json.status, 0);
  const { errors } = JSON.parse(json.stdout);
  assert.equal(errors.length, 1);
  assert.equal(errors[0].file, 'app.js');
  assert.match(
    errors[0].message,
    /^The text is broken at line 4, column \d+ \(.*\), so a part of this file is not understood\.$/,
  );
  assert.match(authlint(folder, ['check']).stdout, /not read: app\.js: The text is broken at line 4/);
  assert.match(authlint(folder, ['routes']).stderr, /^authlint: app\.js: The text is broken at line 4/);
});

test('--fix writes what is safe, and says what it did', () => {
  const folder = fresh('site');
  const { status, stdout, stderr } = authlint(folder, ['--fix']);
  assert.equal(status, 1);
  assert.equal(stderr, 'fixed conf.d/app.conf: Remove the comment\n');
  assert.doesNotMatch(stdout, /unused-suppression/);
  assert.doesNotMatch(readFileSync(join(folder, 'conf.d/app.conf'), 'utf8'), /authlint-disable/);
  const again = authlint(folder, ['--fix', '--format', 'json']);
  assert.equal(again.stderr, '');
  assert.equal(JSON.parse(again.stdout).findings.length, 1);
});

test('--fix leaves a file alone whose bytes are no UTF-8', () => {
  const folder = fresh('site');
  const file = join(folder, 'conf.d/app.conf');
  const bytes = Buffer.concat([readFileSync(file), Buffer.from([0x23, 0xe9, 0x0a])]);
  writeFileSync(file, bytes);
  const { stdout } = authlint(folder, ['--fix']);
  assert.deepEqual(readFileSync(file), bytes);
  assert.match(stdout, /not read: conf\.d\/app\.conf: This file is not UTF-8/);
});

test('a baseline keeps what is known out, however its lines move, and lets new findings through', () => {
  const folder = fresh('site');
  assert.equal(authlint(folder, ['--write-baseline', 'known.json']).status, 0);
  const known = ['--baseline', 'known.json'];
  const clean = authlint(folder, known);
  assert.deepEqual([clean.status, clean.stdout], [0, 'No findings in 3 files (2 in the baseline).\n']);
  const file = join(folder, 'conf.d/old.conf');
  writeFileSync(file, `# moved\n\n${readFileSync(file, 'utf8').replace('    return 301', '\treturn  301')}`);
  assert.equal(authlint(folder, known).status, 0);
  writeFileSync(file, `${readFileSync(file, 'utf8')}server {\n    return 204\n}\n`);
  const more = authlint(folder, [...known, '--format', 'json']);
  assert.equal(more.status, 1);
  assert.deepEqual(
    JSON.parse(more.stdout).findings.map(
      (finding: { range: { start: { line: number } } }) => finding.range.start.line,
    ),
    [9],
  );
});

test('entries of a baseline that are gone are told', () => {
  const folder = fresh('site');
  authlint(folder, ['--write-baseline', 'known.json']);
  const file = join(folder, 'conf.d/old.conf');
  writeFileSync(file, readFileSync(file, 'utf8').replace('$request_uri', '$request_uri;'));
  const { status, stderr } = authlint(folder, ['--baseline', 'known.json']);
  assert.equal(status, 0);
  assert.equal(
    stderr,
    'authlint: 1 entry of known.json can go: write it anew with --write-baseline known.json.\n',
  );
  assert.equal(authlint(folder, ['--baseline', 'known.json', 'conf.d/app.conf']).stderr, '');
});

test('a baseline that is none is wrong usage', () => {
  const { status, stderr } = authlint(join(FIXTURES, 'site'), ['--baseline', 'requests.json']);
  assert.equal(status, 2);
  assert.match(stderr, /requests\.json is no baseline of version 1/);
  assert.equal(authlint(join(FIXTURES, 'site'), ['--baseline', 'gone.json']).status, 2);
});

test('a text on standard input is read under the name that it is given', () => {
  const input = 'server {\n    return 204\n}\n';
  const { status, stdout } = authlint(
    join(FIXTURES, 'clean'),
    ['-', '--stdin-filename', 'sub/x.conf', '--format=json'],
    {
      input,
    },
  );
  const { findings, files } = JSON.parse(stdout);
  assert.deepEqual([status, files, findings[0].file, findings[0].rule], [1, 1, 'sub/x.conf', 'nginx/syntax']);
});

test('settings beside a file are for it, and --config is for all', () => {
  const folder = fresh('site');
  writeFileSync(join(folder, 'conf.d/authlint.yaml'), 'rules:\n  nginx/syntax: off\n');
  assert.equal(authlint(folder, []).status, 0);
  writeFileSync(join(folder, 'strict.yaml'), 'rules:\n  nginx/syntax: error\n');
  assert.equal(authlint(folder, ['--config', 'strict.yaml']).status, 1);
});

test('expectations that are not met fail, and say so in JSON', () => {
  const { status, stdout } = authlint(join(FIXTURES, 'site'), [
    'explain',
    '--requests',
    'requests.json',
    '--format',
    'json',
  ]);
  assert.equal(status, 1);
  assert.deepEqual(
    JSON.parse(stdout).results.map(({ met }: { met?: boolean }) => met),
    [true, true, false, false, undefined],
  );
});

test('a file of requests that is wrong is wrong usage', () => {
  const folder = fresh('clean');
  const wrong: readonly (readonly [string, RegExp])[] = [
    ['{}', /the file: expected Array, not Object/],
    ['[', /is no JSON/],
    ['[{ "url": "/" }]', /0\.method: expected "method", not undefined/],
    ['[{ "method": "GET", "url": "shop" }]', /entry 0: "shop" is no URL and no path/],
    [
      '[{ "method": "GET", "url": "/", "expect": { "state": 1 } }]',
      /0\.expect\.state: expected never, not "state"/,
    ],
  ];
  for (const [text, message] of wrong) {
    writeFileSync(join(folder, 'requests.json'), text);
    const { status, stderr } = authlint(folder, ['explain', '--requests', 'requests.json']);
    assert.equal(status, 2, text);
    assert.match(stderr, message);
  }
});

test('rules lists all rules, and shows the page of one', () => {
  const cwd = join(FIXTURES, 'clean');
  const { rules } = JSON.parse(authlint(cwd, ['rules', '--format', 'json']).stdout);
  assert.deepEqual(
    rules.map(({ id }: { id: string }) => id),
    RULE_INFOS.map(({ id }) => id),
  );
  const table = authlint(cwd, ['rules']).stdout.trimEnd().split('\n');
  assert.equal(table.length, RULE_INFOS.length);
  const page = readFileSync('docs/rules/nginx/syntax.md', 'utf8');
  assert.equal(authlint(cwd, ['rules', 'nginx/syntax']).stdout, page);
  assert.equal(authlint(cwd, ['rules', 'syntax']).stdout, page);
});

test('init writes settings that are in order, and never over others', () => {
  const folder = fresh('clean');
  assert.equal(authlint(folder, ['init']).status, 0);
  assert.equal(authlint(folder, []).status, 0);
  // What stands in comments is in order too: a reader takes it in by taking the sign away.
  const text = readFileSync(join(folder, 'authlint.yaml'), 'utf8');
  const all = text.replace(/^#(?=\w| {2})/gm, '').replace(/: (\{\}|\[\])$/gm, ':');
  const ids = RULE_INFOS.map(({ id }) => id);
  const { config, problems } = readConfig('/authlint.yaml', all, ids);
  assert.deepEqual(problems, []);
  assert.deepEqual(
    Object.keys(config).sort(),
    Object.keys(CONFIG_SCHEMA.entries)
      .filter((key) => key !== '$schema')
      .sort(),
  );
  const twice = authlint(folder, ['init']);
  assert.deepEqual([twice.status, twice.stderr], [2, 'authlint: There is an authlint.yaml here already.\n']);
});

test('help and version are shown by every command', () => {
  const cwd = join(FIXTURES, 'clean');
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  assert.equal(authlint(cwd, ['--version']).stdout, `${version}\n`);
  assert.equal(authlint(cwd, ['routes', '-V']).stdout, `${version}\n`);
  assert.match(authlint(cwd, ['-h']).stdout, /^AuthLint says who answers 401/);
  assert.match(authlint(cwd, ['explain', '--help']).stdout, /Usage: authlint explain "METHOD URL"/);
});

test('colours come when they are asked for, and never against NO_COLOR', () => {
  const coloured = (env: Record<string, string>) =>
    authlint(join(FIXTURES, 'site'), [], { env }).stdout.includes('\x1b[');
  assert.equal(coloured({}), false);
  assert.equal(coloured({ FORCE_COLOR: '1' }), true);
  assert.equal(coloured({ FORCE_COLOR: '0' }), false);
  assert.equal(coloured({ FORCE_COLOR: '1', NO_COLOR: '1' }), false);
});

test('a failure of the program itself is status 3, with what to report', () => {
  const folder = fresh('clean');
  writeFileSync(join(folder, 'break.cjs'), "process.stdout.write = () => { throw new Error('no output'); };");
  const { status, stderr } = authlint(folder, [], { env: { NODE_OPTIONS: '--require ./break.cjs' } });
  assert.equal(status, 3);
  assert.match(stderr, /a mistake of AuthLint's own.*\nError: no output\n {4}at /);
});

test('what cannot be written is told', () => {
  const { status, stderr } = authlint(join(FIXTURES, 'site'), ['--write-baseline', 'gone/known.json']);
  assert.equal(status, 2);
  assert.match(stderr, /--write-baseline: gone\/known\.json cannot be written: ENOENT/);
});

test('--watch checks again when a file changes, and ends on an interrupt', async () => {
  const folder = fresh('clean');
  const child = startAuthlint(folder, ['--watch']);
  let shown = '';
  child.stdout?.on('data', (chunk) => {
    shown += String(chunk);
  });
  let said = '';
  const rounds = (count: number) =>
    new Promise<void>((done) => {
      const look = () => said.split('Watching for changes').length > count && done();
      child.stderr?.on('data', look);
      look();
    });
  child.stderr?.on('data', (chunk) => {
    said += String(chunk);
  });
  const ended = new Promise<number | null>((done) => child.on('exit', done));
  await rounds(1);
  assert.equal(shown, 'No findings in 1 file.\n');
  shown = '';
  writeFileSync(join(folder, 'nginx.conf'), 'events {}\nhttp { server { return 204 } }\n');
  await rounds(2);
  assert.match(shown, /A ";" is missing here/);
  child.kill('SIGINT');
  assert.equal(await ended, 0);
});
