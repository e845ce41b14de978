// What kind of value something is: `typeof` and `instanceof`.
import type { Place } from '../../../../text/span';
import { madeBy } from '../../program/makers';
import { constant, type Datum, unknown } from '../datum';
import { chainOf } from './class-objects';
import { classesOf } from './things';
import { isSentField } from './truth';

/** `typeof operand`. */
export function typeName(operand: Datum, at: Place): Datum {
  switch (operand.kind) {
    case 'constant':
      return constant(operand.value === null ? 'object' : typeof operand.value);
    case 'function':
      return constant('function');
    case 'outside':
      return typeOfOutside(operand, at);
    case 'unknown':
      // Forms send texts, and so do the clients of a JSON API for what they log in with.
      return isSentField(operand)
        ? constant('string')
        : unknown(operand.reason, operand.at ?? at, { key: `typeof ${operand.key}` });
    default:
      return constant('object');
  }
}

function typeOfOutside({ value }: Extract<Datum, { kind: 'outside' }>, at: Place): Datum {
  switch (value.kind) {
    case 'function':
    case 'class':
    case 'app':
    case 'router':
      return constant('function');
    case 'object':
    case 'instance':
    case 'promise':
      return constant('object');
    default:
      return value.kind === 'call' && value.isNew
        ? constant('object')
        : unknown('the type of a value is not known', at);
  }
}

/** `instanceof`: of the program's classes and functions by what made the object, of others by their names. */
export function instanceOf(left: Datum, right: Datum, at: Place): Datum {
  if (left.kind === 'constant') return constant(false);
  if (left.kind === 'object' && right.kind === 'outside' && right.value.kind === 'class') {
    if (left.rest !== null) return unknown('what class an object is of is not known', at);
    const { node } = right.value;
    return constant(classesOf(left).some((of) => of.node === node));
  }
  if (left.kind === 'outside' && right.kind === 'outside' && right.value.kind === 'class') {
    const { node } = right.value;
    if (left.value.kind === 'object') return constant(false);
    if (left.value.kind === 'instance') {
      const { classes, isWhole } = chainOf(left.value.of);
      const isOne = classes.some((of) => of.node === node);
      if (isOne || isWhole) return constant(isOne);
    }
  }
  if (right.kind === 'outside' && right.value.kind === 'function') {
    const maker = madeBy(left.kind === 'outside' ? left.value : left);
    if (maker === null || maker === right.value.node) return constant(maker !== null);
    return unknown('what class an object is of is not known', at);
  }
  const name = right.kind === 'function' ? right.name : right.kind === 'outside' ? className(right) : null;
  if (name === null) return unknown('what class an object is of is not known', at);
  if (left.kind === 'object') return objectIsOf(left, name, at);
  const own = BUILT_IN[left.kind];
  return own === undefined
    ? unknown('what class an object is of is not known', at)
    : constant(name === own || name === 'Object');
}

const BUILT_IN: Partial<Record<Datum['kind'], string>> = {
  list: 'Array',
  regex: 'RegExp',
  promise: 'Promise',
  function: 'Function',
};

function objectIsOf(left: Extract<Datum, { kind: 'object' }>, name: string, at: Place): Datum {
  if (left.rest !== null && left.of === null) return unknown('what class an object is of is not known', at);
  const own = left.fields.get('name');
  if (name === 'Error') return constant(left.of === 'Error');
  if (name === 'HttpError') return constant(left.of === 'Error' && left.fields.has('expose'));
  if (left.of !== 'Error' || own === undefined) return constant(left.of === name);
  if (own.kind === 'constant') return constant(own.value === name);
  // An error of a package of which only the family is known.
  return name === 'JOSEError' ? constant(true) : unknown('what class an error is of is not known', at);
}

function className({ value }: Extract<Datum, { kind: 'outside' }>): string | null {
  return value.kind === 'package' || value.kind === 'global' ? (value.path.at(-1) ?? null) : null;
}
