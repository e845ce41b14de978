// The door to the regex engine: users' patterns, matched in linear time, and what can be asked of several at once.
import { compileTree } from './compile';
import { type Example, exampleText } from './explore';
import { matches, search } from './match';
import { type GroupName, parse } from './parse';
import { prefixOf } from './prefix';
import type { Program } from './program';
import type { Node } from './tree';

export type { Example };

/** A compiled pattern. */
export type Regex = {
  readonly kind: 'regex';
  readonly source: string;
  readonly ignoreCase: boolean;
  readonly groupCount: number;
  readonly names: readonly GroupName[];
  readonly tree: Node;
  readonly program: Program;
};

/** `unsupported`: PCRE may take it, this engine does not. `invalid`: PCRE refuses it. */
export type NoRegex =
  | { readonly kind: 'unsupported'; readonly reason: string }
  | { readonly kind: 'invalid'; readonly reason: string; readonly offset: number };

export type Match = {
  readonly start: number;
  readonly end: number;
  /** The texts of the groups by number, 0 for the whole match. */
  readonly groups: readonly (string | undefined)[];
};

/** Compiles a pattern in PCRE's syntax. Units are compared as they are: bytes for nginx, which has no UTF mode. */
export function compile(pattern: string, { ignoreCase }: { readonly ignoreCase: boolean }): Regex | NoRegex {
  const parsed = parse(pattern, ignoreCase);
  if (parsed.kind !== 'parsed') return parsed;
  const program = compileTree(parsed.tree);
  if ('kind' in program) return program;
  const { tree, groupCount, names } = parsed;
  return { kind: 'regex', source: pattern, ignoreCase, groupCount, names, tree, program };
}

/**
 * The first match in an input, at `from` or behind it, `null` for none: leftmost, and of several there the one that Perl
 * prefers.
 */
export function exec(regex: Regex, input: string, from = 0): Match | null {
  const slots = search(regex.program, input, regex.groupCount, from);
  if (slots === null) return null;
  const groups = Array.from({ length: regex.groupCount + 1 }, (_, i) => {
    const [start, end] = [slots[2 * i] ?? -1, slots[2 * i + 1] ?? -1];
    return start < 0 || end < 0 ? undefined : input.slice(start, end);
  });
  return { start: slots[0] ?? 0, end: slots[1] ?? 0, groups };
}

/** Whether a pattern matches anywhere in an input. */
export function test(regex: Regex, input: string): boolean {
  return matches(regex.program, input);
}

/**
 * A text that all of some patterns match and none of others: the shortest one, of units that look natural in a path.
 * It is checked with the matcher itself. Only texts without a newline are thought of, for `none`, too. `unknown`
 * where a pattern has an atomic group that cannot be compared, or where there would be too much to try.
 */
export function exampleAmong(all: readonly Regex[], none: readonly Regex[]): Example {
  const found = exampleText(
    all.map((regex) => regex.tree),
    none.map((regex) => regex.tree),
  );
  if (found.kind !== 'example') return found;
  const holds =
    all.every((regex) => test(regex, found.text)) && none.every((regex) => !test(regex, found.text));
  return holds ? found : { kind: 'unknown', reason: 'patterns whose example does not hold' };
}

/** A short text that a pattern matches. */
export function example(regex: Regex): Example {
  return exampleAmong([regex], []);
}

/** A text that both patterns match. */
export function overlap(a: Regex, b: Regex): Example {
  return exampleAmong([a, b], []);
}

/** Whether every text without a newline that `b` matches is matched by `a`, too. */
export function covers(a: Regex, b: Regex): 'yes' | 'no' | 'unknown' {
  const { kind } = exampleAmong([b], [a]);
  return kind === 'none' ? 'yes' : kind === 'example' ? 'no' : 'unknown';
}

/** A pattern that matches exactly this text where it stands. */
export function escapeLiteral(literal: string): string {
  return literal.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
}

/**
 * The text that every input starts with that an anchored pattern matches, '' where nothing is known of it; `null`
 * where the pattern may match in the middle.
 */
export function literalPrefix(regex: Regex): string | null {
  return regex.program.anchored ? prefixOf(regex.tree).text : null;
}
