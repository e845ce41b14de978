// Puts random batches to the real nginx and to the model, and compares pair by pair.
import * as fc from 'fast-check';
import type { Request } from '../../../server/src/core';
import { compare, type Tally, type Verdict } from '../support/compare';
import { modelOf, requestOf } from '../support/model';
import { observe } from '../support/observe';
import type { Answer } from '../support/send';
import { openSite, type Site } from '../support/site';
import { SITE, type Workspace } from '../support/workspace';
import { type Batch, batchWorkspace, makeBatch, renderBatch } from './batch';
import { picked } from './pick';
import type { RandomRequest } from './requests';

export type Disagreement = {
  readonly batch: Batch;
  readonly request: RandomRequest;
  readonly differences: readonly string[];
};

export type BatchResult = {
  readonly tally: Tally;
  readonly disagreements: readonly Disagreement[];
  /** Why the model said `unknown`, each reason with how often. */
  readonly reasons: ReadonlyMap<string, number>;
};

const ENTRY = `${SITE}/nginx.conf`;

/** The batch that a seed stands for. */
export function batchOf(seed: number, sites = 40, requests = 12): Batch {
  const [batch] = fc.sample(
    picked((pick) => makeBatch(pick, sites, requests)),
    { seed, numRuns: 1 },
  );
  if (batch === undefined) throw new Error('fast-check drew nothing');
  return batch;
}

/** Runs one batch. Throws where nginx refuses the configuration: then the generator is wrong. */
export async function runBatch(batch: Batch): Promise<BatchResult> {
  const verdicts = await compareAll(
    batchWorkspace(renderBatch(batch.http, batch.sites), batch.snippets),
    batch.requests,
  );
  const tally: Tally = { right: 0, wrong: 0, unknown: 0 };
  const reasons = new Map<string, number>();
  const disagreements: Disagreement[] = [];
  batch.requests.forEach((request, i) => {
    const verdict = verdicts[i];
    if (verdict === undefined) return;
    tally[verdict.kind]++;
    if (verdict.kind === 'unknown') reasons.set(verdict.reason, (reasons.get(verdict.reason) ?? 0) + 1);
    if (verdict.kind === 'wrong') disagreements.push({ batch, request, differences: verdict.differences });
  });
  return { tally, disagreements, reasons };
}

/** Asks both sides these requests over the same files. */
export async function compareAll(
  workspace: Workspace,
  requests: readonly RandomRequest[],
): Promise<readonly Verdict[]> {
  const model = await modelOf(workspace, ENTRY);
  const site = await openSite(workspace, ENTRY, { unanswered: 'refuse' });
  try {
    const verdicts: Verdict[] = new Array(requests.length);
    await inLanes(8, requests, async (request, i) => {
      const observed = observe(await ask(site, request));
      const question = modelQuestion(request);
      verdicts[i] = compare(question === null ? null : await model.explain(question), observed);
    });
    return verdicts;
  } finally {
    await site.close();
  }
}

async function inLanes<T>(
  lanes: number,
  items: readonly T[],
  work: (item: T, index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const lane = async () => {
    for (let i = next++; i < items.length; i = next++) {
      const item = items[i];
      if (item !== undefined) await work(item, i);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

function ask(site: Site, request: RandomRequest): Promise<Answer> {
  return site.ask({ ...request, scheme: 'http', body: request.method === 'POST' ? 'a=1' : '' });
}

/** A random request in the words of the model. */
export function modelQuestion({ method, host, port, target, headers, from }: RandomRequest): Request | null {
  const origin = `http://${host}:${port}`;
  return requestOf({ method, origin, target, headers, from, bodyLength: method === 'POST' ? 3 : 0 });
}
