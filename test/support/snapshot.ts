// Snapshots: what an output was when someone last looked at it. UPDATE=1 writes them anew.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Compares a text with a file, or writes the file. */
export function matchesSnapshot(file: string, text: string): void {
  if (process.env.UPDATE === '1') {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return;
  }
  assert.ok(existsSync(file), `there is no ${file}: run with UPDATE=1 and look at what it writes`);
  assert.equal(text, readFileSync(file, 'utf8'), `differs from ${file}`);
}
