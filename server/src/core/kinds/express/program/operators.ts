// What operators make of values: computed where all are known, symbolic where not.
import type { Place } from '../../../text/span';
import type { Value } from '../values';
import { madeBy } from './makers';

/** Whether a value is true as a condition; `null` where that is not known. */
export function truthOf(value: Value): boolean | null {
  switch (value.kind) {
    case 'string':
      return value.value !== '';
    case 'number':
      return value.value !== 0 && !Number.isNaN(value.value);
    case 'boolean':
      return value.value;
    case 'null':
    case 'undefined':
      return false;
    case 'regex':
    case 'array':
    case 'object':
    case 'function':
    case 'class':
    case 'instance':
    case 'app':
    case 'router':
    case 'route':
    case 'promise':
      return true;
    case 'package':
      return value.path.length === 0 ? true : null;
    case 'call':
      return value.isNew ? true : null;
    case 'either': {
      const all = new Set(value.of.map(truthOf));
      const [only] = all;
      return all.size === 1 && only !== undefined ? only : null;
    }
    case 'operation':
    case 'env':
    case 'member':
    case 'parameter':
    case 'global':
    case 'unknown':
      return null;
  }
}

/** The plain value of a constant; `null` where it is none, so that `{ value: null }` is the constant null. */
export function plainOf(
  value: Value,
): { readonly value: string | number | boolean | null | undefined } | null {
  switch (value.kind) {
    case 'string':
    case 'number':
    case 'boolean':
      return { value: value.value };
    case 'null':
      return { value: null };
    case 'undefined':
      return { value: undefined };
    default:
      return null;
  }
}

/** A constant as a value. */
export function constantOf(plain: string | number | boolean | null | undefined): Value {
  switch (typeof plain) {
    case 'string':
      return { kind: 'string', value: plain };
    case 'number':
      return { kind: 'number', value: plain };
    case 'boolean':
      return { kind: 'boolean', value: plain };
    default:
      return plain === null ? { kind: 'null' } : { kind: 'undefined' };
  }
}

/** `!`, `-`, `+`, `~`, `typeof`, `void`. */
export function unary(operator: string, operand: Value, at: Place): Value {
  if (operator === 'void') return { kind: 'undefined' };
  if (operator === '!') {
    const truth = truthOf(operand);
    if (truth !== null) return constantOf(!truth);
  }
  if (operator === 'typeof') {
    const type = typeOf(operand);
    if (type !== null) return constantOf(type);
  }
  const plain = plainOf(operand);
  if (plain !== null && operator === '-') return constantOf(-Number(plain.value));
  if (plain !== null && operator === '+') return constantOf(Number(plain.value));
  return { kind: 'operation', operator, of: [operand], at };
}

function typeOf(value: Value): string | null {
  const plain = plainOf(value);
  if (plain !== null) return plain.value === null ? 'object' : typeof plain.value;
  switch (value.kind) {
    case 'function':
    case 'class':
    case 'app':
    case 'router':
      return 'function';
    case 'array':
    case 'object':
    case 'instance':
    case 'regex':
    case 'promise':
      return 'object';
    default:
      return null;
  }
}

/** Arithmetic and comparison. */
export function binary(operator: string, left: Value, right: Value, at: Place): Value {
  const a = plainOf(left) ?? (operator === '+' ? textOfList(left) : null);
  const b = plainOf(right) ?? (operator === '+' ? textOfList(right) : null);
  if (a !== null && b !== null) {
    const known = compute(operator, a.value, b.value);
    if (known !== null) return known;
  }
  if (operator === '===' || operator === '==' || operator === '!==' || operator === '!=') {
    const chosen = comparedChoice(operator, left, right, at);
    if (chosen !== null) return chosen;
    const same = sameObject(left, right);
    if (same !== null) return constantOf(operator.startsWith('=') ? same : !same);
  }
  if (operator === 'instanceof' && right.kind === 'function') {
    if (a !== null) return constantOf(false);
    if (madeBy(left) === right.node) return constantOf(true);
  }
  return { kind: 'operation', operator, of: [left, right], at };
}

