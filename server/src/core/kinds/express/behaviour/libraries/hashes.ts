// Hashes of node:crypto: what they come to is not known, but whether the client's credentials went into them is.
import type { Place } from '../../../../text/span';
import { type CallValue, stringOf, type Value } from '../../values';
import {
  carried,
  constant,
  type Datum,
  NULL,
  textOf,
  thing,
  UNDEFINED,
  type Unknown,
  unknown,
} from '../datum';
import { callDatum } from '../run/calls';
import type { Machine } from '../run/machine';
import { native } from '../run/native';
import { chosen, datumOf } from '../run/outside';
import { isSentField } from '../run/truth';
import { presents } from '../run/unknown-calls';
import { noteWanted } from '../run/wanted';

/** What a hash comes to is called so; one of nothing is no digest that a program knows. */
const DIGEST = 'digest ';
const EMPTY = '(nothing)';

/** Whether something is the digest of what the client presents, or of nothing where it presents nothing. */
export function isDigest({ key, judged }: Unknown): boolean {
  return key === DIGEST + EMPTY || (judged && key.startsWith(DIGEST));
}

/** The digest of texts that are all known is called by these, so that two of them are equal or not. */
const KNOWN = `${DIGEST}of `;

/** Whether two digests of known texts are the same; `null` where one of them is none. What would be right is noted. */
export function isSameDigest(machine: Machine, a: Unknown, b: Unknown): boolean | null {
  if (!a.key.startsWith(KNOWN) || !b.key.startsWith(KNOWN)) return null;
  const [wanted = '', sent = ''] = (a.judged ? [b, a] : [a, b]).map(({ key }) =>
    JSON.parse(key.slice(KNOWN.length)).at(-1),
  );
  if (a.judged !== b.judged) noteWanted(machine, constant(String(wanted)), carried(String(sent)));
  return a.key === b.key;
}

function digest(machine: Machine, how: readonly Datum[], texts: readonly Datum[], at: Place): Unknown {
  const isCarried = texts.some((one) => presents(one) || (one.kind === 'unknown' && isSentField(one)));
  const all = [...how, ...texts].map((one) => chosen(machine, one));
  const known = all.flatMap((one) => (one.kind === 'constant' && one.value !== undefined ? [one.value] : []));
  const isEmpty = texts.every((one) => textOf(one) === '');
  const isKnown = !isEmpty && known.length === all.length;
  const name = isKnown ? JSON.stringify(known) : isCarried ? '' : `${at.file}:${at.span.start}`;
  return unknown('what a hash comes to is not known', at, {
    key: isKnown ? KNOWN + name : DIGEST + (isEmpty ? EMPTY : name),
    judged: isCarried,
    truthy: true,
  });
}

/** `createHash(algorithm)` and `createHmac(algorithm, key)`, to which texts are given by `update` and which `digest` ends. */
export function hash(machine: Machine, how: readonly Datum[], at: Place): Datum {
  const texts: Datum[] = [];
  return thing([
    [
      'update',
      native('update', ([text = UNDEFINED], self) => {
        texts.push(text);
        return self;
      }),
    ],
    ['digest', native('digest', () => digest(machine, how, texts, at))],
  ]);
}

/** `scryptSync(password, salt, length)` and the like: a digest at once, or by a callback. */
export function derive(machine: Machine, args: readonly Datum[], at: Place): Datum {
  const [password = UNDEFINED, ...how] = args.filter(({ kind }) => kind !== 'function');
  const made = digest(machine, how, [password], at);
  const callback = args.find(({ kind }) => kind === 'function');
  if (callback === undefined) return made;
  machine.later(() => callDatum(machine, callback, [NULL, made], UNDEFINED, at));
  return UNDEFINED;
}

/** The digest of a text that the program makes when it starts; `null` for other calls. */
export function digestOf(machine: Machine, { callee, args, at }: CallValue): Unknown | null {
  if (
    callee.kind === 'package' &&
    callee.name === 'crypto' &&
    /^(?:scrypt|pbkdf2)Sync$/.test(callee.path.at(-1) ?? '')
  ) {
    const [password = UNDEFINED, ...how] = args.map(datumOf);
    return digest(machine, how, [password], at);
  }
  const texts: Datum[] = [];
  let made: Value = callee.kind === 'member' && stringOf(callee.name) === 'digest' ? callee.of : callee;
  while (made.kind === 'call' && made.callee.kind === 'member' && stringOf(made.callee.name) === 'update') {
    texts.unshift(datumOf(made.args[0] ?? { kind: 'undefined' }));
    made = made.callee.of;
  }
  if (texts.length === 0 || made.kind !== 'call' || made.callee.kind !== 'package') return null;
  const { name, path } = made.callee;
  if (name !== 'crypto' || !/^create(?:Hash|Hmac)$/.test(path.at(-1) ?? '')) return null;
  return digest(machine, made.args.map(datumOf), texts, at);
}
