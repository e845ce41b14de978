// Values that depend on conditions, kept small enough to be looked at.
import type { Place } from '../../../text/span';
import type { Presence } from '../stack';
import type { Value } from '../values';

/** What is made of more values than this is unknown: conditions one after the other double it each time. */
const MAX_WEIGHT = 64;

const NOWHERE: Place = { file: '', span: { start: 0, end: 0 } };

/** One of several values: the first if `when` is true, where there is a condition. */
export function eitherOf(of: readonly Value[], when: Value | null, at: Place | null): Value {
  const [first] = of;
  const isFirst = (one: Value) =>
    one === first || (one.kind === 'string' && first?.kind === 'string' && one.value === first.value);
  if (first !== undefined && of.every(isFirst)) return first;
  const either: Value = { kind: 'either', of, when };
  if (!isHeavy(either)) return either;
  return { kind: 'unknown', reason: 'it depends on too many conditions', at: at ?? NOWHERE };
}

/** Where the condition of a presence stands. */
export function placeOfPresence(presence: Presence): Place | null {
  return presence.kind === 'perhaps' ? presence.at : null;
}

/** Whether something is made of more values than may be looked at, as who follows each of them meets them. */
function isHeavy(value: Value): boolean {
  const waiting: Value[] = [value];
  let weight = 0;
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    const parts = partsOf(one);
    if (parts.length === 0) weight++;
    else waiting.push(...parts);
    if (weight + waiting.length > MAX_WEIGHT) return true;
  }
  return false;
}

/** The values that a value is made of, of those that only tell where it comes from. */
export function partsOf(value: Value): readonly Value[] {
  switch (value.kind) {
    case 'either':
    case 'operation':
      return value.of;
    case 'member':
      return [value.of];
    case 'call':
      return [value.callee, ...value.args];
    default:
      return NOTHING;
  }
}

const NOTHING: readonly Value[] = [];
