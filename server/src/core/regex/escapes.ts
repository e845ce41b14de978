// What a backslash stands for, outside and inside of [...].
import type { PatternReader } from './pattern-reader';
import { isDigit, peekCount } from './quantifier';
import type { Assertion } from './tree';
import { ANY_UNIT, complement, single, type UnitSet, unitsOf } from './unit-set';

export type Escape =
  | { readonly kind: 'unit'; readonly unit: number }
  | { readonly kind: 'set'; readonly set: UnitSet }
  | { readonly kind: 'assert'; readonly assertion: Assertion }
  /** `\K` */
  | { readonly kind: 'keep' }
  /** `\R` */
  | { readonly kind: 'lineBreak' }
  /** The reader has stopped, or what follows is not modelled. */
  | { readonly kind: 'nothing' };

const NOTHING: Escape = { kind: 'nothing' };

const DIGITS: UnitSet = [0x30, 0x39];
export const WORD_UNITS: UnitSet = [0x30, 0x39, 0x41, 0x5a, 0x5f, 0x5f, 0x61, 0x7a];
const BLANKS: UnitSet = [0x09, 0x0d, 0x20, 0x20];
export const NOT_NEWLINE: UnitSet = complement(single(0x0a));

const HORIZONTAL_BLANKS: UnitSet = unitsOf('\t \xa0');
const VERTICAL_BLANKS: UnitSet = unitsOf('\n\v\f\r\x85');

/** What stands for one of several units, in PCRE's tables of the C locale and without UTF. */
const SETS: ReadonlyMap<string, UnitSet> = new Map([
  ['d', DIGITS],
  ['D', complement(DIGITS)],
  ['w', WORD_UNITS],
  ['W', complement(WORD_UNITS)],
  ['s', BLANKS],
  ['S', complement(BLANKS)],
  ['h', HORIZONTAL_BLANKS],
  ['H', complement(HORIZONTAL_BLANKS)],
  ['v', VERTICAL_BLANKS],
  ['V', complement(VERTICAL_BLANKS)],
]);

const UNITS: ReadonlyMap<string, number> = new Map([
  ['a', 0x07],
  ['e', 0x1b],
  ['f', 0x0c],
  ['n', 0x0a],
  ['r', 0x0d],
  ['t', 0x09],
]);

const ASSERTIONS: ReadonlyMap<string, Assertion> = new Map([
  ['b', 'wordEdge'],
  ['B', 'noWordEdge'],
  ['A', 'start'],
  ['Z', 'endOrLastNewline'],
  ['z', 'end'],
]);

/** What `\R` consumes when it is not the pair `\r\n`. */
export const LINE_BREAKS: UnitSet = VERTICAL_BLANKS;

/** Escapes that Perl has and that PCRE and PCRE2 refuse. */
const REFUSED = 'LlUu';

/**
 * Reads an escape outside of [...]; the reader stands on the backslash. `groups` are the capturing groups opened
 * so far: `\12` is a reference to one of them, or else an octal number (pcre2pattern(3), "Non-printing characters").
 * `onReference` is told of each numbered back-reference.
 */
export function readEscape(
  reader: PatternReader,
  groups: number,
  onReference: (group: number, offset: number) => void,
): Escape {
  const start = reader.position;
  reader.take();
  const letter = reader.take();
  if (letter === '') return fail(reader, 'the pattern ends with a backslash', start);
  if (letter >= '1' && letter <= '9') return readDigits(reader, groups, onReference);
  const assertion = ASSERTIONS.get(letter);
  if (assertion !== undefined) return { kind: 'assert', assertion };
  switch (letter) {
    case 'K':
      return { kind: 'keep' };
    case 'R':
      return { kind: 'lineBreak' };
    case 'C':
      return { kind: 'set', set: ANY_UNIT };
    case 'N':
      return readNotNewline(reader, start);
    case 'X':
      return lack(reader, '\\X, an extended grapheme cluster');
    case 'G':
      return lack(reader, '\\G, the start of matching');
    case 'g':
    case 'k':
      return giveUp(reader, `\\${letter}, a reference to a group`);
    default:
      return readCommonEscape(reader, letter, start);
  }
}

/** Reads an escape inside of [...]; the reader stands on the backslash. */
export function readClassEscape(reader: PatternReader): Escape {
  const start = reader.position;
  reader.take();
  const letter = reader.take();
  if (letter === '') return fail(reader, 'the pattern ends with a backslash', start);
  if (letter === 'b') return { kind: 'unit', unit: 0x08 };
  if (letter === 'N') return fail(reader, '\\N cannot be used inside of [...]', start);
  if (letter >= '1' && letter <= '7') return readOctal(reader, start);
  return readCommonEscape(reader, letter, start);
}

