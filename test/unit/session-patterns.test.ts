// Shell patterns, the order of names by their bytes, and the nearest of several words.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closest, compareBytes, inByteOrder, isPattern, matchesName } from '../../server/src/core';
import { globIn } from '../../server/src/host/glob';
import { fc } from '../support/random';

test('patterns match as fnmatch(3) with FNM_PERIOD does', () => {
  const yes = [
    '*|abc',
    'a*|a',
    'a*c|abbc',
    '*.conf|x.conf',
    '?|é',
    '[a-c]x|bx',
    '[!a]x|bx',
    '[^a]x|bx',
    '[]]|]',
    '\\*|*',
  ];
  const more = ['[[:digit:]]|5', '.*|.x', '\\.*|.x', '[a-|[a-', '*a*b*|xaxbx', '**|abc', 'a[|a[', '[\\]]|]'];
  for (const pair of [...yes, ...more]) {
    const [pattern = '', name = ''] = pair.split('|');
    assert.ok(matchesName(pattern, name), pair);
  }
  const no = [
    '*|.x',
    '?x|.x',
    '[.]x|.x',
    'a*|b',
    '[a-c]|d',
    '[!a-c]|b',
    '\\*|a',
    '[[:digit:]]|x',
    'ab|a',
    'a|ab',
    '|a',
  ];
  for (const pair of no) {
    const [pattern = '', name = ''] = pair.split('|');
    assert.ok(!matchesName(pattern, name), pair);
  }
  assert.ok(isPattern('a[b]') && isPattern('*') && !isPattern('a.conf'));
});

test('a pattern of many stars takes no more than its length times the name', () => {
  assert.equal(matchesName(`${'a*'.repeat(2000)}b`, 'a'.repeat(20_000)), false);
});

test('a star stands for any characters', () => {
  const part = fc.stringMatching(/^[a-z]{0,4}$/);
  fc.assert(
    fc.property(part, part, part, (a, b, c) => matchesName(`${a}*${c}`, a + b + c)),
    { numRuns: 300 },
  );
});

test('names are ordered as their UTF-8 bytes are', () => {
  const name = fc.string({ unit: 'binary', maxLength: 5 });
  fc.assert(
    fc.property(name, name, (a, b) => {
      const isWellFormed = [a, b].every((one) => Buffer.from(one).toString() === one);
      if (!isWellFormed) return;
      assert.equal(Math.sign(compareBytes(a, b)), Buffer.compare(Buffer.from(a), Buffer.from(b)));
    }),
    { numRuns: 2000 },
  );
});

test('names with and without surrogates are put into one and the same order', () => {
  const name = fc.oneof(
    fc.string({ maxLength: 4 }),
    fc.constantFrom('\uff5e', '\u{1f600}', 'a\u{1f600}', 'a\uff5e'),
  );
  fc.assert(
    fc.property(fc.array(name, { maxLength: 8 }), (names) => {
      assert.deepEqual(inByteOrder(names), [...names].sort(compareBytes));
    }),
    { numRuns: 500 },
  );
});

test('the nearest word is the one with the fewest changes, if there are few', () => {
  assert.equal(closest('expalin', ['check', 'explain', 'routes']), 'explain');
  assert.equal(closest('exclud', ['include', 'exclude']), 'exclude');
  assert.equal(closest('fomrat', ['from', 'format']), 'format');
  assert.equal(closest('conf.d', ['check', 'init']), null);
});

test('what a pattern matches is sorted by bytes, however a folder lists it', () => {
  const lister = { names: () => ['b', 'é', 'a', 'B'], exists: () => true };
  assert.deepEqual(globIn(lister, '/x/*').files, ['/x/B', '/x/a', '/x/b', '/x/é']);
});
