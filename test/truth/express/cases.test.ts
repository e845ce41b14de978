// Small programs whose real answers were written down: they still give them when they run, AuthLint explains them
// right, the rules that are named report, and good programs are left alone. WRITE=1 writes the answers of our own down.
import assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
import { before, describe, test } from 'node:test';
import type { Finding } from '../../../server/src/core';
import {
  analysisOf,
  type Case,
  casesIn,
  explained,
  type Played,
  play,
  type Verdict,
  write,
} from './recorded';
import { installPackages } from './running/folder';

const OWN = 'test/truth/express/apps';
const FOLDERS = [OWN, '../shared/express/cases'];
const isWriting = process.env.WRITE === '1';
/** CASES=017 runs only the cases whose names start so. */
const start = process.env.CASES ?? '';

before(installPackages);

for (const folder of FOLDERS) {
  const cases = casesIn(folder).filter(({ name }) => name.startsWith(start));
  if (cases.length === 0) continue;
  describe(`programs of ${folder}`, () => {
    const tally: Tally = { right: 0, wrong: 0, unknown: 0, missing: [] };
    describe('one by one', { concurrency: availableParallelism() }, () => {
      for (const one of cases) test(one.name, () => check(one, tally, isWriting && folder === OWN));
    });
    if (start === '') test('the figures of all', () => checkFigures(cases, tally));
  });
}

type Tally = Record<Verdict, number> & { missing: string[] };

async function check(one: Case, tally: Tally, writes: boolean): Promise<void> {
  const played = await play(one);
  if (writes) write(one, played);
  else
    assert.deepEqual(
      played.map(shown(({ got }) => got)),
      played.map(shown(({ recorded }) => recorded.expect)),
    );
  const { session, analysis } = await analysisOf(one);
  assert.deepEqual(analysis.errors, []);
  assert.deepEqual(
    analysis.refuted.map(({ rule, message }) => `${rule}: ${message}`),
    [],
  );
  const wrong: string[] = [];
  for (const sent of played) {
    const { verdict, outcomes } = await explained(session, analysis, sent);
    tally[verdict]++;
    if (verdict === 'right') continue;
    const line = `${shown(({ got }) => got)(sent)}, and not ${JSON.stringify(outcomes)}`;
    if (verdict === 'wrong') wrong.push(line);
    else if (process.env.AUTHLINT_SHOW_UNKNOWN === '1') console.log(one.name, line);
  }
  tally.missing.push(...missingRules(one, analysis.findings).map((rule) => `${one.name}: ${rule}`));
  assert.deepEqual(wrong, []);
  if (one.verdict === 'good') {
    const alarms = analysis.findings.filter(({ certainty }) => certainty === 'assert');
    assert.deepEqual(
      alarms.map(({ rule, message }) => `${rule}: ${message}`),
      [],
      'a false alarm',
    );
  }
}

function shown(answer: (played: Played) => Played['got']): (played: Played) => string {
  return (played) => `${played.recorded.method} ${played.recorded.url} -> ${JSON.stringify(answer(played))}`;
}

/** The rules that a case names and that do not report. */
function missingRules({ rules }: Case, findings: readonly Finding[]): readonly string[] {
  return rules.filter((rule) => !findings.some((finding) => finding.rule === `express/${rule}`));
}

function checkFigures(cases: readonly Case[], { right, wrong, unknown, missing }: Tally): void {
  const all = right + wrong + unknown;
  const bad = cases.filter(({ rules }) => rules.length > 0);
  console.log(
    `programs: of ${all} answers ${right} explained right, ${wrong} wrong, ${unknown} unknown; ` +
      `in ${bad.length} bad ones ${missing.length} rules do not report${missing.map((one) => `\n  ${one}`).join('')}`,
  );
  assert.ok(right >= 0.97 * all && wrong <= 0.005 * all);
  assert.ok(missing.length <= 0.1 * bad.length, missing.join('\n'));
}