/** A list as `+` takes it: the texts of its elements with commas between them. */
function textOfList(value: Value): ReturnType<typeof plainOf> {
  if (value.kind !== 'array' || value.isOpen || value.conditions !== undefined) return null;
  const parts = value.elements.map((one) => plainOf(one)?.value);
  // What is not known and what is not there look alike here.
  return parts.includes(undefined) || parts.includes(null) ? null : { value: parts.join(',') };
}

/** One of two values, as a condition chooses, compared with a constant: known for both, or what the condition is. */
function comparedChoice(operator: string, left: Value, right: Value, at: Place): Value | null {
  if (right.kind === 'either' && left.kind !== 'either') return comparedChoice(operator, right, left, at);
  if (left.kind !== 'either' || plainOf(right) === null) return null;
  const truths = left.of.map((one) => truthOf(binary(operator, one, right, at)));
  const [first, second] = truths;
  if (first === undefined || first === null || truths.includes(null)) return null;
  if (truths.every((one) => one === first)) return constantOf(first);
  if (left.when === null || truths.length !== 2 || second === null) return null;
  const isOther = unary('!', left.when, at);
  return first ? unary('!', isOther, at) : isOther;
}

/** Texts that a program adds up to more than this are not followed. */
const MAX_TEXT = 20_000;

type Plain = string | number | boolean | null | undefined;

function compute(operator: string, a: Plain, b: Plain): Value | null {
  switch (operator) {
    case '===':
      return constantOf(a === b);
    case '!==':
      return constantOf(a !== b);
    case '==':
    case '!=': {
      const isNothing = (one: Plain) => one === null || one === undefined;
      if (typeof a !== typeof b && !(isNothing(a) || isNothing(b))) return null;
      const same = a === b || (isNothing(a) && isNothing(b));
      return constantOf(operator === '==' ? same : !same);
    }
    case '+':
      if (typeof a !== 'string' && typeof b !== 'string') return constantOf(Number(a) + Number(b));
      return `${a}${b}`.length > MAX_TEXT ? null : constantOf(`${a}${b}`);
    case '-':
      return constantOf(Number(a) - Number(b));
    case '*':
      return constantOf(Number(a) * Number(b));
    case '/':
      return constantOf(Number(a) / Number(b));
    case '%':
      return constantOf(Number(a) % Number(b));
    case '**':
      return constantOf(Number(a) ** Number(b));
    case '|':
      return constantOf(Number(a) | Number(b));
    case '&':
      return constantOf(Number(a) & Number(b));
    case '<<':
      return constantOf(Number(a) << Number(b));
    case '<':
    case '>':
    case '<=':
    case '>=':
      return typeof a === typeof b && (typeof a === 'string' || typeof a === 'number')
        ? order(operator, a, b)
        : null;
    default:
      return null;
  }
}

function order(operator: string, a: string | number, b: Plain): Value {
  const less = String(a) < String(b);
  const [x, y] = typeof a === 'number' ? [a, Number(b)] : less ? [0, 1] : a === b ? [0, 0] : [1, 0];
  if (operator === '<') return constantOf(x < y);
  if (operator === '>') return constantOf(x > y);
  return constantOf(operator === '<=' ? x <= y : x >= y);
}

/** Whether two values are the same object; `null` where that is not known. */
function sameObject(left: Value, right: Value): boolean | null {
  const isObject = (value: Value) =>
    value.kind === 'array' ||
    value.kind === 'object' ||
    value.kind === 'function' ||
    value.kind === 'instance' ||
    value.kind === 'class' ||
    value.kind === 'regex' ||
    value.kind === 'app' ||
    value.kind === 'router';
  if (isObject(left) && isObject(right)) return left === right ? true : null;
  if ((isObject(left) && plainOf(right) !== null) || (isObject(right) && plainOf(left) !== null))
    return false;
  return null;
}
