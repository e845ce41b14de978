// Quantifiers: * + ? {n} {n,} {n,m}, each with ? for lazy or + for possessive.
import type { PatternReader } from './pattern-reader';
import type { RepeatMode } from './tree';

export type Quantifier = { readonly min: number; readonly max: number | null; readonly mode: RepeatMode };

/** How often something is repeated, and how many units of the pattern say so. */
type Count = { readonly min: number; readonly max: number | null; readonly length: number };

/** The greatest number that PCRE takes in braces. */
const MAX_COUNT = 65535;

/** Whether a quantifier comes next. */
export function atQuantifier(reader: PatternReader): boolean {
  return peekCount(reader) !== null;
}

/**
 * Reads the quantifier that comes next, if there is one. `ungreedy` is the option (?U), which makes quantifiers
 * lazy unless a `?` follows; `extended` is (?x), which allows blanks before that `?` or `+`.
 */
export function readQuantifier(
  reader: PatternReader,
  ungreedy: boolean,
  extended: boolean,
): Quantifier | null {
  const start = reader.position;
  const count = peekCount(reader);
  if (count === null) return null;
  reader.position += count.length;
  const { min, max } = count;
  if (Math.max(min, max ?? 0) > MAX_COUNT)
    reader.fail(`a quantifier counts further than ${MAX_COUNT}`, start);
  else if (max !== null && max < min) reader.fail('the numbers of a quantifier are out of order', start);
  return { min, max, mode: readMode(reader, ungreedy, extended) };
}

function readMode(reader: PatternReader, ungreedy: boolean, extended: boolean): RepeatMode {
  if (extended) reader.skipBlanks();
  if (reader.eat('+')) return 'possessive';
  const plain = !reader.eat('?');
  const before = reader.position;
  reader.skipInvisible(extended);
  if (plain && !reader.quoted && reader.position > before && '+?'.includes(reader.peek() || ' ')) {
    reader.giveUp('a comment inside of a quantifier, which PCRE 8 and PCRE2 read differently');
  }
  return plain === ungreedy ? 'lazy' : 'greedy';
}

/** The count that comes next; `null` when there is none, as in `a{x}`, where the brace stands for itself. */
export function peekCount(reader: PatternReader): Count | null {
  switch (reader.peek()) {
    case '*':
      return { min: 0, max: null, length: 1 };
    case '+':
      return { min: 1, max: null, length: 1 };
    case '?':
      return { min: 0, max: 1, length: 1 };
    case '{':
      return peekBraces(reader);
    default:
      return null;
  }
}

/** `{n}`, `{n,}` or `{n,m}`. `{,m}` stands for itself, as up to PCRE2 10.42. */
function peekBraces(reader: PatternReader): Count | null {
  const low = digitsAt(reader, 1);
  if (low === '') return null;
  const behindLow = 1 + low.length;
  const min = Number(low);
  if (reader.peek(behindLow) === '}') return { min, max: min, length: behindLow + 1 };
  if (reader.peek(behindLow) !== ',') return null;
  const high = digitsAt(reader, behindLow + 1);
  const length = behindLow + 1 + high.length + 1;
  if (reader.peek(length - 1) !== '}') return null;
  return { min, max: high === '' ? null : Number(high), length };
}

function digitsAt(reader: PatternReader, ahead: number): string {
  let digits = '';
  while (isDigit(reader.peek(ahead + digits.length))) digits += reader.peek(ahead + digits.length);
  return digits;
}

export function isDigit(unit: string): boolean {
  return unit >= '0' && unit <= '9';
}
