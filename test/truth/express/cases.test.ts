// Small programs whose real answers were written down: AuthLint explains them right, or says that it does not know.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { decideStack } from '../../../server/src/core/kinds/express/dispatch/decide';
import type { Stack } from '../../../server/src/core/kinds/express/stack';
import type { Outcome } from '../../../server/src/core/model/decision';
import { type HeaderLine, requestTo } from '../../../server/src/core/model/request';
import { loadProgram, stackOf } from './load';

const FOLDERS = ['../shared/express/cases', 'test/truth/express/apps'];

type Expected = {
  readonly status: number;
  readonly www_authenticate: string | null;
  readonly location: string | null;
};
type Recorded = {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The client sends the cookies that it got before, which are not written down. */
  readonly jar?: boolean;
  readonly expect: Expected;
};

const tally = { right: 0, wrong: 0, unknown: 0 };

for (const folder of FOLDERS) {
  if (!existsSync(folder)) continue;
  describe(`programs of ${folder.split('/').at(-1)}`, () => {
    for (const name of readdirSync(folder).sort()) {
      test(name, () => compare(`${process.cwd()}/${folder}/${name}`));
    }
    test('nearly all is decided', () => {
      console.log(`programs: ${tally.right} right, ${tally.wrong} wrong, ${tally.unknown} unknown`);
      assert.ok(tally.unknown <= 0.1 * (tally.right + tally.unknown));
    });
  });
}

function compare(folder: string): void {
  const entry = ['app.js', 'app.mjs', 'app.ts'].map((name) => `${folder}/${name}`).find(existsSync);
  if (entry === undefined) return;
  const meta: { express: 4 | 5 } = JSON.parse(readFileSync(`${folder}/meta.json`, 'utf8'));
  const requests: Recorded[] = JSON.parse(readFileSync(`${folder}/requests.json`, 'utf8'));
  const program = loadProgram(entry);
  const stack = program === null ? null : stackOf(program, meta.express);
  assert.ok(stack, 'the program makes an app');
  const alone = requests.filter(({ jar }, i) => jar !== true || i === 0);
  const wrong = alone.flatMap((recorded) => verdict(stack, recorded));
  assert.deepEqual(wrong, []);
}

/** One of the answers to good and to bad credentials must be the recorded one. */
function verdict(stack: Stack, recorded: Recorded): readonly string[] {
  const outcomes = (['valid', 'invalid'] as const).map((credentials) =>
    outcomeOf(stack, recorded, credentials),
  );
  if (outcomes.some((outcome) => agrees(outcome, recorded.expect))) {
    tally.right++;
    return [];
  }
  const lost = outcomes.find((outcome) => outcome.kind === 'unknown');
  if (lost !== undefined) {
    tally.unknown++;
    if (process.env.AUTHLINT_SHOW_UNKNOWN === '1') console.log(`${recorded.method} ${recorded.url}`, lost);
    return [];
  }
  tally.wrong++;
  return [
    `${recorded.method} ${recorded.url}: ${JSON.stringify(outcomes)} instead of ${JSON.stringify(recorded.expect)}`,
  ];
}

function outcomeOf(stack: Stack, recorded: Recorded, credentials: 'valid' | 'invalid'): Outcome {
  const headers: HeaderLine[] = Object.entries(recorded.headers);
  const bodyLength = recorded.body?.length ?? 0;
  const request = requestTo(recorded.method, recorded.url, { headers, credentials, bodyLength });
  assert.ok(request);
  return decideStack(stack, { kind: 'express', entry: 'app' }, request).outcome;
}

function agrees(outcome: Outcome, expect: Expected): boolean {
  if (outcome.kind === 'unknown') return false;
  // Of an answer that lets the request through, the status is the handler's own matter.
  const isThrough =
    outcome.kind === 'passed' && ![0, 401, 403].includes(expect.status) && expect.status < 500;
  const isSame = outcome.status === expect.status;
  const challenge = outcome.challenges?.join(', ') ?? null;
  return (
    (isSame || isThrough) && challenge === expect.www_authenticate && outcome.location === expect.location
  );
}
