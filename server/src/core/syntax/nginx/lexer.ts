// The nginx lexer: cuts a text into tokens exactly as ngx_conf_read_token (src/core/ngx_conf_file.c) does, and never fails.
import type { Span } from '../../text/span';
import { endOfLua } from './lua';
import type { Word } from './tree';
import { readWord } from './word';

export enum Token {
  Word = 1,
  Semicolon = 2,
  Open = 3,
  Close = 4,
  Comment = 5,
  /** A template statement that stands for itself, such as `{% if x %}`. */
  Hole = 6,
  /** The text between the braces of a `*_by_lua_block`. */
  Lua = 7,
}

export type LexProblem = { readonly span: Span; readonly message: string };

/** Tokens in order, as columns; what lies between two of them is blank. */
export type Tokens = {
  readonly count: number;
  readonly kinds: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** The words among the tokens, in order, with the values that nginx reads them as. */
  readonly words: readonly Word[];
  readonly problems: readonly LexProblem[];
};

const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const DOUBLE = 34;
const SHARP = 35;
const DOLLAR = 36;
const PERCENT = 37;
const SINGLE = 39;
const CLOSE_PAREN = 41;
const SEMICOLON = 59;
const LESS = 60;
const BACKSLASH = 92;
const OPEN = 123;
const CLOSE = 125;
const BOM = 0xfeff;

const LUA_BLOCK = '_by_lua_block';

function isBlank(c: number): boolean {
  return c === SPACE || c === LF || c === TAB || c === CR;
}

/** Tokens collect here; the arrays grow by doubling. */
class TokenColumns {
  count = 0;
  kinds = new Uint8Array(1024);
  starts = new Int32Array(1024);
  ends = new Int32Array(1024);

  push(kind: Token, start: number, end: number): void {
    if (this.count === this.kinds.length) this.grow();
    this.kinds[this.count] = kind;
    this.starts[this.count] = start;
    this.ends[this.count] = end;
    this.count++;
  }

  private grow(): void {
    const size = this.count * 2;
    const kinds = new Uint8Array(size);
    const starts = new Int32Array(size);
    const ends = new Int32Array(size);
    kinds.set(this.kinds);
    starts.set(this.starts);
    ends.set(this.ends);
    this.kinds = kinds;
    this.starts = starts;
    this.ends = ends;
  }
}

/**
 * Cuts a text into tokens. Where nginx would refuse the file, a problem is noted and lexing goes on
 * in the way that keeps most of the rest readable.
 */
export function lex(text: string): Tokens {
  const columns = new TokenColumns();
  const problems: LexProblem[] = [];
  const list: Word[] = [];
  const length = text.length;
  // The first word of the directive being read, to know a Lua block when its brace comes.
  let words = 0;
  let lua = false;
  let at = text.charCodeAt(0) === BOM ? 1 : 0;
  if (at === 1) {
    problems.push({
      span: { start: 0, end: 1 },
      message: 'The file starts with a byte order mark, which nginx takes for a part of the first directive.',
    });
  }

  while (at < length) {
    const c = text.charCodeAt(at);
    if (isBlank(c)) {
      at++;
    } else if (c === SHARP) {
      const end = endOfLine(text, at);
      columns.push(Token.Comment, at, end);
      at = end;
    } else if (c === SEMICOLON) {
      columns.push(Token.Semicolon, at, ++at);
      words = 0;
    } else if (c === CLOSE) {
      columns.push(Token.Close, at, ++at);
      words = 0;
    } else if (c === OPEN || c === LESS) {
      const hole = words === 0 ? endOfHole(text, at) : -1;
      if (hole > 0) {
        columns.push(Token.Hole, at, hole);
        at = hole;
      } else if (c === OPEN && endOfHole(text, at) < 0) {
        columns.push(Token.Open, at, ++at);
        if (lua && words > 0) {
          const end = endOfLua(text, at);
          columns.push(Token.Lua, at, end);
          at = end;
        }
        words = 0;
      } else {
        at = word(at);
      }
    } else {
      at = word(at);
    }
  }
  return {
    count: columns.count,
    kinds: columns.kinds,
    starts: columns.starts,
    ends: columns.ends,
    words: list,
    problems,
  };

  function word(start: number): number {
    const first = text.charCodeAt(start);
    const end =
      first === DOUBLE || first === SINGLE
        ? endOfQuoted(text, start, first, problems)
        : endOfBare(text, start);
    columns.push(Token.Word, start, end);
    list.push(readWord(text, start, end));
    if (words === 0) lua = text.startsWith(LUA_BLOCK, end - LUA_BLOCK.length);
    words++;
    return end;
  }
}

