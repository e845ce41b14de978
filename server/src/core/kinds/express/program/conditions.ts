// What depends on a condition that is not known: both ways are followed, each under its own presence.
import type { Place } from '../../../text/span';
import type { Presence } from '../stack';
import { UNDEFINED, type Value } from '../values';
import { eitherOf } from './either';
import type { Writes } from './environment';
import { environmentKey } from './environment-keys';
import { type Run, remember } from './run';

/** Follows both ways of a condition; what they wrote is either of them afterwards. */
export function alternatives(
  run: Run,
  test: Value,
  at: Place,
  whenTrue: () => Value,
  whenFalse: () => Value,
  symbolicAt?: Place,
): Value {
  const { first, second } = bothWays(run, test, at, whenTrue, whenFalse);
  if (first === second) return first;
  if (dependsOnRequest(test) && symbolicAt !== undefined) {
    return { kind: 'operation', operator: '?:', of: [test, first, second], at: symbolicAt };
  }
  return eitherOf([first, second], test, at);
}

/** Runs both ways of a condition that is not known, and joins what they wrote. */
export function bothWays<T>(
  run: Run,
  test: Value,
  at: Place,
  whenTrue: () => T,
  whenFalse: () => T,
): { readonly first: T; readonly second: T } {
  const first = oneWay(run, presenceOf(test, at, false), whenTrue);
  run.isThrown = false;
  const afterFirst = valuesOf(first.written);
  undo(first.written);
  const second = oneWay(run, presenceOf(test, at, true), whenFalse);
  run.isThrown = false;
  join(run, test, at, first.written, afterFirst, second.written);
  return { first: first.result, second: second.result };
}

function oneWay<T>(
  run: Run,
  presence: Presence,
  way: () => T,
): { readonly result: T; readonly written: Writes } {
  const written: Writes = new Map();
  run.presence.push(presence);
  run.writes.push(written);
  const result = way();
  run.presence.pop();
  run.writes.pop();
  return { result, written };
}

/** What the names that were written are now. */
function valuesOf(written: Writes): Writes {
  const now: Writes = new Map();
  for (const [target, names] of written) {
    now.set(target, new Map([...names.keys()].map((name) => [name, target.get(name)])));
  }
  return now;
}

/** Puts back what was there before some writes. */
export function undo(written: Writes): void {
  if (written.size === 0) return;
  for (const [target, names] of written) {
    for (const [name, before] of names) {
      if (before === undefined) target.delete(name);
      else target.set(name, before);
    }
  }
}

/** Gives every name that either way wrote both values, and tells the conditions around what was there before. */
function join(run: Run, test: Value, at: Place, first: Writes, afterFirst: Writes, second: Writes): void {
  const joinName = (target: Map<string, Value>, name: string, before: Value | undefined) => {
    run.steps--;
    remember(run, target, name, before);
    // What a way did not touch is still as it was before both.
    const names = afterFirst.get(target);
    const one = names?.has(name) === true ? names.get(name) : before;
    const other = target.get(name);
    if (one !== other) target.set(name, eitherOf([one ?? UNDEFINED, other ?? UNDEFINED], test, at));
  };
  for (const [target, names] of first) {
    for (const [name, before] of names) joinName(target, name, before);
  }
  for (const [target, names] of second) {
    const joinedNames = first.get(target);
    for (const [name, before] of names) {
      if (joinedNames?.has(name) !== true) joinName(target, name, before);
    }
  }
}

/** Which of two values it is where the condition that chooses between them is one of those that hold here. */
export function settled({ presence }: Run, value: Value): Value {
  if (value.kind !== 'either' || value.when === null || value.of.length !== 2) return value;
  for (const one of presence) {
    if (one.kind === 'perhaps' && one.test === value.when) return value.of[one.holds ? 0 : 1] ?? value;
  }
  return value;
}

/** Whether a value is made of what a handler is called with. */
function dependsOnRequest(value: Value): boolean {
  switch (value.kind) {
    case 'parameter':
      return true;
    case 'member':
      return dependsOnRequest(value.of);
    case 'call':
      return dependsOnRequest(value.callee) || value.args.some(dependsOnRequest);
    case 'operation':
      return value.of.some(dependsOnRequest);
    default:
      return false;
  }
}

/** The presence of what stands under a condition. Conditions on the environment that say the same share their key. */
export function presenceOf(test: Value, at: Place, negated: boolean): Presence {
  const { text, isNegated } = conditionText(test);
  const key = text ?? `${at.file}:${at.span.start}`;
  const plain = test.kind === 'unknown' ? test.reason : 'it depends on a condition';
  const reason = text === null ? plain : `it depends on ${text}`;
  return { kind: 'perhaps', key, negated: negated !== isNegated, test, holds: !negated, reason, at };
}

/**
 * The presence of what a choice of the program gives, where its condition is kept as a value: the same choice is made
 * alike wherever it is used. What is not known at all stands for many conditions, so there only the place tells.
 */
export function conditionPresence(when: Value | null, at: Place, negated: boolean): Presence {
  if (when === null) return presenceOf({ kind: 'unknown', reason: 'a condition', at }, at, negated);
  const isKept = when.kind === 'member' || when.kind === 'call' || when.kind === 'operation';
  return presenceOf(when, isKept ? when.at : at, negated);
}

/** A condition in words that are the same wherever it stands; `null` where its value depends on its place. */
export function conditionText(test: Value): { readonly text: string | null; readonly isNegated: boolean } {
  if (test.kind === 'operation' && test.of.length > 0) {
    const [left, right] = test.of;
    if (test.operator === '!' && left !== undefined) {
      const inner = conditionText(left);
      return { text: inner.text, isNegated: !inner.isNegated };
    }
    const isEqual = test.operator === '===' || test.operator === '==';
    const isUnequal = test.operator === '!==' || test.operator === '!=';
    if (left !== undefined && right !== undefined && (isEqual || isUnequal)) {
      return { text: equalityText(left, right), isNegated: isUnequal };
    }
  }
  return { text: termText(test), isNegated: false };
}

function equalityText(left: Value, right: Value): string | null {
  if (left.kind !== 'env' && right.kind === 'env') return equalityText(right, left);
  const term = termText(right);
  if (left.kind !== 'env') {
    const texts = [termText(left), term];
    return texts.includes(null) ? null : texts.sort().reverse().join(' being ');
  }
  // `process.env.NAME || 'a'` is another text only where the variable is.
  const hasOther = left.fallback?.kind === 'string' && right.kind === 'string';
  const isOther = hasOther && right.value !== '' && left.fallback?.value !== right.value;
  return term !== null && (left.fallback === null || isOther) ? environmentKey(left.name, term) : null;
}

function termText(value: Value): string | null {
  if (value.kind === 'env') return value.fallback === null ? environmentKey(value.name) : null;
  if (value.kind === 'string') return JSON.stringify(value.value);
  return value.kind === 'number' || value.kind === 'boolean' ? String(value.value) : null;
}
