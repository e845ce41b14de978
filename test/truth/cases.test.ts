// The recorded cases: the real nginx still answers so, AuthLint decides so, and its findings are those that were labelled.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { type Analysis, applyEdits, type Finding, type Fix } from '../../server/src/core';
import { modelRequestOf, observedOf } from './support/case-model';
import { CASE_ENTRY, type Case, type Recorded, type Replay, readCases, replay } from './support/cases';
import { compare, count, shares, type Tally, type Verdict } from './support/compare';
import { agreement, type Labelled, labelKey, placedFindings } from './support/labels';
import { modelOf } from './support/model';
import { nginxVersion } from './support/nginx';
import { checkWorkspace } from './support/site';
import { knownChange } from './support/versions';
import { replayWitnesses } from './support/witnesses';

type Suite = {
  readonly name: string;
  readonly cases: readonly Case[];
  readonly least: number;
  readonly most: number;
};

/** Further cases may lie beside the project. */
const BESIDE = '../shared/nginx/cases';

const suites: readonly Suite[] = [
  { name: 'own cases', cases: readCases('test/truth/cases'), least: 0.995, most: 0 },
  ...(existsSync(BESIDE)
    ? [{ name: 'further cases', cases: readCases(BESIDE), least: 0.995, most: 0.002 }]
    : []),
];

before(() => assert.notEqual(nginxVersion(), null, 'nginx is not installed: apt-get install nginx-full'));

for (const suite of suites) {
  describe(suite.name, () => {
    for (const item of suite.cases) describe(item.name, () => checkRecord(item));
    describe('decisions', () => checkDecisions(suite));
    describe('findings', () => checkFindings(suite));
  });
}

/** What was recorded is what the installed nginx answers; changes of later versions that are known are told, not failed. */
function checkRecord(item: Case): void {
  let run: Replay;
  before(async () => {
    run = await replay(item);
  });
  test('nginx takes the configuration as recorded', () => {
    assert.deepEqual(run.configTest, item.configTest ?? { ok: true, messages: [] });
  });
  if (item.requests.length === 0) return;
  test('nginx answers as recorded', () => {
    const version = nginxVersion() ?? '';
    const changes = new Set<string>();
    const differences = item.requests.flatMap((request, i) => {
      const answer = run.answers[i];
      if (isDeepStrictEqual(answer, request.expect)) return [];
      const change = answer === undefined ? null : knownChange(version, request.expect, answer);
      if (change !== null) changes.add(change);
      return change === null ? [difference(request.method, request.url, request.expect, answer)] : [];
    });
    for (const change of changes) console.log(`${item.name}: nginx ${version} differs since ${change}`);
    assert.deepEqual(differences, []);
  });
}

function difference(method: string, url: string, recorded: Recorded, answer: Recorded | undefined): string {
  return `${method} ${url}: recorded ${JSON.stringify(recorded)}, now ${JSON.stringify(answer)}`;
}

function checkDecisions({ name, cases, least, most }: Suite): void {
  const total: Tally = { right: 0, wrong: 0, unknown: 0 };
  for (const item of cases) {
    if (item.configTest?.ok === false || item.requests.length === 0) continue;
    test(item.name, async () => {
      const verdicts = await decideCase(item);
      for (const { verdict } of verdicts) count(total, verdict);
      const wrong = verdicts.flatMap(({ request, verdict }) =>
        verdict.kind === 'wrong' ? [`${request}: ${verdict.differences.join('; ')}`] : [],
      );
      assert.ok(most > 0 || wrong.length === 0, wrong.join('\n'));
    });
  }
  test('nearly all are right', () => {
    console.log(`${name}, ${shares(total)}`);
    const all = total.right + total.wrong + total.unknown;
    assert.ok(all > 0 && total.right / all >= least, shares(total));
    assert.ok(total.wrong / all <= most, shares(total));
  });
}

async function decideCase(item: Case): Promise<readonly { request: string; verdict: Verdict }[]> {
  const model = await modelOf(item.workspace, CASE_ENTRY, item.setup);
  const verdicts: { request: string; verdict: Verdict }[] = [];
  for (const { expect, ...asked } of item.requests) {
    const request = modelRequestOf({ ...asked, expect });
    if (request === null) continue;
    const verdict = compare(await model.explain(request), observedOf(expect, item.workspace));
    verdicts.push({ request: `${asked.method} ${asked.url} ${JSON.stringify(asked.headers)}`, verdict });
  }
  return verdicts;
}

function checkFindings({ name, cases }: Suite): void {
  const analyses = new Map<Case, Analysis>();
  before(async () => {
    for (const item of cases)
      analyses.set(item, (await modelOf(item.workspace, CASE_ENTRY, item.setup)).analysis);
  });
  const everything = (): readonly Labelled[] =>
    cases.flatMap((item) => {
      const analysis = analyses.get(item);
      return analysis === undefined ? [] : [{ item, found: placedFindings(item, analysis) }];
    });

  test('no witness is refuted by the model', () => {
    assert.deepEqual(
      [...analyses.values()].flatMap(({ refuted }) => refuted.map(({ message }) => message)),
      [],
    );
  });
  test('the labelled lines are found, and little else is claimed', () => {
    const { labels, hits, missed, asserts, elsewhere } = agreement(everything());
    console.log(
      `${name}, findings: ${hits} of ${labels} labelled lines hit, ${elsewhere.length} of ${asserts} asserts elsewhere`,
    );
    assert.ok(hits >= 0.95 * labels, `missed: ${missed.join(', ')}`);
    assert.ok(elsewhere.length <= 0.02 * asserts, `elsewhere: ${elsewhere.join(', ')}`);
  });
  test('nothing is claimed of good configurations', () => {
    const alarms = everything()
      .filter(({ item }) => item.lint.kind === 'good' && item.lint.findings.length === 0)
      .flatMap(({ item, found }) =>
        found.filter(isAssert).map((place) => `${item.name}: ${labelKey(place)}`),
      );
    assert.deepEqual(alarms, []);
  });
  for (const item of cases) {
    test(`${item.name}: nginx starts with what the fixes make, and their findings are gone`, async () => {
      const analysis = analyses.get(item);
      assert.ok(analysis !== undefined);
      for (const finding of analysis.findings) {
        for (const fix of finding.fixes) await checkFix(item, analysis, finding, fix);
      }
    });
    test(`${item.name}: what the witnesses promise is what nginx answers`, async () => {
      const analysis = analyses.get(item);
      assert.ok(analysis !== undefined);
      assert.deepEqual(await replayWitnesses(item.workspace, CASE_ENTRY, analysis.findings, item.setup), []);
    });
  }
  after(() => analyses.clear());
}

function isAssert({ finding }: { readonly finding: Finding }): boolean {
  return finding.certainty === 'assert';
}

async function checkFix(item: Case, before: Analysis, finding: Finding, fix: Fix): Promise<void> {
  const name = `${finding.rule}, "${fix.title}"`;
  const fixed = new Map(
    [...item.workspace].map(([file, text]) => {
      const own = fix.edits.filter((edit) => edit.file === file);
      return [file, applyEdits(text, own)] as const;
    }),
  );
  if (item.configTest?.ok !== false) {
    const { ok, messages } = await checkWorkspace(fixed, CASE_ENTRY, { setup: item.setup });
    assert.ok(ok, `${name}: ${messages.join('\n')}`);
  }
  const { analysis: after } = await modelOf(fixed, CASE_ENTRY, item.setup);
  const left = ({ findings }: Analysis) => findings.filter(({ rule }) => rule === finding.rule).length;
  assert.ok(left(after) < left(before), `${name} leaves the finding`);
}
