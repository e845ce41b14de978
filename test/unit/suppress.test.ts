// Comments that silence findings, and those that silence nothing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits } from '../../server/src/core';
import { analyzeSample, sampleHouse, shortly, wordRule } from '../support/sample';

const house = sampleHouse(wordRule('nginx/bad', 'BAD'), wordRule('nginx/ugly', 'UGLY'));

function kept(text: string): readonly string[] {
  const texts = { '/a.conf': text };
  return shortly(analyzeSample(texts, house).findings, texts).map((line) => line.replace('/a.conf:', ''));
}

test('a comment silences the next line that is no comment and not blank', () => {
  assert.deepEqual(kept('# authlint-disable-next-line nginx/bad\nBAD\nBAD'), ['3 nginx/bad']);
  assert.deepEqual(kept('# authlint-disable-next-line nginx/bad\n\n# why\nBAD\nBAD'), ['5 nginx/bad']);
  assert.deepEqual(kept('x # authlint-disable-next-line nginx/bad\nBAD'), []);
});

test('a comment silences only what it names, or everything', () => {
  assert.deepEqual(kept('# authlint-disable-next-line nginx/bad\nBAD UGLY'), ['2 nginx/ugly']);
  assert.deepEqual(kept('# authlint-disable-next-line nginx/bad, nginx/ugly\nBAD UGLY'), []);
  assert.deepEqual(kept('# authlint-disable-next-line bad\nBAD UGLY'), ['2 nginx/ugly']);
  assert.deepEqual(kept('# authlint-disable-next-line\nBAD UGLY'), []);
});

test('what follows -- is a reason and names no rule', () => {
  assert.deepEqual(kept('# authlint-disable-next-line nginx/bad -- nginx/ugly is fine\nBAD UGLY'), [
    '2 nginx/ugly',
  ]);
  assert.deepEqual(kept('# authlint-disable-next-line -- all of it\nBAD UGLY'), []);
});

test('a part of a file is silenced from disable to enable', () => {
  const text = 'BAD\n# authlint-disable nginx/bad\nBAD UGLY\n# authlint-enable nginx/bad\nBAD';
  assert.deepEqual(kept(text), ['1 nginx/bad', '3 nginx/ugly', '5 nginx/bad']);
  assert.deepEqual(kept('# authlint-disable\nBAD\n# authlint-enable\nUGLY'), ['4 nginx/ugly']);
});

test('a single rule can be heard again while all others stay silent', () => {
  const text = '# authlint-disable\nBAD UGLY\n# authlint-enable nginx/ugly\nBAD UGLY';
  assert.deepEqual(kept(text), ['4 nginx/ugly']);
});

test('an enable of one rule leaves the other rules of the same comment silent', () => {
  const text = '# authlint-disable nginx/bad, nginx/ugly\nBAD UGLY\n# authlint-enable nginx/bad\nBAD UGLY';
  assert.deepEqual(kept(text), ['4 nginx/bad']);
});

test('other words in a comment are no instruction', () => {
  assert.deepEqual(kept('# see authlint-disable-next-line nginx/bad\nBAD'), ['2 nginx/bad']);
  assert.deepEqual(kept('# authlint-disabled nginx/bad\nBAD'), ['2 nginx/bad']);
});

test('what is silenced is counted', () => {
  const analysis = analyzeSample({ '/a.conf': '# authlint-disable\nBAD UGLY' }, house);
  assert.deepEqual(analysis.suppressed.map(({ rule }) => rule).sort(), ['nginx/bad', 'nginx/ugly']);
});

test('a comment without effect is reported, each name for itself', () => {
  assert.deepEqual(kept('# authlint-disable-next-line nginx/bad\nfine'), ['1 cross/unused-suppression']);
  assert.deepEqual(kept('# authlint-disable-next-line nginx/bad, nginx/ugly\nBAD'), [
    '1 cross/unused-suppression',
  ]);
  assert.deepEqual(kept('# authlint-disable\nfine'), ['1 cross/unused-suppression']);
});

test('a comment without effect is taken out with its line, or with the blanks before it', () => {
  const fixed = (text: string) => {
    const [finding] = analyzeSample({ '/a.conf': text }, house).findings;
    return applyEdits(text, finding?.fixes[0]?.edits ?? []);
  };
  assert.equal(fixed('a\n  # authlint-disable nginx/bad\nb\n'), 'a\nb\n');
  assert.equal(fixed('a\r\n# authlint-disable nginx/bad\r\nb'), 'a\r\nb');
  assert.equal(fixed('a # authlint-disable nginx/bad\nb\n'), 'a\nb\n');
  assert.equal(fixed('a\n# authlint-disable nginx/bad'), 'a\n');
});

test('a comment that is needed in part is not taken out', () => {
  const text = '# authlint-disable-next-line nginx/bad, nginx/ugly\nBAD';
  const [finding] = analyzeSample({ '/a.conf': text }, house).findings;
  assert.deepEqual(finding?.fixes, []);
  assert.equal(text.slice(finding?.at.span.start, finding?.at.span.end), 'nginx/ugly');
});

test('a name with a mistake is called that', () => {
  const [finding] = analyzeSample({ '/a.conf': '# authlint-disable nginx/bda\n' }, house).findings;
  assert.match(finding?.message ?? '', /No rule is called "nginx\/bda"/);
});

test('nothing is said of a comment whose rule is turned off', () => {
  const texts = { '/a.conf': '# authlint-disable nginx/bad\nBAD' };
  const analysis = analyzeSample(texts, house, { overrides: { 'nginx/bad': 'off' } });
  assert.deepEqual(analysis.findings, []);
});
