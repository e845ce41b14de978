// Compares what the model says with what the real nginx answered.
import type { Decision, Expectation } from '../../../server/src/core';

export type Verdict =
  | { readonly kind: 'right' }
  | { readonly kind: 'unknown'; readonly reason: string }
  /** One line for each difference. */
  | { readonly kind: 'wrong'; readonly differences: readonly string[] };

/** What came back from the real server; what is left out was not recorded. */
export type Observed = Required<Pick<Expectation, 'status' | 'challenges'>> &
  Pick<Expectation, 'location' | 'authorization'> & {
    /** The path and query that an upstream was asked for. */
    readonly upstreamUri?: string;
  };

/** Statuses that nginx makes known to itself only: the client's connection is closed without an answer. */
const SILENT = new Set([444, 499]);

/** Compares a decision with an answer; `null` stands for a request that no layer could be asked. */
export function compare(decision: Decision | null, observed: Observed): Verdict {
  if (decision === null) return { kind: 'unknown', reason: 'no layer was asked' };
  const { outcome, upstream } = decision;
  if (outcome.kind === 'unknown') return { kind: 'unknown', reason: outcome.reason };
  const differences: string[] = [];
  const expect = (what: string, model: unknown, real: unknown) => {
    const [said, got] = [JSON.stringify(model), JSON.stringify(real)];
    if (said !== got) differences.push(`${what}: AuthLint says ${said}, nginx ${got}`);
  };
  expect('status', SILENT.has(outcome.status) ? 0 : outcome.status, observed.status);
  expect('challenge', outcome.challenges?.join(', ') ?? null, observed.challenges?.join(', ') ?? null);
  if (observed.location !== undefined) expect('location', outcome.location, observed.location);
  if (observed.authorization !== undefined) {
    // A stand-in shows an empty header and none alike.
    expect('authorization upstream', upstream?.authorization || null, observed.authorization);
  }
  if (observed.upstreamUri !== undefined) {
    expect('uri upstream', upstream?.url.replace(/^\w+:\/\/[^/]*/, '') ?? null, observed.upstreamUri);
  }
  return differences.length === 0 ? { kind: 'right' } : { kind: 'wrong', differences };
}

export type Tally = { right: number; wrong: number; unknown: number };

export function count(tally: Tally, verdict: Verdict): void {
  tally[verdict.kind]++;
}

/** Shares of a tally as a line. */
export function shares({ right, wrong, unknown }: Tally): string {
  const all = right + wrong + unknown;
  const percent = (part: number) => `${((100 * part) / Math.max(all, 1)).toFixed(1)} %`;
  return `${all} requests: ${right} right (${percent(right)}), ${wrong} wrong (${percent(wrong)}), ${unknown} unknown (${percent(unknown)})`;
}
