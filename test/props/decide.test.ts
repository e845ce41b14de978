// Random configurations and requests: AuthLint decides as the real nginx does, or says that it does not know.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isFast } from '../support/random';
import { batchWorkspace, renderBatch } from '../truth/random/batch';
import { batchOf, modelQuestion, runBatch } from '../truth/random/run';
import { describeSmallest, shrink } from '../truth/random/shrink';
import { shares, type Tally } from '../truth/support/compare';
import { modelOf } from '../truth/support/model';
import { nginxVersion } from '../truth/support/nginx';

/** The same configurations on every run, so that a change of the code is the only reason for a change of the result. */
const SEEDS = isFast ? [1] : [1, 2, 3, 4];
const SITES = 40;
const REQUESTS = 12;

/** Without the time for the real nginx, only the model is asked. */

describe('random configurations', () => {
  const total: Tally = { right: 0, wrong: 0, unknown: 0 };
  for (const seed of SEEDS) {
    if (isFast) test(`seed ${seed}: every request is decided`, () => decideAll(seed));
    else test(`seed ${seed}: nginx and AuthLint agree`, () => compareAll(seed, total));
  }
  if (isFast) return;
  test('hardly anything is unknown', () => {
    console.log(`random configurations, seeds ${SEEDS.join(' ')}, ${shares(total)}`);
    assert.ok(total.unknown <= 0.05 * (total.right + total.unknown), shares(total));
  });
});

async function decideAll(seed: number): Promise<void> {
  const batch = batchOf(seed, SITES, REQUESTS);
  const model = await modelOf(batchWorkspace(renderBatch(batch.http, batch.sites), batch.snippets));
  for (const request of batch.requests) {
    const question = modelQuestion(request);
    assert.ok(question !== null);
    const decision = await model.explain(question);
    assert.ok(decision !== null && decision.steps.length > 0);
  }
}

async function compareAll(seed: number, total: Tally): Promise<void> {
  assert.notEqual(nginxVersion(), null, 'nginx is not installed: apt-get install nginx-full');
  const { tally, disagreements } = await runBatch(batchOf(seed, SITES, REQUESTS));
  for (const kind of ['right', 'wrong', 'unknown'] as const) total[kind] += tally[kind];
  const [first] = disagreements;
  if (first !== undefined) assert.fail(`seed ${seed}: ${describeSmallest(await shrink(first))}`);
}
