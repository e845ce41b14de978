// What time it is: never known, but what good credentials lead to was made before, and has not expired.
import type { Place } from '../../../../text/span';
import { constant, type Datum, type Unknown, unknown } from '../datum';
import type { Machine } from './machine';

const NOW = 'clock';
/** The time in seconds or days, or a part of it. */
const SCALED = 'clock scaled';
const AGE = 'clock age';
const LEFT = 'clock left';

/** The time, as a number or as a `Date`. */
export function now(at: Place): Unknown {
  return unknown('what time it is is not known', at, { key: NOW, truthy: true });
}

/** Whether something is the time, or made of it and numbers. */
export function isNow(datum: Datum): datum is Unknown {
  return datum.kind === 'unknown' && (datum.key === NOW || datum.key === SCALED);
}

/** Whether something is the time, or how long it is until then or has been since. */
export function isTimed(datum: Datum): datum is Unknown {
  return datum.kind === 'unknown' && datum.key.startsWith(NOW);
}

/** `Math.abs` of a time. */
export function distance(time: Unknown): Unknown {
  return time.key === LEFT ? { ...time, key: AGE } : time;
}

/** Names of what lies behind: others, such as `expiresAt` and `exp`, are to come. */
const PAST = /(?:\b(?:nbf|iat|from|since)|creat\w*|issued\w*|start\w*|last\w*)$/i;

/** A comparison or a difference with the time in it; `null` for all others. */
export function ofTime(machine: Machine, operator: string, a: Datum, b: Datum, at: Place): Datum | null {
  if (a.kind !== 'unknown' && b.kind !== 'unknown') return null;
  if (/^[<>]=?$/.test(operator)) {
    const known = sureOrder(a, b) || -sureOrder(b, a);
    const order = known || (machine.exchange.hasValidCredentials ? orderOf(a, b) || -orderOf(b, a) : 0);
    return order === 0 ? null : constant(order < 0 === operator.startsWith('<'));
  }
  if (!/^[-+*/%]$/.test(operator)) return null;
  const isNone = [a, b].some((one) => one.kind === 'constant' && Number.isNaN(one.value));
  if (isNone) return constant(Number.NaN);
  // A time that the client says is now, more or less.
  const isSaid = (isNow(a) && isSent(b)) || (isSent(a) && isNow(b));
  if (isSaid && operator === '-')
    return unknown('how late it is is not known', at, { key: AGE, judged: true });
  if (operator === '-' && isNow(a) && isJudged(b)) return unknown(a.reason, at, { key: AGE, judged: true });
  if (operator === '-' && isJudged(a) && isNow(b)) return unknown(b.reason, at, { key: LEFT, judged: true });
  const [time, other] = a.kind === 'unknown' ? [a, b] : [b, a];
  if (!isTimed(time) || other.kind !== 'constant') return null;
  return isNow(time) && /^[*/%]$/.test(operator) ? { ...time, key: SCALED } : time;
}

/** Milliseconds between which the time of every run lies: it is after 2020 and before 2200. */
const SINCE = 1_577_836_800_000;
const UNTIL = 7_258_118_400_000;

/** Below 0 where the time is surely before a number of milliseconds, above where it is after. */
function sureOrder(a: Datum, b: Datum): number {
  if (a.kind !== 'unknown' || a.key !== NOW || b.kind !== 'constant' || typeof b.value !== 'number') return 0;
  return b.value > UNTIL ? -1 : b.value < SINCE ? 1 : 0;
}

/** Below 0 where good credentials make the first one the smaller. */
function orderOf(a: Datum, b: Datum): number {
  if (a.kind !== 'unknown') return 0;
  if (a.key === AGE) return -1;
  if (a.key === LEFT) return 1;
  if (!isNow(a) || !isJudged(b)) return 0;
  return PAST.test(b.key) ? 1 : -1;
}

function isSent(datum: Datum): boolean {
  return datum.kind === 'constant' && datum.carried;
}

function isJudged(datum: Datum): datum is Unknown {
  return datum.kind === 'unknown' && datum.judged;
}
