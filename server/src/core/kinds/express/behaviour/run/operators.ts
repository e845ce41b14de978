// JavaScript's operators on what a handler holds.
import type { Place } from '../../../../text/span';
import { type Constant, constant, type Datum, isNothing, type Primitive, startOf, unknown } from '../datum';
import { ofTime } from './clock';
import { hasOwn } from './globals';
import type { Machine } from './machine';
import { chosen } from './outside';
import { areEqual, isSentField, isTrue } from './truth';
import { instanceOf } from './types';

/** A binary operator: arithmetic and comparison. */
export function binary(machine: Machine, operator: string, left: Datum, right: Datum, at: Place): Datum {
  switch (operator) {
    case '===':
    case '==':
      return areEqual(machine, left, right, operator === '==');
    case '!==':
    case '!=':
      return negated(machine, areEqual(machine, left, right, operator === '!='));
    case 'instanceof':
      return instanceOf(left, right, at);
    case 'in':
      return fieldIn(machine, left, right, at);
  }
  const a = chosen(machine, left);
  const b = chosen(machine, right);
  if (a.kind === 'constant' && b.kind === 'constant') {
    const value = compute(operator, a.value, b.value);
    if (value !== null) return { kind: 'constant', value: value.result, carried: a.carried || b.carried };
  }
  const timed = ofTime(machine, operator, a, b, at);
  if (timed !== null) return timed;
  // A text that something is put to is not empty any more.
  const truthy = operator === '+' && makesText(a, b) ? true : null;
  const [x, y] = [startOf(a), startOf(b)];
  const begun = x && y && compute(operator, x.value, y.value);
  return {
    ...unknown('a value that is computed is not known', at, { judged: isJudged(a) || isJudged(b), truthy }),
    start: begun ? constant(begun.result) : undefined,
  };
}

/** Whether putting two values together makes a text that is not empty: one is a text, and one of them is not empty. */
function makesText(a: Datum, b: Datum): boolean {
  const isText = (one: Datum) => one.kind === 'constant' && typeof one.value === 'string';
  const isSomething = (one: Datum) =>
    one.kind === 'constant' ? one.value !== '' : one.kind === 'unknown' && one.truthy === true;
  return (isText(a) || isText(b)) && (isSomething(a) || isSomething(b));
}

function isJudged(datum: Datum): boolean {
  return datum.kind === 'unknown' && datum.judged;
}

function negated(machine: Machine, datum: Datum): Datum {
  return constant(!isTrue(machine, datum));
}

function compute(operator: string, a: Primitive, b: Primitive): { readonly result: Primitive } | null {
  if (operator === '+' && (typeof a === 'string' || typeof b === 'string')) return { result: `${a}${b}` };
  if (
    (operator === '<' || operator === '>' || operator === '<=' || operator === '>=') &&
    typeof a === 'string' &&
    typeof b === 'string'
  ) {
    return {
      result: operator === '<' ? a < b : operator === '>' ? a > b : operator === '<=' ? a <= b : a >= b,
    };
  }
  if (typeof a === 'bigint' || typeof b === 'bigint') return null;
  const x = numberOf(a);
  const y = numberOf(b);
  switch (operator) {
    case '+':
      return { result: x + y };
    case '-':
      return { result: x - y };
    case '*':
      return { result: x * y };
    case '/':
      return { result: x / y };
    case '**':
      return { result: x ** y };
    case '>>>':
      return { result: x >>> y };
    case '%':
      return { result: x % y };
    case '<':
      return { result: x < y };
    case '>':
      return { result: x > y };
    case '<=':
      return { result: x <= y };
    case '>=':
      return { result: x >= y };
    case '&':
      return { result: x & y };
    case '|':
      return { result: x | y };
    case '^':
      return { result: x ^ y };
    case '<<':
      return { result: x << y };
    case '>>':
      return { result: x >> y };
    default:
      return null;
  }
}

function numberOf(value: Exclude<Primitive, bigint>): number {
  return value === null ? 0 : Number(value);
}

function fieldIn(machine: Machine, left: Datum, right: Datum, at: Place): Datum {
  const isObject = right.kind === 'object' || (right.kind === 'outside' && right.value.kind === 'object');
  return isObject ? hasOwn(machine, [right, left], at) : unknown('the fields of an object are not known', at);
}

/** A value as text, as templates and headers take it. */
export function textFrom(machine: Machine, datum: Datum, at: Place): Datum {
  const value = chosen(machine, datum);
  if (value.kind === 'constant') return { ...value, value: String(value.value) };
  if (value.kind === 'list' && !value.isOpen) {
    const parts = value.items.map((item) => (isNothing(item) ? constant('') : textFrom(machine, item, at)));
    const known = parts.filter((part): part is Constant => part.kind === 'constant');
    if (known.length === parts.length) {
      return {
        kind: 'constant',
        value: known.map(({ value: text }) => text).join(','),
        carried: known.some((part) => part.carried),
      };
    }
  }
  // A field that a client logs in with is a text already.
  if (value.kind === 'unknown' && isSentField(value)) return value;
  return unknown('a text is not known', at, { judged: isJudged(value) });
}
