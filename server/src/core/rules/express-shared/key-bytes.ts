// Keys that are the bytes of a text, which is the same key to who signs.
import { type CallValue, stringOf, type Value } from '../../kinds/express/values';

/** The text whose bytes a key is: `new TextEncoder().encode(text)`, `Buffer.from(text)`; other keys as they are. */
export function textOfBytes(value: Value): Value {
  const [text, encoding] = value.kind === 'call' ? value.args : [];
  if (value.kind !== 'call' || text === undefined || !isOfText(value)) return value;
  const isPlain = encoding === undefined || /^utf-?8$/i.test(stringOf(encoding) ?? '');
  return isPlain ? text : value;
}

function isOfText({ callee }: CallValue): boolean {
  if (callee.kind === 'global') return callee.path.join('.') === 'Buffer.from';
  if (callee.kind === 'package') return callee.name === 'buffer' && callee.path.join('.') === 'Buffer.from';
  if (callee.kind !== 'member' || stringOf(callee.name) !== 'encode' || callee.of.kind !== 'call')
    return false;
  const { callee: encoder } = callee.of;
  return (encoder.kind === 'global' || encoder.kind === 'package') && encoder.path.at(-1) === 'TextEncoder';
}
