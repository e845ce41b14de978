// A reporter of Node's test runner: a line a file, every failure in full, and the counts as JSON for scripts/test.mjs.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { inspect } from 'node:util';

const results = process.env.AUTHLINT_TEST_RESULTS;

export default async function* reporter(events) {
  const counts = new Map();
  const path = [];
  let passed = 0;
  let failed = 0;
  for await (const { type, data } of events) {
    if (type === 'test:start') path[data.nesting] = data.name;
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const isGroup = data.details?.type === 'suite' || data.details?.error?.failureType === 'subtestsFailed';
    if (isGroup) continue;
    const file = nameOf(data.file);
    const count = counts.get(file) ?? { passed: 0, failed: 0 };
    counts.set(file, count);
    if (type === 'test:pass' && !data.skip && !data.todo) {
      passed++;
      count.passed++;
      continue;
    }
    failed++;
    count.failed++;
    const name = [...path.slice(0, data.nesting), data.name].join(' > ');
    yield `\nFAILED ${file}: ${name}\n${indent(reasonOf(data))}\n\n`;
  }
  for (const [file, count] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const bad = count.failed > 0 ? `, ${count.failed} failed` : '';
    yield `  ${file.padEnd(44)} ${count.passed} passed${bad}\n`;
  }
  if (results !== undefined) {
    mkdirSync(dirname(results), { recursive: true });
    writeFileSync(results, JSON.stringify({ passed, failed }));
  }
}

/** Why a test failed. A skipped test is no passed one: nothing was tested. What was thrown may be anything, even without a text. */
function reasonOf({ skip, todo, details }) {
  if (skip || todo) return 'it was skipped';
  const error = details?.error?.cause ?? details?.error;
  return typeof error?.stack === 'string' ? error.stack : inspect(error);
}

/** The test file that a bundle was made from. */
function nameOf(file) {
  if (file === undefined) return 'test';
  return relative(process.cwd(), file)
    .replaceAll('\\', '/')
    .replace(/^out\/test\//, 'test/')
    .replace(/\.m?js$/, '.ts');
}

function indent(text) {
  return text
    .split('\n')
    .filter((line) => !/^\s+at .*\(?node:internal/.test(line))
    .map((line) => `  ${line}`)
    .join('\n');
}
