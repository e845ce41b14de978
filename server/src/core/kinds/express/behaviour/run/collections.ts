// Sets, maps, buffers and query strings: objects whose members are known by what they do.
import type { Place } from '../../../../text/span';
import { decodeBase64, encodeBase64 } from '../../../nginx/passwords/base64';
import { byteString, bytesOf, utf8Bytes, utf8Text } from '../../../nginx/passwords/bytes';
import {
  constant,
  type Datum,
  fieldOf,
  isNothing,
  list,
  type Thing,
  thing,
  UNDEFINED,
  unknown,
} from '../datum';
import { isDigest } from '../libraries/hashes';
import { callDatum } from './calls';
import { isOpenList, itemsOf } from './iterate';
import { type Machine, Thrown } from './machine';
import { native } from './native';
import { textFrom } from './operators';
import { chosen, outsideKey } from './outside';
import { isBare } from './request';
import { makeError } from './things';
import { isSame } from './truth';
import { presents } from './unknown-calls';
import { noteKeys } from './wanted';

/** A member of an object that is more than its fields; `null` where its fields are all. */
export function collectionMember(machine: Machine, of: Thing, name: string, at: Place): Datum | null {
  switch (of.of) {
    case 'Set':
      return setMember(machine, of, name);
    case 'Map':
      return mapMember(machine, of, name);
    case 'Buffer':
      return bufferMember(of, name, at);
    default:
      return name === 'hasOwnProperty' && !isBare(of.of)
        ? native(name, ([key]) => {
            if (key?.kind === 'constant' && key.carried) noteKeys(machine, of, key);
            return constant(key?.kind === 'constant' && fieldOf(of, String(key.value)) !== UNDEFINED);
          })
        : null;
  }
}

/** A set or a map of what it is given; the items are kept as a list, those of a map are the pairs. */
export function newCollection(
  machine: Machine,
  name: 'Set' | 'Map' | 'WeakMap',
  given: Datum | undefined,
  at: Place,
): Thing {
  const items = given === undefined ? [] : itemsOf(machine, given, at);
  const isPairs = name !== 'Set';
  const isFirst = (item: Datum, i: number) =>
    item.kind !== 'constant' || items.findIndex((one) => 'value' in one && one.value === item.value) === i;
  const kept = isPairs ? items.map((item) => list(itemsOf(machine, item, at, 2))) : items.filter(isFirst);
  const isOpen = given !== undefined && isOpenList(machine, given, at);
  return thing([['(items)', list(kept, isOpen)]], isPairs ? 'Map' : 'Set');
}

/** Marks that a set or a map may hold more than its items. */
export function openCollection(of: Thing): void {
  of.fields.set('(items)', list(storedItems(of), true));
}

function isOpen(of: Thing): boolean {
  const items = of.fields.get('(items)');
  return items?.kind === 'list' && items.isOpen;
}

function itemList(of: Thing, part: (item: Datum) => Datum): Datum {
  return list(storedItems(of).map(part), isOpen(of));
}

/**
 * What a store that is filled while the program runs has under a key that is not among its known ones: nothing for no
 * key at all, and what belongs to the client for what it presents, if that is good.
 */
export function foundLater(machine: Machine, wanted: Datum | undefined, at: Place): Datum {
  const known = chosen(machine, wanted ?? UNDEFINED);
  if (known.kind === 'constant' && (isNothing(known) || known.value === '')) return UNDEFINED;
  if (known.kind === 'unknown' && isDigest(known) && !known.judged) return UNDEFINED;
  // Who asks for the first time is in no store under its address: how often it came does not count against it.
  if (known.kind === 'constant' && known.value === machine.exchange.client.from) return UNDEFINED;
  const reason = 'what is stored while the program runs is not known';
  const key = `stored ${at.file}:${at.span.start}`;
  if (!presents(known)) return unknown(reason, at, { key });
  return machine.exchange.hasValidCredentials
    ? unknown(reason, at, { key, judged: true, truthy: true })
    : UNDEFINED;
}

function storedItems(of: Thing): Datum[] {
  const items = of.fields.get('(items)');
  return items?.kind === 'list' ? items.items : [];
}

/** Where a set or a map has a key; -1 where it has none. */
function indexIn(machine: Machine, of: Thing, key: Datum | undefined): number {
  const before = machine.identities;
  const items = storedItems(of);
  const found = items.findIndex((item) => isSame(machine, keyOf(of, item), key ?? UNDEFINED));
  // Who is logged in is one of those that are stored.
  return found < 0 && machine.identities > before ? items.length - 1 : found;
}

function keyOf(of: Thing, item: Datum): Datum {
  return of.of === 'Map' ? partOf(item, 0) : item;
}

function partOf(pair: Datum, index: number): Datum {
  return pair.kind === 'list' ? (pair.items[index] ?? UNDEFINED) : UNDEFINED;
}

function setMember(machine: Machine, of: Thing, name: string): Datum | null {
  switch (name) {
    case 'add':
      return native(name, ([item]) => {
        if (indexIn(machine, of, item) < 0) storedItems(of).push(item ?? UNDEFINED);
        return of;
      });
    case 'values':
    case 'keys':
      return native(name, () => itemList(of, (item) => item));
    default:
      return keyedMember(machine, of, name);
  }
}

