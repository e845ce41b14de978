// Keys and values of YAML that stand on one line and need no library to be read: words, plain numbers, plain quotes.
import type { Writing } from './node';

/** What was read, and how it is written. */
export type OneLine = { readonly value: string | number | boolean | null; readonly written: Writing };

/**
 * The first character of a plain scalar that can be nothing else (YAML 1.2.2, 7.3.3): no indicator, no sign of a number.
 * What lies beyond ASCII counts as a letter, but for blanks, breaks, and the characters that stand for templates.
 */
const WORD = 'A-Za-z0-9_$/<(\\u00a1-\\u2027\\u202a-\\udfff\\uf900-\\ufefe\\uff00-\\ufffd';

/** Control characters, breaks of other standards, byte order marks, and the characters that stand for templates. */
const UNREADABLE = '\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029\\ue000-\\uf8ff\\ufeff';

/** A key that is surely one, with the blanks behind it up to its colon, and with what the colon must be followed by. */
const KEY = new RegExp(
  `(?:([${WORD}](?:[${WORD}.{})~+=^;,*&!>@%[\\]"'|?-]|:(?=[^\\s])|#| (?=[${WORD}]))*)|'([^'${UNREADABLE}]*)'|"([^"\\\\${UNREADABLE}]*)") *:(?=[ \\n]|\\r\\n|$)`,
  'y',
);

/** The same for the plainest of words, which nearly all keys are. */
const WORD_KEY = /[A-Za-z_$/][\w$/{}.-]*:(?=[ \n]|\r\n|$)/y;

/** The library knows no longer keys on one line (YAML 1.2.2, 7.4.2). */
const MAX_KEY = 1000;

/** The offset after the colon of the key that begins at an offset; -1 where it takes the library to tell whether there is one. */
export function keyAfter(text: string, at: number): number {
  WORD_KEY.lastIndex = at;
  if (WORD_KEY.test(text)) return WORD_KEY.lastIndex - at > MAX_KEY ? -1 : WORD_KEY.lastIndex;
  KEY.lastIndex = at;
  const match = KEY.exec(text);
  if (match === null || match[0].length > MAX_KEY) return -1;
  const [whole, word] = match;
  if (word !== undefined && (wordOf(word) === undefined || / #/.test(word))) return -1;
  return at + whole.length;
}

/** The end of the key whose colon ends at an offset. */
export function keyEndBefore(text: string, after: number): number {
  let end = after - 1;
  while (text.charCodeAt(end - 1) === 32) end--;
  return end;
}

/** How the key at an offset is written. */
export function keyWriting(text: string, at: number): 'plain' | 'single' | 'double' {
  const first = text.charCodeAt(at);
  return first === 39 ? 'single' : first === 34 ? 'double' : 'plain';
}

/** The key from one offset to another, quotes included. */
export function keyIn(text: string, at: number, end: number, written: 'plain' | 'single' | 'double'): string {
  if (written !== 'plain') return text.slice(at + 1, end - 1);
  const value = wordOf(text.slice(at, end));
  return value === null || value === undefined ? '' : String(value);
}

/** A value of one line that is surely plain text, with nothing in it that could be a key or a comment. */
const PLAIN_LINE = new RegExp(` +[${WORD}][^:#\\n]*(?:\\n|$)`, 'y');

/** Whether all that stands between two offsets is such a value. */
export function isPlainLine(text: string, at: number, end: number): boolean {
  PLAIN_LINE.lastIndex = at;
  return PLAIN_LINE.test(text) && PLAIN_LINE.lastIndex === end;
}

const FIRST = new RegExp(`^[${WORD}]`);

/** Whether a plain scalar begins with a character and nothing else can. */
export function startsWord(written: string): boolean {
  return FIRST.test(written);
}

/** What makes the rest of a line more than a word or quotes: a key, a comment, a template, a character that is no text. */
const MORE = new RegExp(`:(?:\\s|$)|\\s#|[${UNREADABLE}]|\\{\\{|\\{%|\\$\\{`);

/** The value of a scalar that is all that stands on the rest of a line; `undefined` where that takes the library. */
export function oneLine(written: string): OneLine | undefined {
  const first = written.charCodeAt(0);
  if (first === 39 || first === 34) return inQuotes(written, first);
  if (!FIRST.test(written) || MORE.test(written)) return undefined;
  const value = wordOf(written);
  return value === undefined ? undefined : { value, written: 'plain' };
}

/** A single quote that is doubled, or escapes that JSON has, too. */
const SINGLE = /^'(?:[^']|'')*'$/;
const DOUBLE = /^"(?:[^"\\]|\\["\\/bfnrt]|\\u[\da-fA-F]{4})*"$/;

function inQuotes(written: string, quote: number): OneLine | undefined {
  if (UNSAFE.test(written)) return undefined;
  if (quote === 39) {
    if (!SINGLE.test(written)) return undefined;
    return { value: written.slice(1, -1).replaceAll("''", "'"), written: 'single' };
  }
  if (!DOUBLE.test(written)) return undefined;
  const value = written.includes('\\') ? String(JSON.parse(written)) : written.slice(1, -1);
  return { value, written: 'double' };
}

/** Whether a text of several lines has neither templates nor characters that are no text, tabs and `\r` among these. */
export function isSafeText(text: string): boolean {
  return !UNSAFE.test(text.replaceAll('\n', ' '));
}

const UNSAFE = new RegExp(`[${UNREADABLE}]|\\{\\{|\\{%|\\$\\{`);

/** Words of the core schema (YAML 1.2.2, 10.3.2) that are no text. */
const WORDS: ReadonlyMap<string, boolean | null> = new Map([
  ...['null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
]);

/** Numbers that are the same in every reading. */
const INTEGER = /^(?:0|[1-9]\d{0,14})$/;

/** What may be a number of another sort: octal, hexadecimal, with a point or an exponent. */
const NUMBER = /^(?:\d+|0o[0-7]+|0x[\da-fA-F]+|(?:\d+\.?\d*)(?:[eE][-+]?\d+)?)$/;

function wordOf(word: string): string | number | boolean | null | undefined {
  const code = word.charCodeAt(0);
  if (code >= 48 && code <= 57) {
    if (INTEGER.test(word)) return Number(word);
    return NUMBER.test(word) ? undefined : word;
  }
  const known = word.length <= 5 ? WORDS.get(word) : undefined;
  return known === undefined ? word : known;
}
