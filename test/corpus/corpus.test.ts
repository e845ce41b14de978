// Realistic configurations: what AuthLint says of them, whole, so that no change of a rule goes unseen. UPDATE=1 writes it.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { summarize } from './summary';

const FOLDER = 'test/corpus/configs';
const SNAPSHOT = 'test/corpus/summary.txt';

test('the summary of the corpus is the one that was last looked at', async () => {
  const summary = await summarize(FOLDER);
  if (process.env.UPDATE === '1') writeFileSync(SNAPSHOT, summary);
  assert.equal(summary, readFileSync(SNAPSHOT, 'utf8'));
});

test('the summary is the same on every run', async () => {
  assert.equal(await summarize(FOLDER), await summarize(FOLDER));
});