function mapMember(machine: Machine, of: Thing, name: string): Datum | null {
  switch (name) {
    case 'get':
      return native(name, ([key], _self, at) => {
        const found = storedItems(of)[indexIn(machine, of, key)];
        if (found !== undefined) return partOf(found, 1);
        return isOpen(of) ? foundLater(machine, key, at) : UNDEFINED;
      });
    case 'set':
      return native(name, (pair) => {
        const index = indexIn(machine, of, pair[0]);
        storedItems(of).splice(index < 0 ? storedItems(of).length : index, 1, list(pair));
        return of;
      });
    case 'keys':
      return native(name, () => itemList(of, (pair) => partOf(pair, 0)));
    case 'values':
      return native(name, () => itemList(of, (pair) => partOf(pair, 1)));
    case 'entries':
      return native(name, () => itemList(of, (item) => item));
    default:
      return keyedMember(machine, of, name);
  }
}

/** What sets and maps have in common. */
function keyedMember(machine: Machine, of: Thing, name: string): Datum | null {
  switch (name) {
    case 'size':
      return isOpen(of) ? null : constant(storedItems(of).length);
    case 'has':
      return native(name, ([key], _self, at) => {
        if (indexIn(machine, of, key) >= 0) return constant(true);
        const found = isOpen(of) ? foundLater(machine, key, at) : UNDEFINED;
        return isNothing(found) ? constant(false) : found;
      });
    case 'delete':
      return native(name, ([key], _self, at) => {
        const index = indexIn(machine, of, key);
        if (index >= 0) storedItems(of).splice(index, 1);
        return index < 0 && isOpen(of) ? foundLater(machine, key, at) : constant(index >= 0);
      });
    case 'clear':
      return native(name, () => {
        storedItems(of).length = 0;
        return UNDEFINED;
      });
    case 'forEach':
      return native(name, ([callback], _self, at) => {
        for (const item of [...storedItems(of)]) {
          const args = of.of === 'Map' ? [partOf(item, 1), partOf(item, 0)] : [item, item];
          callDatum(machine, callback ?? UNDEFINED, args, UNDEFINED, at);
        }
        return UNDEFINED;
      });
    default:
      return null;
  }
}

/** `Buffer.from(text, encoding)`; the bytes are kept as a byte string. */
export function bufferFrom(
  machine: Machine,
  text: Datum | undefined,
  encoding: Datum | undefined,
  at: Place,
): Datum {
  const given = text === undefined ? UNDEFINED : chosen(machine, text);
  if (given.kind === 'constant' && typeof given.value !== 'string')
    throw new Thrown(makeError('TypeError', constant('The first argument must be of type string')), at);
  const known = textFrom(machine, given, at);
  if (known.kind !== 'constant')
    return known.kind === 'unknown' && known.judged ? known : secretBytes(machine, text, at);
  const name =
    encoding?.kind === 'constant' && encoding.value !== undefined ? String(encoding.value) : 'utf8';
  const bytes = bytesFrom(String(known.value), name);
  if (bytes === null) return unknown('the bytes of a text are not known', at);
  return thing(
    [
      ['(bytes)', { ...known, value: bytes }],
      ['length', { ...known, value: bytes.length }],
      ['byteLength', { ...known, value: bytes.length }],
    ],
    'Buffer',
  );
}

/** The bytes of what the program keeps: nobody knows them, nor how many there are. */
function secretBytes(machine: Machine, text: Datum | undefined, at: Place): Thing {
  const kept = chosen(machine, text ?? UNDEFINED);
  const key = `length ${kept.kind === 'outside' ? outsideKey(kept.value) : `${at.file}:${at.span.start}`}`;
  const length = unknown('how long a secret is, is not known', at, { key, truthy: true });
  return thing(
    [
      ['(bytes)', kept],
      ['length', length],
      ['byteLength', length],
    ],
    'Buffer',
  );
}

function bytesFrom(text: string, encoding: string): string | null {
  switch (encoding.toLowerCase()) {
    case 'utf8':
    case 'utf-8':
      return byteString(utf8Bytes(text));
    case 'base64':
    case 'base64url':
      return base64Bytes(text);
    case 'ascii':
    case 'latin1':
    case 'binary':
      return text;
    case 'hex':
      return /^(?:[\da-f]{2})*$/i.test(text)
        ? text.replace(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16)))
        : null;
    default:
      return null;
  }
}

/** Base64 as Node's Buffer reads it: what is not of the alphabet is passed over, and `=` ends it. */
export function base64Bytes(text: string): string {
  const [before = ''] = text.split('=');
  const digits = before
    .replace(/-/g, '+')
    .replace(/_/g, '/')
    .replace(/[^A-Za-z\d+/]/g, '');
  const whole = digits.length % 4 === 1 ? digits.slice(0, -1) : digits;
  return byteString(decodeBase64(whole) ?? new Uint8Array());
}

function bufferMember(of: Thing, name: string, at: Place): Datum | null {
  if (name !== 'toString') return null;
  return native(name, ([encoding]) => {
    const bytes = of.fields.get('(bytes)');
    if (bytes?.kind !== 'constant') return unknown('the bytes of a text are not known', at);
    const kind =
      encoding?.kind === 'constant' && encoding.value !== undefined ? String(encoding.value) : 'utf8';
    const text = String(bytes.value);
    if (/^(?:ascii|latin1|binary)$/i.test(kind)) return { ...bytes, value: text };
    if (kind === 'base64') return { ...bytes, value: encodeBase64(bytesOf(text)) };
    if (!/^utf-?8$/i.test(kind)) return unknown('the bytes of a text are not known', at);
    return { ...bytes, value: utf8Text(text) ?? text };
  });
}