/** Escapes that mean the same inside and outside of [...]; the letter has been read. */
function readCommonEscape(reader: PatternReader, letter: string, start: number): Escape {
  const set = SETS.get(letter);
  if (set !== undefined) return { kind: 'set', set };
  const unit = UNITS.get(letter);
  if (unit !== undefined) return { kind: 'unit', unit };
  switch (letter) {
    case '0':
      return readOctal(reader, start);
    case 'x':
      return readHexadecimal(reader, start);
    case 'o':
      if (reader.peek() !== '{')
        return fail(reader, '\\o must be followed by an octal number in braces', start);
      return readBraced(reader, 8, start);
    case 'c':
      return readControl(reader, start);
    case 'p':
    case 'P':
      return readProperty(reader, letter);
  }
  if (REFUSED.includes(letter)) return fail(reader, `PCRE knows no escape \\${letter}`, start);
  if (!isLetter(letter)) return { kind: 'unit', unit: letter.charCodeAt(0) };
  // PCRE 8 takes an unknown escape for the letter itself; PCRE2 refuses it.
  return giveUp(reader, `\\${letter}, which PCRE 8 and PCRE2 read differently`);
}

/** `\1` and the like, of which the first digit has been read. */
function readDigits(
  reader: PatternReader,
  groups: number,
  onReference: (group: number, offset: number) => void,
): Escape {
  reader.position--;
  const start = reader.position - 1;
  const digits = reader.takeWhile(isDigit);
  const number = Number(digits);
  if (number < 8 || number <= groups) {
    onReference(number, start);
    return lack(reader, `\\${number}, a back-reference`);
  }
  // PCRE 8 takes these for the digit itself, PCRE2 for a reference to a group that may follow.
  if (digits >= '8') return giveUp(reader, `\\${digits}, which PCRE 8 and PCRE2 read differently`);
  reader.position = start + 2;
  return readOctal(reader, start);
}

/** Up to three octal digits, of which the first has been read. */
function readOctal(reader: PatternReader, start: number): Escape {
  reader.position--;
  const unit = Number.parseInt(reader.takeWhile(isOctal, 3), 8);
  if (unit > 0xff) return fail(reader, 'an octal number is greater than \\377', start);
  return { kind: 'unit', unit };
}

/** `\xHH` with at most two digits, or `\x{H…}`. */
function readHexadecimal(reader: PatternReader, start: number): Escape {
  if (reader.peek() === '{') return readBraced(reader, 16, start);
  const digits = reader.takeWhile(isHexadecimal, 2);
  return { kind: 'unit', unit: digits === '' ? 0 : Number.parseInt(digits, 16) };
}

/** `{digits}` of `\x{…}` and `\o{…}`. */
function readBraced(reader: PatternReader, base: 8 | 16, start: number): Escape {
  reader.take();
  const digits = reader.takeWhile(base === 8 ? isOctal : isHexadecimal);
  // PCRE2 allows blanks inside of the braces from 10.43 on.
  if (reader.peek() === ' ' || reader.peek() === '\t') {
    return giveUp(reader, 'blanks between the braces of a number, which versions of PCRE read differently');
  }
  if (!reader.eat('}') || digits === '') return fail(reader, 'a number in braces is not well formed', start);
  const unit = Number.parseInt(digits, base);
  // Without UTF, which nginx does not ask for, a unit is a byte.
  if (unit > 0xff) return fail(reader, 'a number in braces is greater than a byte', start);
  return { kind: 'unit', unit };
}

/** `\cX`: X in upper case, with the bit 0x40 turned over. */
function readControl(reader: PatternReader, start: number): Escape {
  const letter = reader.take();
  if (letter === '') return fail(reader, 'the pattern ends with \\c', start);
  const code = letter.charCodeAt(0);
  if (code > 0x7f) return fail(reader, '\\c must be followed by an ASCII character', start);
  if (code < 0x20 || code === 0x7f) {
    return giveUp(reader, '\\c with a control character, which PCRE 8 and PCRE2 read differently');
  }
  return { kind: 'unit', unit: letter.toUpperCase().charCodeAt(0) ^ 0x40 };
}

/** `\N`: anything but a newline. `\N{…}` is a quantifier, or a name of a character, which PCRE refuses. */
function readNotNewline(reader: PatternReader, start: number): Escape {
  if (reader.peek() === '{' && peekCount(reader) === null)
    return fail(reader, 'PCRE knows no escape \\N{...}', start);
  return { kind: 'set', set: NOT_NEWLINE };
}

function readProperty(reader: PatternReader, letter: string): Escape {
  if (reader.eat('{')) {
    reader.takeWhile((unit) => unit !== '}');
    if (!reader.eat('}')) return giveUp(reader, `\\${letter}, a Unicode property`);
  } else reader.take();
  return lack(reader, `\\${letter}, a Unicode property`);
}

function fail(reader: PatternReader, reason: string, offset: number): Escape {
  reader.fail(reason, offset);
  return NOTHING;
}

function giveUp(reader: PatternReader, reason: string): Escape {
  reader.giveUp(reason);
  return NOTHING;
}

function lack(reader: PatternReader, reason: string): Escape {
  reader.lacks(reason);
  return NOTHING;
}

export function isLetter(unit: string): boolean {
  return (unit >= 'a' && unit <= 'z') || (unit >= 'A' && unit <= 'Z');
}

function isOctal(unit: string): boolean {
  return unit >= '0' && unit <= '7';
}

function isHexadecimal(unit: string): boolean {
  return isDigit(unit) || (unit >= 'a' && unit <= 'f') || (unit >= 'A' && unit <= 'F');
}
