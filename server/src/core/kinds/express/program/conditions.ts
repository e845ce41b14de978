// What depends on a condition that is not known: both ways are followed, each under its own presence.
import type { Place } from '../../../text/span';
import type { Presence } from '../stack';
import type { Value } from '../values';
import { eitherOf } from './either';
import type { Run } from './run';

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
  const afterFirst = first.written.map(({ in: target, name }) => ({ target, name, value: target.get(name) }));
  undo(first.written);
  const second = oneWay(run, presenceOf(test, at, true), whenFalse);
  join(run, test, at, afterFirst, second.written);
  return { first: first.result, second: second.result };
}

type Written = Run['writes'][number];

function oneWay<T>(
  run: Run,
  presence: Presence,
  way: () => T,
): { readonly result: T; readonly written: Written } {
  run.presence.push(presence);
  run.writes.push([]);
  const result = way();
  run.presence.pop();
  const written = run.writes.pop() ?? [];
  return { result, written };
}

/** Puts back what was there before some writes. */
export function undo(written: Written): void {
  for (const { in: target, name, before } of [...written].reverse()) {
    if (before === undefined) target.delete(name);
    else target.set(name, before);
  }
}

/** Gives every name that either way wrote both values, and tells the conditions around what was there before. */
function join(
  run: Run,
  test: Value,
  at: Place,
  afterFirst: readonly {
    readonly target: Map<string, Value>;
    readonly name: string;
    readonly value: Value | undefined;
  }[],
  second: Written,
): void {
  const cells = new Map<
    Map<string, Value>,
    Map<string, { first: Value | undefined; before: Value | undefined }>
  >();
  const cell = (target: Map<string, Value>, name: string, before: Value | undefined) => {
    const names =
      cells.get(target) ?? new Map<string, { first: Value | undefined; before: Value | undefined }>();
    cells.set(target, names);
    const known = names.get(name) ?? { first: before, before };
    names.set(name, known);
    return known;
  };
  for (const { in: target, name, before } of second) cell(target, name, before);
  for (const { target, name, value } of afterFirst) {
    // What the second way did not touch is still as it was before both.
    cell(target, name, cells.get(target)?.get(name)?.before ?? target.get(name)).first = value;
  }
  for (const [target, names] of cells) {
    for (const [name, { first, before }] of names) {
      const last = target.get(name);
      run.writes.at(-1)?.push({ in: target, name, before });
      const undefinedValue: Value = { kind: 'undefined' };
      if (first === last) continue;
      target.set(name, eitherOf([first ?? undefinedValue, last ?? undefinedValue], test, at));
    }
  }
}

/** Whether a value is made of what a handler is called with. */
export function dependsOnRequest(value: Value): boolean {
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
  const reason = text === null ? 'it depends on a condition' : `it depends on ${text}`;
  return { kind: 'perhaps', key, negated: negated !== isNegated, test, holds: !negated, reason, at };
}

/** The presence of what a choice of the program gives, where its condition is kept as a value. */
export function conditionPresence(when: Value | null, at: Place, negated: boolean): Presence {
  return presenceOf(when ?? { kind: 'unknown', reason: 'a condition', at }, at, negated);
}

/** A condition in words that are the same wherever it stands; `null` where its value depends on its place. */
function conditionText(test: Value): { readonly text: string | null; readonly isNegated: boolean } {
  if (test.kind === 'operation' && test.of.length > 0) {
    const [left, right] = test.of;
    if (test.operator === '!' && left !== undefined) {
      const inner = conditionText(left);
      return { text: inner.text, isNegated: !inner.isNegated };
    }
    const isEqual = test.operator === '===' || test.operator === '==';
    const isUnequal = test.operator === '!==' || test.operator === '!=';
    if (left !== undefined && right !== undefined && (isEqual || isUnequal)) {
      const texts = [termText(left), termText(right)];
      if (texts.includes(null)) return { text: null, isNegated: false };
      return { text: texts.sort().reverse().join(' being '), isNegated: isUnequal };
    }
  }
  return { text: termText(test), isNegated: false };
}

function termText(value: Value): string | null {
  if (value.kind === 'env') return value.fallback === null ? `process.env.${value.name}` : null;
  if (value.kind === 'string') return JSON.stringify(value.value);
  return value.kind === 'number' || value.kind === 'boolean' ? String(value.value) : null;
}
