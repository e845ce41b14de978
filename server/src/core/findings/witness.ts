// Whether a decision is what a witness promises.
import type { Decision } from '../model/decision';
import type { Expectation } from './finding';

/** Whether a decision meets an expectation. An unknown outcome meets none. */
export function meets(decision: Decision, expect: Expectation): boolean {
  const { outcome, upstream } = decision;
  if (outcome.kind === 'unknown') return false;
  if (expect.status !== undefined && outcome.status !== expect.status) return false;
  if (expect.challenges !== undefined && !sameLines(outcome.challenges, expect.challenges)) return false;
  if (expect.location !== undefined && outcome.location !== expect.location) return false;
  if (expect.authorization === undefined) return true;
  return upstream !== null && upstream.authorization === expect.authorization;
}

/** Several lines are the same as one with commas between their values (RFC 9110 section 5.2). */
function sameLines(a: readonly string[] | null, b: readonly string[] | null): boolean {
  if (a === null || b === null) return a === b;
  return a.join(', ') === b.join(', ');
}
