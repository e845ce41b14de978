// Reads a pattern as PCRE does, with the options that nginx gives: none, or to ignore case.
import { readClass } from './char-class';
import { LINE_BREAKS, NOT_NEWLINE, readEscape } from './escapes';
import { type GroupStart, type Options, readGroupStart } from './group-start';
import { type Invalid, PatternReader, type Unsupported } from './pattern-reader';
import { atQuantifier, type Quantifier, readQuantifier } from './quantifier';
import { alternatives, anyNode, children, choice, EMPTY, type Node, sequence, width } from './tree';
import { ANY_UNIT, single, type UnitSet, unitsOf, withOtherCase } from './unit-set';

export type GroupName = { readonly name: string; readonly index: number };

export type Parsed = {
  readonly kind: 'parsed';
  readonly tree: Node;
  readonly groupCount: number;
  readonly names: readonly GroupName[];
};

/** PCRE's limit of the depth of parentheses (PARENS_NEST_LIMIT of its build). */
const MAX_DEPTH = 250;

/** PCRE's limit of a compiled pattern is about as many bytes, so nothing longer is of use. */
const MAX_LENGTH = 65535;

/**
 * Reads a pattern. The rules are those on which PCRE 8.39 and PCRE2 up to 10.42 agree (pcre2pattern(3)); where
 * they do not, or where later versions take what these refuse, the pattern is `unsupported`.
 */
export function parse(pattern: string, ignoreCase: boolean): Parsed | Unsupported | Invalid {
  if (pattern.length > MAX_LENGTH) return { kind: 'unsupported', reason: 'more than 65535 characters' };
  const parser: Parser = {
    reader: new PatternReader(pattern),
    groupCount: 0,
    names: [],
    references: [],
    depth: 0,
  };
  const { reader } = parser;
  const tree = readAlternatives(parser, {
    ignoreCase,
    dotAll: false,
    multiline: false,
    extended: false,
    ungreedy: false,
  });
  if (!reader.atEnd) reader.fail('a closing parenthesis has no opening one', reader.position);
  const dangling = parser.references.find(({ group }) => group > parser.groupCount);
  if (dangling) reader.fail(`there is no group ${dangling.group} to refer to`, dangling.offset);
  return reader.problem ?? { kind: 'parsed', tree, groupCount: parser.groupCount, names: parser.names };
}

/** What is known while a pattern is read. */
type Parser = {
  readonly reader: PatternReader;
  groupCount: number;
  readonly names: GroupName[];
  /** Back-references so far, which may point forward. */
  readonly references: { readonly group: number; readonly offset: number }[];
  /** How many parentheses are open. */
  depth: number;
};

/** Reads up to the end, or up to a closing parenthesis, which is left to the caller. */
function readAlternatives(parser: Parser, outer: Options): Node {
  const { reader } = parser;
  const options: Node[] = [];
  let items: Node[] = [];
  let scope = outer;
  for (;;) {
    reader.skipInvisible(scope.extended);
    if (reader.atEnd || (!reader.quoted && reader.peek() === ')')) break;
    if (!reader.quoted && reader.eat('|')) {
      options.push(sequence(items));
      items = [];
      continue;
    }
    const item = readItem(parser, scope);
    // (?i) holds up to the end of its group, beyond the next `|` too.
    if (item.kind === 'options') scope = item.options;
    else items.push(readRepeats(reader, item, scope));
  }
  return choice([...options, sequence(items)]);
}

type Item =
  | { readonly kind: 'node'; readonly node: Node; readonly repeatable: boolean }
  | { readonly kind: 'options'; readonly options: Options };

function readItem(parser: Parser, options: Options): Item {
  const { reader } = parser;
  if (!reader.quoted) {
    if (atQuantifier(reader)) reader.fail('a quantifier has nothing to repeat', reader.position);
    switch (reader.peek()) {
      case '(':
        return readGroup(parser, options);
      case '[':
        return repeatable(setNode(readClass(reader, options.ignoreCase)));
      case '\\':
        return escapeItem(parser, options);
      case '.':
        reader.take();
        return repeatable(setNode(options.dotAll ? ANY_UNIT : NOT_NEWLINE));
      case '^':
        reader.take();
        return fixed({ kind: 'assert', assertion: options.multiline ? 'lineStart' : 'start' });
      case '$':
        reader.take();
        return fixed({ kind: 'assert', assertion: options.multiline ? 'lineEnd' : 'endOrLastNewline' });
    }
  }
  return reader.atEnd ? fixed(EMPTY) : repeatable(unitNode(reader.take().charCodeAt(0), options));
}

function escapeItem(parser: Parser, options: Options): Item {
  const escaped = readEscape(parser.reader, parser.groupCount, (group, offset) => {
    parser.references.push({ group, offset });
  });
  switch (escaped.kind) {
    case 'unit':
      return repeatable(unitNode(escaped.unit, options));
    case 'set':
      return repeatable(setNode(escaped.set));
    case 'lineBreak':
      return repeatable(LINE_BREAK);
    case 'assert':
      return fixed({ kind: 'assert', assertion: escaped.assertion });
    case 'keep':
      return fixed({ kind: 'keep' });
    case 'nothing':
      return repeatable(EMPTY);
  }
}

