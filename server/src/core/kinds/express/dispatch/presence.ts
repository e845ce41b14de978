// Whether a layer that stands under conditions is there: these are supposed, alike for all layers under the same.
import type { Exchange } from '../behaviour/exchange';
import { conditionText } from '../program/conditions';
import { truthOf } from '../program/operators';
import type { Presence } from '../stack';
import type { Value } from '../values';

/** Whether all conditions hold. What is made of several on the environment is asked part by part. */
export function isThere(exchange: Exchange, presence: readonly Presence[]): boolean {
  if (presence.length === 0) return true;
  return presence.every((condition) => {
    if (condition.kind === 'always') return true;
    const { key, reason, at, negated, test, holds } = condition;
    if (isComposed(test) && isOfEnvironment(test)) return supposed(exchange, condition, test) === holds;
    return exchange.suppose({ key, reason, at }) !== negated;
  });
}

type Perhaps = Exclude<Presence, { kind: 'always' }>;

/** `a || b` and `a && b` are values that their first part chooses; of cases of a switch they are operations. */
function isComposed(test: Value): boolean {
  if (test.kind === 'either') return true;
  if (test.kind !== 'operation') return false;
  const [first] = test.of;
  return test.operator === '||' || (test.operator === '!' && first !== undefined && isComposed(first));
}

function isOfEnvironment(test: Value): boolean {
  if (truthOf(test) !== null || conditionText(test).text !== null) return true;
  if (test.kind === 'either')
    return test.when !== null && test.of.length === 2 && [test.when, ...test.of].every(isOfEnvironment);
  return test.kind === 'operation' && /^(?:!|\|\|)$/.test(test.operator) && test.of.every(isOfEnvironment);
}

function supposed(exchange: Exchange, condition: Perhaps, test: Value): boolean {
  const truth = truthOf(test);
  if (truth !== null) return truth;
  const { text, isNegated } = conditionText(test);
  if (text !== null)
    return exchange.suppose({ key: text, reason: `it depends on ${text}`, at: condition.at }) !== isNegated;
  const inner = (one: Value | undefined | null) =>
    one === undefined || one === null ? false : supposed(exchange, condition, one);
  if (test.kind === 'either') return inner(test.of[inner(test.when) ? 0 : 1]);
  if (test.kind !== 'operation') return false;
  return test.operator === '!' ? !inner(test.of[0]) : test.of.some(inner);
}
