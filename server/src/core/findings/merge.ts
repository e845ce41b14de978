// Puts findings into their order and says each thing once, however many sites include the line that it is about.
import { comparePlaces, samePlace } from '../text/span';
import type { Finding, Label } from './finding';

/** How many related places a finding shows at most. */
const MAX_RELATED = 5;

/** By file, then position, then rule, then message: the same order in every run. */
export function compareFindings(a: Finding, b: Finding): number {
  return comparePlaces(a.at, b.at) || compareText(a.rule, b.rule) || compareText(a.message, b.message);
}

/** Sorts findings and merges those of one rule at one place with one message. */
export function mergeFindings(findings: readonly Finding[]): readonly Finding[] {
  const merged = new Map<string, Finding>();
  for (const finding of findings) {
    const { file, span } = finding.at;
    const key = JSON.stringify([finding.rule, file, span.start, span.end, finding.message]);
    const first = merged.get(key);
    merged.set(key, first === undefined ? finding : join(first, finding));
  }
  return [...merged.values()].sort(compareFindings);
}

/** What is certain in one site is reported as certain; the first witness and the first fixes stay. */
function join(first: Finding, next: Finding): Finding {
  const [main, other] =
    first.certainty === 'hint' && next.certainty === 'assert' ? [next, first] : [first, next];
  const related: Label[] = [...main.related];
  for (const label of other.related) {
    if (related.length >= MAX_RELATED) break;
    if (!related.some((one) => samePlace(one, label) && one.message === label.message)) related.push(label);
  }
  return { ...main, related, witness: main.witness ?? other.witness };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
