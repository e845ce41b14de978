// Fixes leave a valid document: every fix of every page and of every labelled document, against the official schemas.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseAllDocuments } from 'yaml';
import { applyEdits, type Finding, type Fix, joinPath, RULE_INFOS } from '../../server/src/core';
import { filesOfCase, labelledCases } from '../support/openapi-cases';
import { type SchemaErrors, schemaErrors } from '../support/openapi-schema';
import { readPages } from '../support/pages';
import { analyzeTexts, ROOT, type TextFile } from '../support/workspace';

const ALL_ON = Object.fromEntries(
  RULE_INFOS.filter(({ severity }) => severity === 'off').map(({ id }) => [id, 'info' as const]),
);
const only = process.env.PAGES;

type Sample = { readonly name: string; readonly files: readonly TextFile[] };

const pages: readonly Sample[] = readPages()
  .filter(({ id }) => id.startsWith('openapi/') && (only === undefined || id.startsWith(only)))
  .flatMap(({ id, examples }) => examples.map(({ name, files }) => ({ name: `${id}: ${name}`, files })));
const cases: readonly Sample[] = labelledCases().map((one) => ({ name: one.name, files: filesOfCase(one) }));

let count = 0;
describe('every fix leaves what was valid valid, and breaks nothing else', () => {
  for (const sample of [...pages, ...cases]) test(sample.name, () => checkSample(sample));
  test('and there are fixes', (t) => {
    t.diagnostic(`${count} fixes`);
    assert.ok(count > 100 || only !== undefined);
  });
});

async function checkSample({ files }: Sample): Promise<void> {
  const { analysis } = await analyzeTexts(files, ALL_ON);
  const found = analysis.findings.filter(({ rule }) => rule.startsWith('openapi/'));
  if (found.every(({ fixes }) => fixes.length === 0)) return;
  const before = await errorsOf(files);
  if (before === null) return;
  for (const finding of found) {
    for (const fix of finding.fixes) {
      count++;
      await checkFix(files, before, found, finding.rule, fix);
    }
  }
}

async function checkFix(
  files: readonly TextFile[],
  before: SchemaErrors,
  findings: readonly Finding[],
  rule: string,
  { title, edits }: Fix,
): Promise<void> {
  const fixed = files.map((file) => ({
    ...file,
    text: applyEdits(
      file.text,
      edits.filter((edit) => edit.file === joinPath(ROOT, file.name)),
    ),
  }));
  const shown = `${rule}, "${title}":\n${fixed.map(({ text }) => text).join('\n---\n')}`;
  const after = await errorsOf(fixed);
  assert.ok(after !== null, `the text can no longer be read: ${shown}`);
  // Another version says the same in other words: what counts is where a document is wrong.
  const places = new Set(before.map(({ place }) => place));
  const fresh = after.filter(({ place }) => !places.has(place));
  if (fresh.length > 0 && before.length > 0 && (await uncovers(fixed, findings))) return;
  assert.deepEqual(fresh, [], shown);
}

/** Whether a fix brings to light a fault that the one it mends hid, and that is reported in its turn. */
async function uncovers(fixed: readonly TextFile[], findings: readonly Finding[]): Promise<boolean> {
  const { analysis } = await analyzeTexts(fixed, ALL_ON);
  const known = new Set(findings.map(({ rule }) => rule));
  return analysis.findings.some(({ rule, severity }) => severity === 'error' && !known.has(rule));
}

/** What the schemas say of all OpenAPI documents of these files; `null` where a text cannot be read. */
async function errorsOf(files: readonly TextFile[]): Promise<SchemaErrors | null> {
  const all = await Promise.all(
    files.map(async ({ name, text }) =>
      (await errorsIn(text))?.map(({ place, message }) => ({ place: `${name}${place}`, message })),
    ),
  );
  return all.includes(undefined) ? null : all.flatMap((errors) => errors ?? []);
}

/** What was said of the texts of a sample: a fix leaves most of its files alone, and two fixes may come to the same. */
const known = new Map<string, Promise<SchemaErrors | null>>();

function errorsIn(text: string): Promise<SchemaErrors | null> {
  const errors = known.get(text) ?? checked(text);
  known.set(text, errors);
  return errors;
}

async function checked(text: string): Promise<SchemaErrors | null> {
  const all: SchemaErrors[] = [];
  for (const document of parseAllDocuments(text.replace(/^\ufeff/, ''), { merge: true })) {
    if (document.errors.length > 0) return null;
    const data: unknown = document.toJS();
    if (typeof data !== 'object' || data === null || !('openapi' in data || 'swagger' in data)) continue;
    all.push(await schemaErrors(data));
  }
  return all.flat();
}