/** `\R` is `(?>\r\n|\n|\v|\f|\r|\x85)`, as pcre2pattern(3) puts it. */
const LINE_BREAK: Node = {
  kind: 'atomic',
  body: choice([sequence([setNode(unitsOf('\r')), setNode(unitsOf('\n'))]), setNode(LINE_BREAKS)]),
};

function readGroup(parser: Parser, options: Options): Item {
  const { reader } = parser;
  const opened = reader.position;
  const start = readGroupStart(reader, options);
  if (start === null) return fixed(EMPTY);
  if (start.kind === 'options') return start;
  if (++parser.depth > MAX_DEPTH) reader.fail(`parentheses are nested deeper than ${MAX_DEPTH}`, opened);
  const index = start.kind === 'capture' ? openCapture(parser, start.name, opened) : 0;
  const body = readAlternatives(parser, start.kind === 'plain' ? start.options : options);
  if (!reader.eat(')')) reader.fail('a parenthesis is not closed', opened);
  parser.depth--;
  return repeatable(groupNode(parser, start, index, body, opened));
}

/** Counts a capturing group, and keeps its name. */
function openCapture(parser: Parser, name: string | null, opened: number): number {
  const index = ++parser.groupCount;
  if (name === null) return index;
  if (parser.names.some((other) => other.name === name)) {
    parser.reader.fail(`two groups have the name "${name}"`, opened);
  }
  parser.names.push({ name, index });
  return index;
}

function groupNode(
  parser: Parser,
  start: Exclude<GroupStart, { kind: 'options' }>,
  index: number,
  body: Node,
  opened: number,
): Node {
  switch (start.kind) {
    case 'plain':
      // A look-behind may have alternatives of its own, but not those of a group in it.
      return body.kind === 'choice' ? { kind: 'sequence', items: [body] } : body;
    case 'capture':
      return { kind: 'capture', index, body };
    case 'atomic':
      return { kind: 'atomic', body };
    case 'look':
      checkLook(parser.reader, start.behind, body, opened);
      return { kind: 'look', behind: start.behind, negative: start.negative, body };
  }
}

/** What PCRE does not allow in a look-around. */
function checkLook(reader: PatternReader, behind: boolean, body: Node, opened: number): void {
  if (anyNode(body, (node) => node.kind === 'keep')) {
    reader.lacks('\\K in a look-around, which PCRE 8 and PCRE2 read differently');
  }
  if (!behind) return;
  for (const option of alternatives(body)) {
    const { max } = width(option);
    if (max === Number.POSITIVE_INFINITY) reader.fail('a look-behind has no fixed length', opened);
    // PCRE2 takes a limited length from 10.43 on.
    else if (!hasFixedLength(option)) {
      reader.lacks('a look-behind of varying length, which versions of PCRE read differently');
    }
  }
}

/** Whether a node has one length, and so has everything in it: PCRE asks for both. */
function hasFixedLength(node: Node): boolean {
  if (node.kind === 'look') return true;
  if (node.kind === 'repeat' && (node.min !== node.max || node.max === 0)) return false;
  const { min, max } = width(node);
  return min === max && children(node).every(hasFixedLength);
}

/** The item with the quantifier behind it, if there is one. */
function readRepeats(reader: PatternReader, item: Extract<Item, { kind: 'node' }>, options: Options): Node {
  const behind = reader.position;
  reader.skipInvisible(options.extended);
  if (reader.quoted) return item.node;
  const quantifier = readQuantifier(reader, options.ungreedy, options.extended);
  if (quantifier === null) return item.node;
  if (!item.repeatable) reader.fail('a quantifier has nothing to repeat', behind);
  return repeated(reader, item.node, quantifier);
}

function repeated(reader: PatternReader, body: Node, { min, max, mode }: Quantifier): Node {
  // Both are optimized by PCRE in ways that change what matches: one by what is in the group, which is not to count
  // (pcre2_study.c), the other by taking \R and a unit that it may consume for different (pcre2_auto_possess.c).
  if (max === 0 && body.kind !== 'set') reader.lacks('{0} behind a group');
  if (body === LINE_BREAK && min !== max) reader.lacks('\\R that is repeated without a fixed number');
  if (body.kind !== 'look') return { kind: 'repeat', body, min, max, mode };
  // A look-around is asked once, or maybe once (pcre2pattern(3), "Assertions").
  return { kind: 'repeat', body, min: Math.min(min, 1), max: max === 0 ? 0 : 1, mode };
}

function unitNode(unit: number, options: Options): Node {
  return setNode(options.ignoreCase ? withOtherCase(single(unit)) : single(unit));
}

function setNode(set: UnitSet): Node {
  return { kind: 'set', set };
}

function repeatable(node: Node): Item {
  return { kind: 'node', node, repeatable: true };
}

function fixed(node: Node): Item {
  return { kind: 'node', node, repeatable: false };
}
