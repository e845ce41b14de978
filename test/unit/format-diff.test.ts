// Unified diffs: what they look like, and that they lead from the old text to the new one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unifiedDiff } from '../../server/src/core';
import { fc } from '../support/random';

/** Applies a unified diff as `patch` does, checking every line that it names. */
function patch(before: string, diff: string): string {
  const old = before.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const out: string[] = [];
  let at = 0;
  const rows = (diff.match(/[^\n]*\n/g) ?? []).slice(2);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] ?? '';
    const hunk = /^@@ -(\d+)(?:,(\d+))? \+\d+(?:,\d+)? @@\n$/.exec(row);
    if (hunk !== null) {
      const start = Number(hunk[1]) - (hunk[2] === '0' ? 0 : 1);
      out.push(...old.slice(at, start));
      at = start;
      continue;
    }
    const noBreak = (rows[i + 1] ?? '').startsWith('\\');
    const line = noBreak ? row.slice(1, -1) : row.slice(1);
    if (noBreak) i++;
    if (row.startsWith('+')) out.push(line);
    else assert.equal(old[at++], line);
    if (row.startsWith(' ')) out.push(line);
  }
  return [...out, ...old.slice(at)].join('');
}

const text = fc
  .array(fc.constantFrom('a\n', 'b\n', 'c\n', '}\n', '\n'), { maxLength: 30 })
  .chain((lines) => fc.constantFrom('', 'end').map((end) => lines.join('') + end));

test('a diff leads from one text to the other', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const diff = unifiedDiff('x', before, after);
      assert.equal(before === after ? before : patch(before, diff), after);
    }),
    { numRuns: 2000 },
  );
});

test('changes that are near each other share a hunk', () => {
  const lines = Array.from({ length: 20 }, (_, i) => `${i}\n`);
  const change = (...at: number[]) =>
    lines.map((line, i) => (at.includes(i) ? `new ${line}` : line)).join('');
  const hunks = (after: string) => unifiedDiff('x', lines.join(''), after).match(/^@@.*@@$/gm);
  assert.deepEqual(hunks(change(5, 10)), ['@@ -3,12 +3,12 @@']);
  assert.deepEqual(hunks(change(3, 15)), ['@@ -1,7 +1,7 @@', '@@ -13,7 +13,7 @@']);
});

test('the whole looks as diff -u writes it', () => {
  assert.equal(
    unifiedDiff('conf.d/a.conf', 'one\ntwo\nthree', 'one\n2\nthree\n'),
    [
      '--- a/conf.d/a.conf',
      '+++ b/conf.d/a.conf',
      '@@ -1,3 +1,3 @@',
      ' one',
      '-two',
      '-three',
      '\\ No newline at end of file',
      '+2',
      '+three',
      '',
    ].join('\n'),
  );
  assert.equal(unifiedDiff('x', '', 'a\n'), '--- a/x\n+++ b/x\n@@ -0,0 +1 @@\n+a\n');
  assert.equal(unifiedDiff('x', 'a\n', ''), '--- a/x\n+++ b/x\n@@ -1 +0,0 @@\n-a\n');
  assert.equal(unifiedDiff('x', 'a', 'a'), '');
});
