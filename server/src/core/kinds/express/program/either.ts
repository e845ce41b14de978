// Values that depend on conditions, kept small enough to be looked at.
import type { Place } from '../../../text/span';
import type { Presence } from '../stack';
import type { Value } from '../values';

/** What is made of more values than this is unknown: conditions one after the other double it each time. */
const MAX_WEIGHT = 64;

const NOWHERE: Place = { file: '', span: { start: 0, end: 0 } };

/** One of several values: the first if `when` is true, where there is a condition. */
export function eitherOf(of: readonly Value[], when: Value | null, at: Place | null): Value {
  const either: Value = { kind: 'either', of, when };
  if (weightOf(either) <= MAX_WEIGHT) return either;
  return { kind: 'unknown', reason: 'it depends on too many conditions', at: at ?? NOWHERE };
}

/** Where the condition of a presence stands. */
export function placeOfPresence(presence: Presence): Place | null {
  return presence.kind === 'perhaps' ? presence.at : null;
}

const weights = new WeakMap<Value, number>();

/** Of how many values something is made, as who follows each of them meets them. */
function weightOf(value: Value): number {
  const parts = partsOf(value);
  if (parts.length === 0) return 1;
  const known = weights.get(value);
  if (known !== undefined) return known;
  const weight = parts.reduce((sum, part) => sum + weightOf(part), 0);
  weights.set(value, weight);
  return weight;
}

function partsOf(value: Value): readonly Value[] {
  switch (value.kind) {
    case 'either':
    case 'operation':
      return value.of;
    case 'member':
      return [value.of];
    case 'call':
      return [value.callee, ...value.args];
    default:
      return [];
  }
}