function endOfLine(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  const at = newline < 0 ? text.length : newline;
  return text.charCodeAt(at - 1) === CR && at > from ? at - 1 : at;
}

/** The end of an unquoted word: a blank, `;` or `{` that is neither escaped nor the brace of `${`. */
function endOfBare(text: string, start: number): number {
  let at = start;
  let variable = false;
  while (at < text.length) {
    const c = text.charCodeAt(at);
    if (c === OPEN || c === LESS) {
      const hole = endOfHole(text, at);
      if (hole > 0) {
        at = hole;
        variable = false;
        continue;
      }
    }
    if (c === BACKSLASH) {
      at = Math.min(at + 2, text.length);
      variable = false;
      continue;
    }
    if (isBlank(c) || c === SEMICOLON || (c === OPEN && !variable)) return at;
    variable = c === DOLLAR;
    at++;
  }
  return at;
}

/** The end of a quoted word, its closing quote included. */
function endOfQuoted(text: string, start: number, quote: number, problems: LexProblem[]): number {
  let at = start + 1;
  while (at < text.length) {
    const c = text.charCodeAt(at);
    if (c === BACKSLASH) at++;
    else if (c === quote) break;
    at++;
  }
  const end = at + 1;
  const line = endOfLine(text, start);
  if (at >= text.length) {
    problems.push({
      span: { start, end: Math.min(line, text.length) },
      message: 'This quote is never closed.',
    });
    return endOfUnclosed(text, start);
  }
  if (end === text.length || mayFollowQuote(text.charCodeAt(end))) return end;
  if (end <= line) {
    problems.push({
      span: { start: end, end: end + 1 },
      message: `Unexpected "${text.charAt(end)}" after a closing quote; nginx wants a blank, ";" or "{" here.`,
    });
    return end;
  }
  // A quote that spans lines and closes in the middle of another word is most likely one that was never closed.
  problems.push({ span: { start, end: line }, message: 'This quote is not closed on its line.' });
  return endOfUnclosed(text, start);
}

/** Ends an unclosed string before the `;` or `{` that ends its line, so that the directive stays one. */
function endOfUnclosed(text: string, start: number): number {
  let end = endOfLine(text, start);
  while (end > start + 1 && isBlank(text.charCodeAt(end - 1))) end--;
  const last = text.charCodeAt(end - 1);
  return end > start + 1 && (last === SEMICOLON || last === OPEN) ? end - 1 : end;
}

function mayFollowQuote(c: number): boolean {
  return isBlank(c) || c === SEMICOLON || c === OPEN || c === CLOSE_PAREN;
}

/**
 * The end of a template hole that starts here: `{{ … }}`, `{% … %}`, `{# … #}` (Jinja, Go) or `<% … %>` (ERB);
 * -1 where there is none. nginx itself would refuse such a text, so nothing valid is lost.
 */
function endOfHole(text: string, start: number): number {
  const c = text.charCodeAt(start);
  const next = text.charCodeAt(start + 1);
  let close: string;
  if (c === OPEN && next === OPEN) close = '}}';
  else if (c === OPEN && next === PERCENT) close = '%}';
  else if (c === OPEN && next === SHARP) close = '#}';
  else if (c === LESS && next === PERCENT) close = '%>';
  else return -1;
  const end = text.indexOf(close, start + 2);
  if (end < 0) return -1;
  // A hole stays on its line, but for template comments and statements, which may be long.
  const newline = text.indexOf('\n', start);
  if (close === '}}' && newline >= 0 && newline < end) return -1;
  return end + 2;
}
