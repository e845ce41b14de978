// Steps over parts of a JSON text without reading them. Comments are allowed, and what is missing is passed over.

import type { Mending } from './json-mend';

const QUOTE = 34;
const BACKSLASH = 92;
const SLASH = 47;

/** The offset after the white space and comments at an offset. */
export function skipSpace(text: string, at: number, end: number): number {
  let i = at;
  while (i < end) {
    const c = text.charCodeAt(i);
    if (c === 32 || c === 10 || c === 13 || c === 9 || c === 0xfeff) i++;
    else if (c === SLASH && isComment(text, i)) i = skipComment(text, i, end);
    else break;
  }
  return i;
}

function isComment(text: string, at: number): boolean {
  const next = text.charCodeAt(at + 1);
  return next === SLASH || next === 42;
}

/** The offset after the comment at an offset; one in a line ends before its line ending. */
export function skipComment(text: string, at: number, end: number): number {
  const inLine = text.charCodeAt(at + 1) === SLASH;
  const close = inLine ? text.indexOf('\n', at) : text.indexOf('*/', at + 2);
  if (close < 0) return end;
  return Math.min(end, inLine ? close : close + 2);
}

/** The offset after the string that begins at an offset; without its closing quote it ends with its line. */
export function skipString(text: string, at: number, end: number): number {
  for (let i = at + 1; i < end; i++) {
    const c = text.charCodeAt(i);
    if (c === QUOTE) return i + 1;
    if (c === BACKSLASH) i++;
    else if (c === 10 || c === 13) return i;
  }
  return end;
}

/**
 * The offset after the value that begins at an offset: brackets with all that is in them, a string, or a word.
 * Brackets that are not closed reach to where the mending of the text says, or to the end. Linear, and without a stack:
 * pairs are counted, not told apart.
 */
export function skipValue(text: string, at: number, end: number, mending: Mending | null = null): number {
  const first = text.charCodeAt(at);
  if (first === QUOTE) return skipString(text, at, end);
  if (first !== 123 && first !== 91) return skipWord(text, at, end);
  let depth = 0;
  for (let i = at; i < end; i++) {
    const c = text.charCodeAt(i);
    if (mending !== null) {
      depth -= mending.stops.get(i) ?? 0;
      if (i > at && depth <= 0) return trimmed(text, i);
      if (mending.dead.has(i)) continue;
    }
    if (c === QUOTE) {
      i = skipString(text, i, end) - 1;
    } else if (c === 123 || c === 91) {
      depth++;
    } else if (c === 125 || c === 93) {
      depth--;
      if (depth === 0) return i + 1;
    } else if (c === SLASH && isComment(text, i)) {
      i = skipComment(text, i, end) - 1;
    }
  }
  return end;
}

/** The offset after what stands before an offset. */
function trimmed(text: string, at: number): number {
  let end = at;
  while (end > 0 && /[\s,]/.test(text.charAt(end - 1))) end--;
  return end;
}

/** The offset after a number, a word or a template without quotes. */
function skipWord(text: string, at: number, end: number): number {
  for (const [open, close] of [
    ['{{', '}}'],
    ['${', '}'],
  ] as const) {
    if (!text.startsWith(open, at)) continue;
    const closed = text.indexOf(close, at);
    if (closed >= 0 && closed < end) return skipWord(text, closed + close.length, end);
  }
  for (let i = at; i < end; i++) {
    const c = text.charCodeAt(i);
    if (c <= 32 || c === 44 || c === 58 || c === 123 || c === 125 || c === 91 || c === 93 || c === QUOTE)
      return i;
    if (c === SLASH && isComment(text, i)) return i;
  }
  return end;
}
