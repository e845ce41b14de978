// Whether two ways end alike for the client, so that it does not matter which one is taken.
import { challengesIn } from './answer';
import type { Reply } from './exchange';
import { isUnknown } from './unknown';

export function sameAnswer(a: Reply, b: Reply): boolean {
  if (isUnknown(a) || isUnknown(b)) return false;
  if (a.passed && b.passed) return true;
  if (a.status !== b.status || a.passed !== b.passed) return false;
  const [first, second] = [challengesIn(a.headers), challengesIn(b.headers)];
  if (isUnknown(first) || isUnknown(second)) return false;
  return first.join('\n') === second.join('\n');
}
