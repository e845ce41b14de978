// The two kinds of glob that the extension answers: the shell's, for nginx's include, and the editor's.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { globTest } from '../../client/src/editor-glob';
import { compareBytes, hasWildcard, literalName, matchesSegment } from '../../client/src/glob';

const SHELL: readonly (readonly [pattern: string, matching: readonly string[], not: readonly string[]])[] = [
  ['*.conf', ['a.conf', 'a.b.conf', 'x\u{1F600}.conf'], ['.conf', '.a.conf', 'a.conf~', 'aconf']],
  ['.*', ['.a', '.'], ['a']],
  ['\\.a*', ['.ab'], ['ab']],
  ['?', ['a', '\u{1F600}'], ['', 'ab', '.']],
  ['a*b*c', ['abc', 'axbxc', 'abbcc'], ['acb', 'ab']],
  ['*a*a*a*a*a*b', ['aaaaab'], ['a'.repeat(2000)]],
  ['[abc]x', ['ax', 'cx'], ['dx', 'x']],
  ['[!abc]x', ['dx'], ['ax']],
  ['[^abc]x', ['dx'], ['ax']],
  ['[]a]', [']', 'a'], ['b']],
  ['[!]a]', ['b'], [']', 'a']],
  ['[a-c-]', ['b', '-'], ['d']],
  ['[[:digit:]x]', ['1', 'x'], ['a', ':']],
  ['[a', ['[a'], ['a']],
  ['\\*', ['*'], ['a']],
  ['[\\]]', [']'], ['\\']],
  ['', [''], ['a']],
];

describe('a segment of a shell pattern', () => {
  for (const [pattern, matching, not] of SHELL) {
    it(`${JSON.stringify(pattern)} is read as glob(3) reads it`, () => {
      for (const name of matching) assert.ok(matchesSegment(pattern, name), `matches ${name}`);
      for (const name of not)
        assert.ok(!matchesSegment(pattern, name), `does not match ${name.slice(0, 20)}`);
    });
  }

  it('says whether it has wildcards, and which name it is if not', () => {
    assert.deepEqual(['a', 'a\\*b', 'a*', 'a\\\\*', '[x]', '?'].map(hasWildcard), [
      false,
      false,
      true,
      true,
      true,
      true,
    ]);
    assert.equal(literalName('a\\*b\\\\c'), 'a*b\\c');
  });

  it('sorts paths by bytes, not by UTF-16 units', () => {
    const paths = ['b', '\u{1F600}', '\uFF5E', 'a-b', 'a', 'B', '\u00e9'];
    assert.deepEqual([...paths].sort(compareBytes), ['B', 'a', 'a-b', 'b', '\u00e9', '\uFF5E', '\u{1F600}']);
  });
});

const EDITOR: readonly (readonly [pattern: string, matching: readonly string[], not: readonly string[]])[] = [
  ['**/*.conf', ['a.conf', 'x/a.conf', 'x/y/.a.conf'], ['a.conf/b', 'a.con']],
  ['**/nginx*.conf', ['nginx.conf', 'a/nginx-dev.conf'], ['a/my-nginx.conf']],
  [
    '**/{sites-enabled,sites-available}/*',
    ['sites-enabled/a', 'x/sites-available/.b'],
    ['sites-enabled', 'sites-enabled/a/b'],
  ],
  ['**/*.{yaml,y{m,}l}', ['a.yaml', 'a.yml', 'a.yl'], ['a.json']],
  ['nginx/**', ['nginx', 'nginx/a', 'nginx/a/b'], ['x/nginx/a']],
  ['a/**/**/b', ['a/b', 'a/x/y/b'], ['a/x']],
  ['*', ['a', '.a'], ['a/b']],
  ['{a', ['{a'], ['a']],
];

describe('an editor glob', () => {
  for (const [pattern, matching, not] of EDITOR) {
    it(`${pattern} matches as in the editor`, () => {
      const test = globTest(pattern);
      for (const path of matching) assert.ok(test(path), `matches ${path}`);
      for (const path of not) assert.ok(!test(path), `does not match ${path}`);
    });
  }
});
