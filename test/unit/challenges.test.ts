// Lists of challenges are read as RFC 9110, section 11.6.1, has them; what is none is not taken for one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readChallenges } from '../../server/src/core/model/challenges';

const schemesIn = (value: string) => readChallenges(value)?.map(({ scheme }) => scheme) ?? null;

test('a list of challenges is taken apart at the commas that are none of a parameter', () => {
  assert.deepEqual(schemesIn('Basic'), ['basic']);
  assert.deepEqual(schemesIn('Basic realm="a, Bearer b", charset="UTF-8", BEARER realm=c'), [
    'basic',
    'bearer',
  ]);
  assert.deepEqual(schemesIn('Negotiate, Basic realm="x"'), ['negotiate', 'basic']);
  assert.deepEqual(schemesIn('Negotiate YWJj==, , Digest realm = "\\"" , nonce=1'), ['negotiate', 'digest']);
});

test('a challenge knows where its name stands, and whether parameters follow', () => {
  assert.deepEqual(readChallenges('Basic realm="x", Bearer'), [
    { scheme: 'basic', start: 0, hasParameters: true },
    { scheme: 'bearer', start: 17, hasParameters: false },
  ]);
});

test('sentences, placeholders and loose ends are no challenges', () => {
  for (const text of ['', ' , ', 'see the documentation below', '<challenge>', 'Basic realm="x', '="a"']) {
    assert.equal(readChallenges(text), null, text);
  }
});
