// Random programs as texts on the real Express 4 and 5 with the real packages: what AuthLint explains is what they answer.
// PROGRAMS=2000 makes a long run, SEED=42 repeats one.
import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { type Outcome, requestTo } from '../../../server/src/core';
import { fc, SEED } from '../../support/random';
import { analyzeTexts } from '../../support/workspace';
import { type Program, program } from './random/program';
import { type RandomRequest, randomRequest } from './random/request';
import { agrees, type Expected } from './recorded';
import { installPackages, PACKAGES } from './running/folder';

/** Programs for each version, and requests for each program. */
const PROGRAMS = Number(process.env.PROGRAMS ?? 40);
const REQUESTS = 10;
/** How long an answer may take before it counts as none, in milliseconds: programs answer at once or never. */
const ANSWER_TIME = 700;

const tally = { right: 0, unknown: 0 };
let runner: ChildProcess;

before(() => {
  installPackages();
  const script = resolve('test/truth/express/running/many.cjs');
  runner = fork(script, [join(PACKAGES, 'node_modules/.trees'), String(ANSWER_TIME)], {
    execArgv: ['--preserve-symlinks', '--preserve-symlinks-main', '--no-deprecation'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
});
after(() => runner.disconnect());

describe('random programs', () => {
  for (const version of [4, 5] as const) {
    test(`Express ${version} answers as explained`, async () => {
      const requests = fc.array(randomRequest, { minLength: REQUESTS, maxLength: REQUESTS });
      await fc.assert(fc.asyncProperty(program(version), requests, compare), {
        numRuns: PROGRAMS,
        seed: SEED + version,
        reporter: report,
      });
    });
  }
  test('nearly all is decided', () => {
    const { right, unknown } = tally;
    console.log(`random programs (seed ${SEED}): ${right} answers explained right, ${unknown} unknown`);
    assert.ok(right > 0 && unknown <= 0.1 * (right + unknown));
  });
});

async function compare(made: Program, requests: RandomRequest[]): Promise<void> {
  const said = await answersOf(made, requests);
  const files = Object.entries(made.files).map(([name, text]) => ({ name, text, language: 'js' }));
  const { analysis, session } = await analyzeTexts(files);
  assert.deepEqual(analysis.errors, []);
  assert.deepEqual(analysis.refuted, []);
  for (const [i, one] of requests.entries()) {
    const outcomes: Outcome[] = [];
    for (const credentials of ['valid', 'invalid'] as const) {
      const request = requestTo(one.method, one.target, { headers: one.headers, credentials });
      assert.ok(request);
      const decision = await session.explain(analysis, request);
      assert.ok(decision);
      outcomes.push(decision.outcome);
    }
    if (typeof said === 'string') {
      assert.equal(outcomes[0]?.kind, 'unknown', `it does not start: ${said}`);
      continue;
    }
    const got = said[i];
    assert.ok(got);
    // Nobody asks whether credentials are right that are not there.
    const isBare = one.headers.length === 0 && !one.target.includes('?');
    const counted = isBare ? outcomes.slice(0, 1) : outcomes;
    if (counted.some((outcome) => agrees(outcome, got))) tally.right++;
    else if (counted.some(({ kind }) => kind === 'unknown')) tally.unknown++;
    else
      assert.fail(
        `${one.method} ${one.target} ${JSON.stringify(one.headers)} got ${JSON.stringify(got)}, and not ${JSON.stringify(counted)}`,
      );
  }
}

type Said = readonly Expected[] | string;
let count = 0;

/** What a program answers; a text that says why where it does not start. */
function answersOf({ version, files }: Program, requests: readonly RandomRequest[]): Promise<Said> {
  const id = count++;
  return new Promise((done) => {
    const listen = (message: { id: number; answers?: readonly Expected[]; failure?: string }) => {
      if (message.id !== id) return;
      runner.off('message', listen);
      done(message.answers ?? message.failure ?? '');
    };
    runner.on('message', listen);
    runner.send({ id, version, files, requests });
  });
}

/** Shows the smallest program that was found, as its texts. */
function report(run: fc.RunDetails<[Program, RandomRequest[]]>): void {
  if (!run.failed) return;
  const texts = Object.entries(run.counterexample?.[0].files ?? {}).map(
    ([name, text]) => `// ${name}\n${text}`,
  );
  throw new Error(`seed ${SEED}: ${String(run.errorInstance)}\n${texts.join('\n')}`);
}
