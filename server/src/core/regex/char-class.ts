// Classes of units in a pattern: [a-z], [^/], [[:alpha:]_].
import { readClassEscape, WORD_UNITS } from './escapes';
import type { PatternReader } from './pattern-reader';
import { complement, NO_UNIT, single, type UnitSet, union, unitsOf, withOtherCase } from './unit-set';

/** The named classes, as the C locale has them. */
const NAMED: ReadonlyMap<string, UnitSet> = new Map([
  ['alpha', [0x41, 0x5a, 0x61, 0x7a]],
  ['lower', [0x61, 0x7a]],
  ['upper', [0x41, 0x5a]],
  ['alnum', [0x30, 0x39, 0x41, 0x5a, 0x61, 0x7a]],
  ['ascii', [0x00, 0x7f]],
  ['blank', unitsOf('\t ')],
  ['cntrl', [0x00, 0x1f, 0x7f, 0x7f]],
  ['digit', [0x30, 0x39]],
  ['graph', [0x21, 0x7e]],
  ['print', [0x20, 0x7e]],
  ['punct', [0x21, 0x2f, 0x3a, 0x40, 0x5b, 0x60, 0x7b, 0x7e]],
  ['space', [0x09, 0x0d, 0x20, 0x20]],
  ['word', WORD_UNITS],
  ['xdigit', [0x30, 0x39, 0x41, 0x46, 0x61, 0x66]],
]);

/** Of `[[:lower:]]` and `[[:upper:]]`, PCRE makes `[[:alpha:]]` when case is ignored, even where negated. */
const CASED = ['lower', 'upper'];

/**
 * Reads a class; the reader stands on its opening bracket.
 *
 * As PCRE has it: a `]` right behind the opening stands for itself, and so does a hyphen that has no unit on both
 * of its sides. A hyphen between a class and something else is an error in PCRE2, but not in PCRE 8.
 */
export function readClass(reader: PatternReader, ignoreCase: boolean): UnitSet {
  const start = reader.position;
  if (isNamedClass(reader)) {
    reader.fail('a class such as [:alpha:] must be inside of another [...]', start);
    return NO_UNIT;
  }
  reader.take();
  const negated = readNegation(reader);
  const members: UnitSet[] = [];
  for (;;) {
    reader.skipQuoteMarks();
    if (reader.atEnd) {
      reader.fail('a class [...] is not closed', start);
      return NO_UNIT;
    }
    if (!reader.quoted && members.length > 0 && reader.eat(']')) break;
    members.push(readMember(reader, ignoreCase));
  }
  const all = union(members);
  const set = ignoreCase ? withOtherCase(all) : all;
  return negated ? complement(set) : set;
}

/** A `^` may follow an `\E` and an empty `\Q\E`. */
function readNegation(reader: PatternReader): boolean {
  while (reader.eat('\\E') || reader.eat('\\Q\\E'));
  return reader.eat('^');
}

type Item =
  | { readonly kind: 'unit'; readonly unit: number }
  | { readonly kind: 'set'; readonly set: UnitSet };

/** A unit, a range, an escape that stands for several units, or a named class. */
function readMember(reader: PatternReader, ignoreCase: boolean): UnitSet {
  const start = reader.position;
  const first = readItem(reader, ignoreCase);
  if (first.kind === 'set') {
    refuseRangeFromSet(reader);
    return first.set;
  }
  if (!eatRangeHyphen(reader)) return single(first.unit);
  const last = readItem(reader, ignoreCase);
  if (last.kind === 'set') {
    reader.fail('a range ends with a class', start);
    return NO_UNIT;
  }
  if (last.unit < first.unit) {
    reader.fail('the ends of a range are out of order', start);
    return NO_UNIT;
  }
  return [first.unit, last.unit];
}

/** Whether a hyphen and the end of a range come next; if so, the hyphen is consumed. */
function eatRangeHyphen(reader: PatternReader): boolean {
  const behindFirst = reader.position;
  const wasQuoted = reader.quoted;
  reader.skipQuoteMarks();
  if (reader.quoted || reader.peek() !== '-') return false;
  if (!wasQuoted && reader.pattern.slice(behindFirst, reader.position).includes('\\Q')) {
    reader.giveUp('\\Q\\E before a hyphen in a class, which PCRE 8 and PCRE2 read differently');
    return false;
  }
  const hyphen = reader.position;
  reader.take();
  reader.skipQuoteMarks();
  if (!reader.atEnd && (reader.quoted || reader.peek() !== ']')) return true;
  reader.position = hyphen;
  return false;
}

function refuseRangeFromSet(reader: PatternReader): void {
  if (reader.quoted || reader.peek() !== '-' || reader.peek(1) === ']' || reader.peek(1) === '') return;
  reader.giveUp('a hyphen behind a class in [...], which PCRE 8 and PCRE2 read differently');
}

function readItem(reader: PatternReader, ignoreCase: boolean): Item {
  if (reader.quoted) return { kind: 'unit', unit: reader.take().charCodeAt(0) };
  if (reader.peek() === '[' && isNamedClass(reader)) return readNamedClass(reader, ignoreCase);
  if (reader.peek() !== '\\') return { kind: 'unit', unit: reader.take().charCodeAt(0) };
  const escaped = readClassEscape(reader);
  if (escaped.kind === 'unit' || escaped.kind === 'set') return escaped;
  return { kind: 'set', set: NO_UNIT };
}

/**
 * Whether `[:`, `[.` or `[=` comes next and has its counterpart, before a plain `]` or the like
 * (pcre2_compile.c, check_posix_syntax).
 */
function isNamedClass(reader: PatternReader): boolean {
  const mark = reader.peek(1);
  if (mark !== ':' && mark !== '.' && mark !== '=') return false;
  for (let ahead = 2; reader.peek(ahead + 1) !== ''; ahead++) {
    const pair = reader.peek(ahead) + reader.peek(ahead + 1);
    if (pair === '\\]' || pair === '\\\\') ahead++;
    else if (pair === `${mark}]`) return true;
    else if (pair === `[${mark}` || pair.startsWith(']')) return false;
  }
  return false;
}

/** `[:name:]` or `[:^name:]`. */
function readNamedClass(reader: PatternReader, ignoreCase: boolean): Item {
  const start = reader.position;
  reader.take();
  const mark = reader.take();
  const negated = reader.eat('^');
  const name = reader.takeWhile((unit) => unit >= 'a' && unit <= 'z');
  const set = NAMED.get(name);
  if (mark !== ':') reader.fail('collating elements such as [.a.] are not supported', start);
  else if (set === undefined || !reader.eat(':]'))
    reader.fail('a class [:...:] has no name that PCRE knows', start);
  if (set === undefined) return { kind: 'set', set: NO_UNIT };
  const cased = ignoreCase && CASED.includes(name) ? withOtherCase(set) : set;
  return { kind: 'set', set: negated ? complement(cased) : cased };
}
