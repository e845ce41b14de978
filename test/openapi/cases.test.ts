// The labelled documents: what a perfect linter finds in each, by rule and line. Only rules that exist are held to it.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { lineIndex, positionAt, RULE_INFOS } from '../../server/src/core';
import { analyzeTexts, ROOT } from '../support/workspace';

type Label = { readonly rule: string; readonly line: number; readonly file?: string };
type Case = { readonly name: string; readonly folder: string };

const FOLDERS = ['test/openapi/cases', '../shared/openapi/cases'].filter((folder) => existsSync(folder));
const known = new Set(RULE_INFOS.map(({ id }) => id.replace(/^openapi\//, '')));
const cases = FOLDERS.flatMap(casesIn);
const totals = { hit: 0, missed: 0, wrong: 0, unborn: new Map<string, number>() };

function casesIn(folder: string): readonly Case[] {
  return readdirSync(folder)
    .filter((name) => /\.(ya?ml|json)$/.test(name) && !name.endsWith('.expect.json'))
    .map((name) => ({ name, folder }));
}

/** The document, and the files in the folder of its parts. */
function filesOf({ name, folder }: Case): readonly { name: string; text: string; language: string }[] {
  const parts = `${name.split('-')[0]}-parts`;
  const more = existsSync(join(folder, parts))
    ? readdirSync(join(folder, parts)).map((part) => `${parts}/${part}`)
    : [];
  return [name, ...more].map((file) => ({
    name: file,
    text: readFileSync(join(folder, file), 'utf8'),
    language: 'data',
  }));
}

async function compare(one: Case): Promise<{ missed: readonly string[]; wrong: readonly string[] }> {
  const files = filesOf(one);
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
  for (const { rule } of missed) {
    if (known.has(rule)) totals.missed++;
    else totals.unborn.set(rule, (totals.unborn.get(rule) ?? 0) + 1);
  }
  return {
    missed: missed.filter(({ rule }) => known.has(rule)).map(({ key }) => key),
    wrong: wrong.map(({ key, message }) => `${key}: ${message}`),
  };
}

describe('labelled documents', () => {
  for (const one of cases) {
    test(one.name, async () => assert.deepEqual(await compare(one), { missed: [], wrong: [] }));
  }
  test('are counted', (t) => {
    const unborn = [...totals.unborn].map(([rule, count]) => `${rule} ${count}`).join(', ');
    t.diagnostic(
      `${totals.hit} hit, ${totals.missed} missed, ${totals.wrong} false, without a rule yet: ${unborn}`,
    );
    assert.ok(cases.length > 0);
  });
});
