// Values of the program in the hands of a handler: constants become known, what depends on conditions is chosen.
import type { Place } from '../../../../text/span';
import { conditionText } from '../../program/conditions';
import { environmentKey } from '../../program/environment-keys';
import { isMoreItems } from '../../program/lists';
import type { CallValue, Value } from '../../values';
import { constant, type Datum, list, startOf, unknown } from '../datum';
import { digestOf } from '../libraries/hashes';
import { callDatum } from './calls';
import { bufferFrom } from './collections';
import { someItem } from './iterate';
import type { Machine } from './machine';
import { getMember } from './members';
import { namedNumber } from './numbers';
import { sharedPattern } from './regexes';

/** A value of the program, as a handler holds it. */
export function datumOf(value: Value): Datum {
  switch (value.kind) {
    case 'string':
    case 'number':
    case 'boolean':
      return constant(value.value);
    case 'null':
      return constant(null);
    case 'undefined':
      return constant(undefined);
    case 'regex':
      return sharedPattern({ kind: 'regex', source: value.pattern, flags: value.flags });
    case 'array':
      return list(
        value.elements.map((one) => (isMoreItems(one) ? someItem(one.at) : datumOf(one))),
        value.isOpen,
      );
    case 'global': {
      const number = namedNumber(value.path);
      return number === null ? { kind: 'outside', value } : constant(number);
    }
    case 'unknown': {
      const start = value.start === undefined ? undefined : startOf(datumOf(value.start));
      return { ...unknown(value.reason, value.at, { key: outsideKey(value) }), start };
    }
    default:
      return { kind: 'outside', value };
  }
}

/** One of the values that a condition of the program chooses among; others stay as they are. */
export function chosen(machine: Machine, datum: Datum): Datum {
  if (datum.kind !== 'outside') return datum;
  const { value } = datum;
  if (value.kind === 'env' && value.fallback !== null) {
    const isSet = machine.exchange.suppose({
      key: environmentKey(value.name),
      reason: `whether ${value.name} is set in the environment is not known`,
      at: null,
    });
    return isSet
      ? { kind: 'outside', value: { ...value, fallback: null } }
      : chosen(machine, datumOf(value.fallback));
  }
  if (value.kind === 'call')
    return bufferOf(machine, value) ?? digestOf(machine, value) ?? madeOfText(machine, value) ?? datum;
  if (value.kind !== 'either') return datum;
  const { text, isNegated } = value.when === null ? NOWHERE_SAME : conditionText(value.when);
  const [first, second] = value.of;
  if (text !== null && first !== undefined && second !== undefined && value.of.length === 2) {
    const question = { key: text, reason: `it depends on ${text}`, at: placeOf(value.when) };
    return chosen(machine, datumOf(machine.exchange.suppose(question) === isNegated ? second : first));
  }
  for (const [i, option] of value.of.entries()) {
    const isLast = i === value.of.length - 1;
    const key = `${value.when === null ? outsideKey(value) : outsideKey(value.when)} ${i}`;
    const question = { key, reason: 'a condition of the program is not known', at: placeOf(value.when) };
    if (isLast || machine.exchange.suppose(question)) return chosen(machine, datumOf(option));
  }
  return datum;
}

/** The name of a header or a cookie: one that a setting may change is the one that is written as its default. */
export function chosenName(machine: Machine, name: Datum): Datum {
  const value = name.kind === 'outside' && name.value.kind === 'env' ? name.value.fallback : null;
  return value === null ? chosen(machine, name) : chosenName(machine, datumOf(value));
}

/** `Buffer.from(text, encoding)` of the program, which is the same whenever it is made. */
function bufferOf(machine: Machine, { callee, args, isNew, at }: CallValue): Datum | null {
  if (isNew || callee.kind !== 'global' || callee.path.join('.') !== 'Buffer.from') return null;
  const [text, encoding] = args.map(datumOf);
  const made = bufferFrom(machine, text, encoding, at);
  return made.kind === 'object' ? made : null;
}

/** `(process.env.KEYS || 'a,b').split(',')` of the program: of the text that is written, or of one that is not known. */
function madeOfText(machine: Machine, { callee, args, isNew, at }: CallValue): Datum | null {
  if (isNew || callee.kind !== 'member' || callee.name.kind !== 'string' || !OF_TEXT.test(callee.name.value))
    return null;
  const text = chosen(machine, datumOf(callee.of));
  if (text.kind === 'outside' && text.value.kind === 'env' && callee.name.value === 'split')
    return list([], true);
  if (text.kind !== 'constant' && text.kind !== 'list') return null;
  const method = getMember(machine, text, constant(callee.name.value), at);
  return callDatum(machine, method, args.map(datumOf), text, at);
}

/** Methods of texts, and of lists that are made of them, that change nothing. */
const OF_TEXT = /^(?:split|trim|toLowerCase|toUpperCase|replace|slice|concat|map|filter)$/;

const NOWHERE_SAME = { text: null, isNegated: false };

/** A name for a value of the program, so that it is supposed alike wherever it is asked for. */
export function outsideKey(value: Value): string {
  const at = placeOf(value);
  // Names that change have the place of their file.
  const name = value.kind === 'unknown' && value.start !== undefined ? value.reason : value.kind;
  if (at !== null) return `${name} ${at.file}:${at.span.start}:${at.span.end}`;
  if (value.kind === 'env') return `env ${value.name}`;
  if (value.kind === 'package') return `${value.name}.${value.path.join('.')}`;
  return value.kind === 'either' ? value.of.map(outsideKey).join('|') : value.kind;
}

/** Where a value comes from, if it is known. */
export function placeOf(value: Value | null): Place | null {
  return value !== null && 'at' in value ? value.at : null;
}
