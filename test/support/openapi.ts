// Reads OpenAPI documents that are no files on a disk into contracts, and asks them, for tests.
import assert from 'node:assert/strict';
import { type Analysis, joinPath, type Outcome, requestTo } from '../../server/src/core';
import type { Contract } from '../../server/src/core/kinds/openapi/contract';
import { isOpenApiLayer } from '../../server/src/core/kinds/openapi/layer';
import type { Operation } from '../../server/src/core/kinds/openapi/operation';
import type { Session } from '../../server/src/host/session';
import { analyzeTexts, ROOT } from './workspace';

export type Read = { readonly session: Session; readonly analysis: Analysis; readonly contract: Contract };

/** Analyses documents by their names (or one, as `openapi.yaml`); the contract is the first one of the first of them. */
export async function readDocuments(texts: string | Readonly<Record<string, string>>): Promise<Read> {
  const named = typeof texts === 'string' ? { 'openapi.yaml': texts } : texts;
  const files = Object.entries(named).map(([name, text]) => ({ name, text, language: 'data' }));
  const { session, analysis } = await analyzeTexts(files);
  const entry = joinPath(ROOT, files[0]?.name ?? '');
  const layer = analysis.layers.find((one) => one.entry === entry);
  assert.ok(layer !== undefined && isOpenApiLayer(layer), 'the first document is a layer');
  const [contract] = layer.contracts;
  assert.ok(contract !== undefined, 'the first document is a contract');
  return { session, analysis, contract };
}

/** The operation of a contract by its method and path, such as `GET /orders`. */
export function operationOf(contract: Contract, name: string): Operation {
  const found = contract.operations.find(({ method, path }) => `${method} ${path}` === name);
  assert.ok(found !== undefined, `there is no ${name}`);
  return found;
}

/** What a request such as `GET /orders` gets; header lines are `Name: value`. */
export async function ask(
  { session, analysis }: Read,
  line: string,
  headers: readonly string[] = [],
  credentials: 'valid' | 'invalid' = 'valid',
): Promise<Outcome> {
  const [method = 'GET', url = '/'] = line.split(' ');
  const pairs = headers.map((text) => {
    const colon = text.indexOf(':');
    return [text.slice(0, colon), text.slice(colon + 1).trim()] as const;
  });
  const request = requestTo(method, url, { headers: pairs, credentials });
  assert.ok(request !== null);
  const decision = await session.explain(analysis, request);
  assert.ok(decision !== null);
  return decision.outcome;
}

/** An outcome in short: `401 Bearer`, `passed 200`, `unknown: why`. */
export function short(outcome: Outcome): string {
  if (outcome.kind === 'unknown') return `unknown: ${outcome.reason}`;
  if (outcome.kind === 'passed') return `passed ${outcome.status}`;
  return [outcome.status, ...(outcome.challenges ?? [])].join(' ');
}
