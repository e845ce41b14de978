// Conditions on a position: anchors, edges of words, look-arounds.
import { WORD_UNITS } from './escapes';
import type { Instruction, Program } from './program';
import type { Assertion } from './tree';
import { contains } from './unit-set';

/** Where a program that others call ends, by the position that it starts from; -1 for no match. */
export type Ends = { of(program: Program): Int32Array };

export type Condition = Extract<Instruction, { kind: 'assert' | 'ahead' | 'behind' }>;

export function holds(condition: Condition, input: string, position: number, ends: Ends): boolean {
  switch (condition.kind) {
    case 'assert':
      return assertionHolds(condition.assertion, input, position);
    case 'ahead':
      return (ends.of(condition.program)[position] ?? -1) >= 0 !== condition.negative;
    case 'behind':
      return (optionBehind(condition, position, ends) !== null) !== condition.negative;
  }
}

/** The option of a look-behind that matches up to a position; the first one, if there are several. */
export function optionBehind(
  condition: Extract<Condition, { kind: 'behind' }>,
  position: number,
  ends: Ends,
): { readonly program: Program; readonly start: number } | null {
  for (const { program, length } of condition.options) {
    const start = position - length;
    if (start >= 0 && (ends.of(program)[start] ?? -1) >= 0) return { program, start };
  }
  return null;
}

const NEWLINE = 0x0a;

/** PCRE's anchors, with LF as the only newline and without PCRE2_DOLLAR_ENDONLY (pcre2pattern(3)). */
function assertionHolds(assertion: Assertion, input: string, position: number): boolean {
  const { length } = input;
  switch (assertion) {
    case 'start':
      return position === 0;
    case 'lineStart':
      return position === 0 || (position < length && input.charCodeAt(position - 1) === NEWLINE);
    case 'end':
      return position === length;
    case 'endOrLastNewline':
      return position === length || (position === length - 1 && input.charCodeAt(position) === NEWLINE);
    case 'lineEnd':
      return position === length || input.charCodeAt(position) === NEWLINE;
    case 'wordEdge':
      return isWordAt(input, position - 1) !== isWordAt(input, position);
    case 'noWordEdge':
      return isWordAt(input, position - 1) === isWordAt(input, position);
  }
}

function isWordAt(input: string, position: number): boolean {
  return position >= 0 && position < input.length && contains(WORD_UNITS, input.charCodeAt(position));
}
