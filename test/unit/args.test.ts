// Arguments: what is read from them, and what is said of those that are wrong.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readArgs } from '../../server/src/cli/args';
import { COMMANDS } from '../../server/src/cli/commands';
import { commandHelp, generalHelp } from '../../server/src/cli/help';
import { matchesSnapshot } from '../support/snapshot';

const read = (line: string) => readArgs(line.split(' ').filter((word) => word !== ''));

test('check is the command when none is named', () => {
  assert.deepEqual([read('').command.name, read('').paths], ['check', []]);
  assert.deepEqual([read('nginx.conf').command.name, read('nginx.conf').paths], ['check', ['nginx.conf']]);
  assert.deepEqual([read('check a b').command.name, read('check a b').paths], ['check', ['a', 'b']]);
  assert.equal(read('--fix routes').command.name, 'check');
});

test('options stand anywhere, with a blank or an equals sign before their value', () => {
  const args = read('check a --format json --rule=nginx/a=off b --rule nginx/b=error --fix');
  assert.deepEqual(args.paths, ['a', 'b']);
  assert.equal(args.value('format'), 'json');
  assert.deepEqual(args.values('rule'), ['nginx/a=off', 'nginx/b=error']);
  assert.ok(args.has('fix') && !args.has('watch'));
});

test('short options, the last of several values, and what follows --', () => {
  const args = readArgs([
    'explain',
    'GET /',
    '-H',
    'A: b',
    '-HC: d',
    '--from',
    '::1',
    '--from',
    '10.0.0.1',
    '--',
    '-x',
  ]);
  assert.deepEqual(args.values('header'), ['A: b', 'C: d']);
  assert.equal(args.value('from'), '10.0.0.1');
  assert.deepEqual(args.paths, ['GET /', '-x']);
  assert.deepEqual(read('check -').paths, ['-']);
});

test('what is wrong is said with the nearest thing that is right', () => {
  const wrong: readonly (readonly [string, RegExp])[] = [
    ['--fromat json', /no option --fromat of check\. Did you mean --format\?/],
    ['--zzz', /no option --zzz of check\. See authlint check --help\./],
    ['-x', /no option -x of check/],
    [
      '--format jsn',
      /--format is one of pretty, json, sarif, github, junit, not "jsn"\. Did you mean "json"\?/,
    ],
    ['--format', /--format needs a value: --format pretty\|json/],
    ['--format --fix', /--format needs a value/],
    ['--fix=yes', /--fix takes no value/],
    ['routes --fix', /no option --fix of routes/],
  ];
  for (const [line, message] of wrong) assert.throws(() => read(line), { name: 'UsageError', message }, line);
});

test('help names every command and every option', () => {
  matchesSnapshot('test/unit/args/help.out', generalHelp());
  for (const command of COMMANDS) matchesSnapshot(`test/unit/args/${command.name}.out`, commandHelp(command));
});
