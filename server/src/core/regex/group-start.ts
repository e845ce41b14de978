// What an opening parenthesis opens: a capture, a look-around, options…
import { isLetter } from './escapes';
import type { PatternReader } from './pattern-reader';
import { isDigit } from './quantifier';

/** The options that a pattern can set for itself. */
export type Options = {
  /** (?i) */
  readonly ignoreCase: boolean;
  /** (?s) */
  readonly dotAll: boolean;
  /** (?m) */
  readonly multiline: boolean;
  /** (?x) */
  readonly extended: boolean;
  /** (?U) */
  readonly ungreedy: boolean;
};

export type GroupStart =
  | { readonly kind: 'plain'; readonly options: Options }
  | { readonly kind: 'capture'; readonly name: string | null }
  | { readonly kind: 'atomic' }
  | { readonly kind: 'look'; readonly behind: boolean; readonly negative: boolean }
  /** `(?i)` and the like, which is no group and is read to its end. */
  | { readonly kind: 'options'; readonly options: Options };

/** What is not modelled, by what follows `(?`; a group cannot be read without it. */
const NOT_MODELLED: readonly (readonly [string, string])[] = [
  ['|', '(?|...), which numbers groups anew in each alternative'],
  ['R', '(?R), a recursion'],
  ['&', '(?&name), a recursion'],
  ['P>', '(?P>name), a recursion'],
  ['P=', '(?P=name), a back-reference'],
  ['(', '(?(...)...), a condition'],
  ['C', '(?C), a callout'],
  ['[', '(?[...]), an extended class'],
  ['*', '(?*...), a non-atomic look-around'],
  ['<*', '(?<*...), a non-atomic look-around'],
  ["''", 'a group without a name, which PCRE 8 and PCRE2 read differently'],
];

const LOOKS: readonly (readonly [string, GroupStart])[] = [
  ['=', { kind: 'look', behind: false, negative: false }],
  ['!', { kind: 'look', behind: false, negative: true }],
  ['<=', { kind: 'look', behind: true, negative: false }],
  ['<!', { kind: 'look', behind: true, negative: true }],
  ['>', { kind: 'atomic' }],
];

/** The length that all versions of PCRE allow for a name. */
const MAX_NAME = 32;

/**
 * Reads what opens a group; the reader stands on the parenthesis. `null` when the reader has stopped.
 */
export function readGroupStart(reader: PatternReader, options: Options): GroupStart | null {
  const opened = reader.position;
  reader.take();
  if (reader.peek() === '*' && (isLetter(reader.peek(1)) || reader.peek(1) === ':')) {
    reader.giveUp('(*...), a verb');
    return null;
  }
  if (!reader.eat('?')) return { kind: 'capture', name: null };
  const lacking = NOT_MODELLED.find(([sign]) => reader.eat(sign));
  if (lacking || isDigit(reader.peek()) || ('+-'.includes(reader.peek() || ' ') && isDigit(reader.peek(1)))) {
    reader.giveUp(lacking?.[1] ?? '(?1), a recursion');
    return null;
  }
  const look = LOOKS.find(([sign]) => reader.eat(sign));
  if (look) return look[1];
  if (reader.eat('P<') || reader.eat('<')) return readName(reader, '>', opened);
  if (reader.eat("'")) return readName(reader, "'", opened);
  return readOptions(reader, options, opened);
}

function readName(reader: PatternReader, terminator: string, opened: number): GroupStart | null {
  const name = reader.takeWhile((unit) => isLetter(unit) || isDigit(unit) || unit === '_');
  if (name === '' || isDigit(name.charAt(0)))
    reader.fail('the name of a group must start with a letter', opened);
  else if (!reader.eat(terminator)) reader.fail('the name of a group is not well formed', opened);
  // PCRE2 takes longer ones from 10.44 on.
  else if (name.length > MAX_NAME) reader.giveUp(`a name of more than ${MAX_NAME} characters`);
  else return { kind: 'capture', name };
  return null;
}

/** `i`, `s-x` and the like, up to `)`, or up to the `:` of a group that they are for. */
function readOptions(reader: PatternReader, outer: Options, opened: number): GroupStart | null {
  const options = { ...outer };
  let on = true;
  for (let seen = ''; ; seen += reader.take()) {
    const letter = reader.peek();
    if (reader.eat(':')) return { kind: 'plain', options };
    if (reader.eat(')')) return { kind: 'options', options };
    if (letter === '-' && on) on = false;
    else if (letter === 'i') options.ignoreCase = on;
    else if (letter === 's') options.dotAll = on;
    else if (letter === 'm') options.multiline = on;
    else if (letter === 'U') options.ungreedy = on;
    else if (letter === 'x' && !seen.endsWith('x')) options.extended = on;
    else return refuseOption(reader, letter, opened);
  }
}

/** Options that some versions of PCRE have and others do not, or that change what the rest means. */
function refuseOption(reader: PatternReader, letter: string, opened: number): null {
  if (letter !== '' && '-^xnJXar'.includes(letter)) {
    reader.giveUp(`the option (?${letter})`);
  } else {
    reader.fail('the characters behind (? are none that PCRE knows', opened);
  }
  return null;
}
