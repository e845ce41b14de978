// Scalars of YAML on several lines that need no library to be read: block scalars and plain text without surprises.

import type { Writing } from './node';
import { isSafeText, startsWord } from './one-line';

/** What was read, how it is written, and where it ends, relative to the start of what was given. */
export type SeveralLines = { readonly value: string; readonly written: Writing; readonly end: number };

/**
 * Reads the scalar that a text begins with and that all of its further lines belong to, or are blank or comments.
 * @param column the column of the owner, which all lines of the scalar stand deeper than
 * @returns `undefined` where it takes the library
 */
export function severalLines(text: string, column: number): SeveralLines | undefined {
  if (!text.endsWith('\n') || !isSafeText(text)) return undefined;
  const lines = text.slice(0, -1).split('\n');
  const header = lines[0]?.trimEnd() ?? '';
  const block = /^([|>])([+-]?)$/.exec(header);
  if (block === null) return plainText(lines, column);
  const [, style, chomp] = block;
  const body = bodyOf(lines, column);
  if (body === undefined || (chomp === '+' && body.hasComments)) return undefined;
  const value = style === '|' ? literal(body.lines) : folded(body.lines);
  if (value === undefined) return undefined;
  const blanks = chomp === '+' ? '\n'.repeat(body.blanks + 1) : chomp === '-' ? '' : '\n';
  return { value: value + blanks, written: style === '|' ? 'literal' : 'folded', end: body.end };
}

type Body = {
  /** The lines of content without their indentation, blank ones among them, from the first to the last that is not blank. */
  readonly lines: readonly string[];
  /** How many blank lines follow them. */
  readonly blanks: number;
  readonly hasComments: boolean;
  readonly end: number;
};

/** The content of a block scalar (YAML 1.2.2, 8.1.1): its first line tells the indentation of all. */
function bodyOf(all: readonly string[], column: number): Body | undefined {
  const lines: string[] = [];
  let indent = -1;
  let blanks = 0;
  let hasComments = false;
  let at = (all[0]?.length ?? 0) + 1;
  let end = 0;
  for (const line of all.slice(1)) {
    const own = line.search(/[^ ]/);
    const isBlank = own < 0;
    if (indent < 0 && !isBlank) indent = own;
    if (isBlank && (indent < 0 || line.length <= indent)) {
      // A blank line above the first may not be deeper than it, which is for the library to judge.
      if (indent < 0 && line.length > 0) return undefined;
      blanks++;
    } else if (isBlank) return undefined;
    else if (own < indent || own <= column) {
      // Comments that stand less deep end the scalar.
      if (line.charAt(own) !== '#' || lines.length === 0) return undefined;
      hasComments = true;
    } else if (hasComments) return undefined;
    else {
      for (; blanks > 0; blanks--) lines.push('');
      lines.push(line.slice(indent));
      end = at + line.trimEnd().length;
    }
    at += line.length + 1;
  }
  return lines.length === 0 ? undefined : { lines, blanks, hasComments, end };
}

function literal(lines: readonly string[]): string {
  return lines.join('\n');
}

/** Lines become one, blank lines become breaks; lines that are indented deeper are for the library. */
function folded(lines: readonly string[]): string | undefined {
  let value = lines[0] ?? '';
  if (value === '') return undefined;
  let breaks = 0;
  for (const [i, line] of lines.entries()) {
    if (line.startsWith(' ')) return undefined;
    if (i === 0) continue;
    if (line === '') breaks++;
    else {
      value += (breaks === 0 ? ' ' : '\n'.repeat(breaks)) + line;
      breaks = 0;
    }
  }
  return value;
}

/** Plain text over several lines (YAML 1.2.2, 7.3.3), each of which begins with a word and has no sign of a key. */
function plainText(lines: readonly string[], column: number): SeveralLines | undefined {
  const parts: string[] = [];
  let at = 0;
  let end = 0;
  for (const [i, line] of lines.entries()) {
    const part = line.trim();
    const indent = line.search(/[^ ]/);
    if (part !== '') {
      if (!startsWord(part) || /:(?: |$)| #/.test(part) || (i > 0 && indent <= column)) return undefined;
      end = at + indent + part.length;
    }
    parts.push(part);
    at += line.length + 1;
  }
  while (parts.at(-1) === '') parts.pop();
  const value = parts.length < 2 ? undefined : folded(parts);
  return value === undefined ? undefined : { value, written: 'plain', end };
}
