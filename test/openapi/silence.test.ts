// Findings in OpenAPI documents that were accepted: by comments in YAML, by a JSON pointer in the settings elsewhere.
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { applyEdits } from '../../server/src/core';
import { accept, readConfig } from '../../server/src/core/parts/settings';
import { authlint, copyOf } from '../support/cli';

const RULE = 'openapi/security-scheme-undefined';
type Shown = { readonly file: string; readonly range: { readonly start: { readonly line: number } } };
const site = copyOf('test/lsp/sites/openapi');
after(() => site.remove());

/** The places of the rule's findings, as the command line tells them. */
function found(): readonly string[] {
  const { stdout } = authlint(site.folder, ['check', '--format', 'json']);
  const { findings } = JSON.parse(stdout);
  return findings
    .filter(({ rule }: { rule: string }) => rule === RULE)
    .map(({ file, range }: Shown) => `${file}:${range.start.line}`);
}

function settings(text: string): void {
  writeFileSync(join(site.folder, 'authlint.yaml'), text);
}

const entry = (pointer: string, file = '/partner.json') =>
  `ignore:\n  - file: ${file}\n    rule: ${RULE}\n    pointer: ${pointer}\n    reason: the gateway knows it\n`;

describe('an entry of the settings with a JSON pointer', () => {
  before(() => assert.deepEqual(found(), ['partner.json:16']));
  after(() => rmSync(join(site.folder, 'authlint.yaml')));

  test('accepts what is found there, and below', () => {
    for (const pointer of [
      '/paths/~1offers/post/security/0/keys',
      '/paths/~1offers/post',
      '"#/paths/~1offers"',
    ]) {
      settings(entry(pointer));
      assert.deepEqual(found(), [], pointer);
    }
  });

  test('accepts nothing elsewhere, and nothing in other files', () => {
    settings(entry('/paths/~1offers/post/security/0/key'));
    assert.deepEqual(found(), ['partner.json:16']);
    settings(entry('/paths/~1offers/get'));
    assert.deepEqual(found(), ['partner.json:16']);
    settings(entry('/paths/~1offers', '/shop.yaml'));
    assert.deepEqual(found(), ['partner.json:16']);
  });
});

test('comments in YAML silence one line, or all from there on', () => {
  const file = join(site.folder, 'more.yaml');
  const document = (first: string, second: string) => `openapi: 3.0.3
info: { title: More, version: '1' }
paths:
  /a:
    get:
      ${first}
      security: [{ nobody: [] }]
      responses: { '200': { description: A }, default: { description: Else } }
  /b:
    get:
      security: [{ nobody: [] }]${second}
      responses: { '200': { description: B }, default: { description: Else } }
`;
  const inMore = () => found().filter((place) => place.startsWith('more.yaml'));
  writeFileSync(file, document('# a comment', ''));
  assert.deepEqual(inMore(), ['more.yaml:7', 'more.yaml:11']);
  writeFileSync(file, document(`# authlint-disable-next-line ${RULE} -- known`, ''));
  assert.deepEqual(inMore(), ['more.yaml:11']);
  writeFileSync(file, document(`# authlint-disable ${RULE} -- known`, ''));
  assert.deepEqual(inMore(), []);
  rmSync(file);
});

describe('an entry that is written into settings', () => {
  const accepted = {
    file: 'api/a b[1].json',
    rule: RULE,
    pointer: '/paths/~1{id}/get',
    reason: "it's known",
  };
  const written = (text: string): string => {
    const change = accept(text, accepted);
    assert.ok(change !== null, text);
    const after = applyEdits(text, [change]);
    const { config, problems } = readConfig('/site/authlint.yaml', after, [RULE, 'nginx/syntax']);
    assert.deepEqual(problems, [], after);
    assert.deepEqual(config.ignore[0], { ...accepted, file: String.raw`/api/a b\[1\].json` }, after);
    return after;
  };

  test('makes the list where there is none, in YAML and in JSON', () => {
    const lines = `ignore:
  - file: '/api/a b\\[1\\].json'
    rule: ${RULE}
    pointer: '/paths/~1{id}/get'
    reason: 'it''s known'
`;
    assert.equal(written(''), lines);
    assert.equal(written('# ours\n'), `# ours\n${lines}`);
    assert.equal(written('rules: {}'), `rules: {}\n${lines}`);
    assert.equal(written('ignore: [] # none\nrules: {}\n'), `${lines.trimEnd()} # none\nrules: {}\n`);
    assert.match(written('ignore:\nrules: {}\n'), /^ignore:\n {2}- file: [\s\S]*known'\nrules: \{\}\n$/);
    assert.match(written('{}'), /^\{"ignore": \[\{ "file": /);
    assert.match(written('{ "rules": {} }'), /^\{"ignore": \[.*\], {2}"rules": \{\} \}$/);
    assert.match(written('{ "ignore": [] }'), /^\{ "ignore": \[\{ "file": .* \}\] \}$/);
  });

  test('comes before those that are there, and leaves them as they are', () => {
    const other = 'ignore:\n- file: a.conf # old\n  rule: nginx/syntax\n';
    assert.match(
      written(other),
      /^ignore:\n- file: '\/api[\s\S]*known'\n- file: a\.conf # old\n {2}rule: nginx\/syntax\n$/,
    );
    const inBrackets = '{ "ignore": [{ "file": "a", "rule": "nginx/syntax" }] }';
    assert.match(written(inBrackets), /\}, \{ "file": "a", "rule": "nginx\/syntax" \}\] \}$/);
  });

  test('is left to a person where the settings cannot be read', () => {
    for (const text of ['[', '- a', 'ignore: 1', 'ignore: { a: b }'])
      assert.equal(accept(text, accepted), null, text);
  });
});
