// Sets, maps, buffers and query strings: objects whose members are known by what they do.
import type { Place } from '../../../../text/span';
import { decodeBase64, encodeBase64 } from '../../../nginx/passwords/base64';
import { byteString, bytesOf, utf8Bytes, utf8Text } from '../../../nginx/passwords/bytes';
import { constant, type Datum, fieldOf, list, type Thing, thing, UNDEFINED, unknown } from '../datum';
import { itemsOf } from './iterate';
import type { Machine } from './machine';
import { native } from './native';
import { textFrom } from './operators';
import { areEqual, isTrue } from './truth';

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
      return name === 'hasOwnProperty'
        ? native(name, ([key]) =>
            constant(key?.kind === 'constant' && fieldOf(of, String(key.value)) !== UNDEFINED),
          )
        : null;
  }
}

/** A set of items; the items are kept as a list. */
export function newSet(items: readonly Datum[]): Thing {
  return thing(
    [
      ['(items)', list(items)],
      ['size', constant(items.length)],
    ],
    'Set',
  );
}

/** A map; its items are the pairs. */
export function newMap(machine: Machine, items: readonly Datum[], at: Place): Thing {
  const pairs = items.map((item) => list(itemsOf(machine, item, at, 2)));
  return thing(
    [
      ['(items)', list(pairs)],
      ['size', constant(pairs.length)],
    ],
    'Map',
  );
}

function storedItems(of: Thing): Datum[] {
  const items = of.fields.get('(items)');
  return items?.kind === 'list' ? items.items : [];
}

function same(machine: Machine, a: Datum, b: Datum | undefined): boolean {
  return isTrue(machine, areEqual(machine, a, b ?? UNDEFINED, false));
}

function setMember(machine: Machine, of: Thing, name: string): Datum | null {
  if (name === 'has') {
    return native(name, ([key]) => constant(storedItems(of).some((item) => same(machine, item, key))));
  }
  if (name !== 'add') return null;
  return native(name, ([item]) => {
    storedItems(of).push(item ?? UNDEFINED);
    return of;
  });
}

function mapMember(machine: Machine, of: Thing, name: string): Datum | null {
  const find = (key: Datum | undefined): Datum | undefined =>
    storedItems(of).find((pair) => pair.kind === 'list' && same(machine, pair.items[0] ?? UNDEFINED, key));
  if (name === 'has') return native(name, ([key]) => constant(find(key) !== undefined));
  if (name === 'get') {
    return native(name, ([key]) => {
      const pair = find(key);
      return pair?.kind === 'list' ? (pair.items[1] ?? UNDEFINED) : UNDEFINED;
    });
  }
  if (name !== 'set') return null;
  return native(name, (pair) => {
    storedItems(of).push(list(pair));
    return of;
  });
}

/** `Buffer.from(text, encoding)`; the bytes are kept as a byte string. */
export function bufferFrom(
  machine: Machine,
  text: Datum | undefined,
  encoding: Datum | undefined,
  at: Place,
): Datum {
  const known = text === undefined ? UNDEFINED : textFrom(machine, text, at);
  if (known.kind !== 'constant') return known;
  const name =
    encoding?.kind === 'constant' && encoding.value !== undefined ? String(encoding.value) : 'utf8';
  const bytes = bytesFrom(String(known.value), name);
  if (bytes === null) return unknown('the bytes of a text are not known', at);
  return thing(
    [
      ['(bytes)', { ...known, value: bytes }],
      ['length', constant(bytes.length)],
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
