// `JSON.parse` of a text that is known.
import type { Place } from '../../../../text/span';
import { constant, type Datum, list, thing, unknown } from '../datum';
import { type Machine, Thrown } from './machine';
import { textFrom } from './operators';
import { makeError } from './things';

/** The value that a text of JSON stands for; a text that is none throws, as it does in the program. */
export function parseJson(machine: Machine, datum: Datum, at: Place): Datum {
  const text = textFrom(machine, datum, at);
  if (text.kind !== 'constant') return unknown('what a text of JSON says is not known', at);
  let parsed: unknown;
  try {
    parsed = JSON.parse(String(text.value));
  } catch {
    throw new Thrown(makeError('SyntaxError', constant('Unexpected token in JSON')), at);
  }
  return fromJson(parsed, text.carried);
}

/** A value of JSON, as a handler holds it. */
export function fromJson(value: unknown, carried: boolean): Datum {
  if (Array.isArray(value)) return list(value.map((item: unknown) => fromJson(item, carried)));
  if (typeof value === 'object' && value !== null) {
    return thing(Object.entries(value).map(([name, one]): [string, Datum] => [name, fromJson(one, carried)]));
  }
  const isPlain =
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null;
  return { kind: 'constant', value: isPlain ? value : undefined, carried };
}
