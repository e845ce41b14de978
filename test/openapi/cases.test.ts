// The labelled documents: what a perfect linter finds in each, by rule and line, and nothing else. Every label is asserted
// to be found, every finding to be a label, and documents without labels to be quiet.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { lineIndex, positionAt, RULE_INFOS } from '../../server/src/core';
import { filesOfCase, type LabelledCase, labelledCases } from '../support/openapi-cases';
import { analyzeTexts, ROOT } from '../support/workspace';

type Label = { readonly rule: string; readonly line: number; readonly file?: string };
const known = new Set(RULE_INFOS.map(({ id }) => id.replace(/^openapi\//, '')));
const cases = labelledCases();
const totals = { hit: 0, missed: 0, wrong: 0, quiet: 0 };

async function compare(one: LabelledCase): Promise<{ missed: readonly string[]; wrong: readonly string[] }> {
  const files = filesOfCase(one);
  const labels: readonly Label[] = JSON.parse(
    readFileSync(join(one.folder, one.name.replace(/\.\w+$/, '.expect.json')), 'utf8'),
  );
  const { analysis } = await analyzeTexts(files);
  assert.deepEqual(analysis.errors, []);
  assert.deepEqual(analysis.refuted, []);
  const found = analysis.findings.map(({ rule, at, message }) => {
    const text = files.find(({ name }) => join(ROOT, name) === at.file)?.text ?? '';
    const line = positionAt(lineIndex(text), at.span.start).line + 1;
    return { key: `${rule.replace(/^openapi\//, '')} ${at.file.slice(ROOT.length + 1)}:${line}`, message };
  });
  const expected = labels.map(({ rule, line, file }) => ({
    rule,
    key: `${rule} ${file ?? one.name}:${line}`,
  }));
  const missed = expected.filter(({ key }) => !found.some((other) => other.key === key));
  const wrong = found.filter(({ key }) => !expected.some((other) => other.key === key));
  totals.hit += expected.length - missed.length;
  totals.wrong += wrong.length;
  totals.missed += missed.length;
  if (expected.length === 0 && found.length === 0) totals.quiet++;
  assert.deepEqual(
    labels.filter(({ rule }) => !known.has(rule)),
    [],
    'every label names a rule',
  );
  return {
    missed: missed.map(({ key }) => key),
    wrong: wrong.map(({ key, message }) => `${key}: ${message}`),
  };
}

describe('labelled documents', () => {
  for (const one of cases) {
    test(one.name, async () => assert.deepEqual(await compare(one), { missed: [], wrong: [] }));
  }
  test('are forty or more of our own, with findings and without', (t) => {
    const { hit, missed, wrong, quiet } = totals;
    t.diagnostic(`${hit} hit, ${missed} missed, ${wrong} false, ${quiet} documents quiet`);
    assert.ok(cases.filter(({ folder }) => folder === 'test/openapi/cases').length >= 40);
    assert.ok(hit >= 50 && quiet >= 10, `${hit} hit, ${quiet} quiet`);
  });
});
