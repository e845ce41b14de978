// The settings: what is read, what is refused and where, and which files a glob means.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openSettings } from '../../server/src/core';
import { DEFAULT_CONFIG } from '../../server/src/core/config/defaults';
import { readConfig } from '../../server/src/core/parts/settings';

const IDS = ['nginx/bad', 'nginx/ugly'];
const read = (text: string, file = '/site/authlint.yaml') => readConfig(file, text, IDS);

/** The problems of a text, each as the part that it marks and its message. */
function problems(text: string): readonly (readonly [marked: string, message: string])[] {
  return read(text).problems.map(({ span, message }) => [text.slice(span.start, span.end), message]);
}

test('all keys are read, from YAML and from JSON', () => {
  const value = {
    rules: { 'nginx/bad': 'off' },
    include: ['*.conf'],
    exclude: ['gen/'],
    ignore: [{ file: 'a.conf', rule: 'nginx/ugly', route: '/x', pointer: '/paths', reason: 'old' }],
    public: ['/health'],
    guards: { requireUser: 'session' },
    upstreams: { api: 'bearer' },
  };
  const yaml = read(
    [
      'rules: { nginx/bad: off }',
      'include: ["*.conf"]',
      'exclude: [gen/]',
      'ignore: [{ file: a.conf, rule: nginx/ugly, route: /x, pointer: /paths, reason: old }]',
      'public: [/health]',
      'guards: { requireUser: session }',
      'upstreams: { api: bearer }',
    ].join('\n'),
  );
  assert.deepEqual(yaml.problems, []);
  assert.deepEqual({ ...yaml.config }, value);
  const json = read(JSON.stringify({ $schema: 'x', ...value }, null, 2), '/site/authlint.json');
  assert.deepEqual(json.problems, []);
  assert.deepEqual(json.config.ignore, value.ignore);
});

test('an empty file, or one of comments, is in order', () => {
  assert.deepEqual(problems(''), []);
  assert.deepEqual(problems('# nothing\n'), []);
});

test('each mistake is marked where it is', () => {
  assert.deepEqual(problems('exclud: [a]'), [
    ['exclud', 'There is no setting "exclud" here; did you mean "exclude"?'],
  ]);
  assert.deepEqual(problems('ignore:\n  - file: a\n    rule: nginx/bad\n    raison: x'), [
    ['raison', 'There is no setting "raison" here; did you mean "reason"?'],
  ]);
  assert.deepEqual(problems('rules:\n  nginx/bad: fatal'), [
    ['fatal', '"fatal" is not one of off, info, warning, error.'],
  ]);
  assert.deepEqual(problems('public: /health'), [['/health', '"public" should be a list, not "/health".']]);
  assert.deepEqual(problems('exclude: [a, 5]'), [['5', 'An entry of "exclude" should be a text, not 5.']]);
  assert.deepEqual(problems('exclude: [""]'), [['""', 'An entry of "exclude" must not be empty.']]);
  assert.deepEqual(problems('[]'), [
    ['[]', 'The settings should be a mapping of names to values, not a list.'],
  ]);
});

test('a rule that does not exist is named, in rules and in ignore', () => {
  assert.deepEqual(problems('rules: { nginx/bda: off }'), [
    ['nginx/bda', 'No rule is called "nginx/bda"; did you mean "nginx/bad"?'],
  ]);
  assert.deepEqual(problems('ignore: [{ file: a, rule: what }]'), [['what', 'No rule is called "what".']]);
});

test('a text that is no YAML is marked, and nothing of it counts', () => {
  const config = read('rules: {\n');
  assert.equal(config.problems.length, 1);
  assert.deepEqual(config.config.rules, {});
  const bomb = `a: &a [x]\n${[...'bcdefghij'].map((c, i) => `${c}: &${c} [${`*${'abcdefghi'[i]},`.repeat(9)}]`).join('\n')}`;
  assert.ok(read(bomb).problems.some(({ message }) => /alias/i.test(message)));
});

test('what is right counts although something else is wrong', () => {
  const { config } = read('rules: { nginx/bad: off }\npublic: 5');
  assert.deepEqual(config.rules, { 'nginx/bad': 'off' });
  assert.deepEqual(config.public, []);
});

test('globs start at the folder of the settings', () => {
  const covers = (excluded: string, file: string) =>
    !openSettings([read(`exclude: ["${excluded}"]`)]).covers(file);
  assert.ok(covers('gen', '/site/gen/a.conf'));
  assert.ok(covers('gen', '/site/deep/gen/a.conf'));
  assert.ok(covers('/gen', '/site/gen/a.conf'));
  assert.ok(!covers('/gen', '/site/deep/gen/a.conf'));
  assert.ok(covers('deep/*.conf', '/site/deep/a.conf'));
  assert.ok(!covers('deep/*.conf', '/site/deep/er/a.conf'));
  assert.ok(covers('deep/**/*.conf', '/site/deep/er/a.conf'));
  assert.ok(covers('*.conf', '/site/.hidden/a.conf'));
  assert.ok(!covers('*.conf', '/other/a.conf'));
});

test('include says what to look at, whatever it is called', () => {
  const settings = openSettings([read('include: ["deploy/*.tpl"]')]);
  assert.equal(settings.includes('/site/deploy/web.tpl'), true);
  assert.equal(settings.includes('/site/nginx.conf'), false);
  assert.equal(settings.covers('/site/nginx.conf'), false);
  assert.equal(openSettings([]).includes('/site/nginx.conf'), null);
});

test('paths that are public are those of URLs, without their query', () => {
  const { isPublic } = openSettings([read('public: [/health, "/hooks/**"]')]).siteOf('/site/nginx.conf');
  assert.ok(isPublic('/health'));
  assert.ok(isPublic('/health?deep=1'));
  assert.ok(isPublic('/hooks/github/push'));
  assert.ok(!isPublic('/healthy'));
  assert.ok(!isPublic('/api/health'));
});

test('a project without settings has those of an empty file', () => {
  assert.deepEqual(read('').config, DEFAULT_CONFIG);
});
