// What is wrong in a JSON text, and its comments. Comments, and commas before a closing bracket, are allowed.
import type { Mending } from './json-mend';
import { skipComment, skipString } from './json-skip';
import type { DataComment, DataProblem } from './node';

/** What may come next; `first` is the start of a collection, where it may also end. */
type Expected = 'value' | 'first' | 'key' | 'colon' | 'comma' | 'end';

const EXPECTED: Readonly<Record<Expected, string>> = {
  value: 'A value is expected here.',
  first: 'A key or a closing bracket is expected here.',
  key: 'A key in quotes is expected here.',
  colon: 'A colon is expected here.',
  comma: 'A comma or a closing bracket is expected here.',
  end: 'The value has ended before this.',
};

/** More problems than this are no help to anybody. */
const MAX_PROBLEMS = 100;

const WORD = /[^\s,:{}[\]"/]+/y;
/** RFC 8259, section 6, and the three words. */
const LITERAL = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;
/** Checks a text against RFC 8259; linear, with a stack of its own. */
export function jsonProblems(text: string, mending: Mending | null = null): readonly DataProblem[] {
  const problems: DataProblem[] = [];
  // What is wrong right after something wrong follows from that.
  let token = 0;
  let wrong = -2;
  const open: { readonly bracket: '{' | '['; readonly at: number }[] = [];
  let expected: Expected = 'value';
  for (let at = nextToken(text, 0); at < text.length; ) {
    const end = tokenEnd(text, at);
    stop(mending?.stops.get(at) ?? 0, text.charAt(at));
    // A template stands for any value or key.
    if (end - at > 2 && isTemplateStart(text, at))
      expected = expected === 'key' || (expected === 'first' && inMap()) ? 'colon' : afterValue();
    else step(text.charAt(at), at, end);
    if (problems.length >= MAX_PROBLEMS) return problems;
    token++;
    at = nextToken(text, end);
  }
  stop(open.length, '');
  if (open.length === 0 && expected === 'value') report(text.length, text.length, EXPECTED.value);
  return problems;

  function report(start: number, end: number, message: string): void {
    const follows = token - wrong <= 1;
    wrong = token;
    if (!follows) problems.push({ span: { start, end }, message });
  }

  /** So many brackets end that nothing closes: the first on the line of the innermost is told of. */
  function stop(count: number, next: string): void {
    if (count === 0) return;
    const ending = open.slice(-count).map((one) => one.at);
    const line = text.lastIndexOf('\n', ending.at(-1) ?? 0);
    const at = ending.find((one) => one > line) ?? 0;
    open.length -= count;
    report(at, at + 1, 'This bracket is not closed.');
    if (next === '}' || next === ']') expected = afterValue();
    else expected = open.length === 0 ? 'end' : inMap() ? 'key' : 'value';
  }

  function inMap(): boolean {
    return open.at(-1)?.bracket === '{';
  }

  function afterValue(): Expected {
    return open.length === 0 ? 'end' : 'comma';
  }

  function step(c: string, at: number, end: number): void {
    if (c === '}' || c === ']') close(c, at);
    else if (c === '{' || c === '[') {
      want(['value', ...(inMap() ? [] : ['first' as const])], at, end);
      open.push({ bracket: c, at });
      expected = 'first';
    } else if (c === ',') {
      want(['comma'], at, end);
      expected = inMap() ? 'key' : 'value';
    } else if (c === ':') {
      want(['colon'], at, end);
      expected = 'value';
    } else if (isKey(c, end)) {
      if (expected === 'comma') report(at, at, 'A comma is expected here.');
      if (expected === 'colon' || expected === 'value') report(at, at, EXPECTED[expected]);
      if (c !== '"') report(at, end, EXPECTED.key);
      else checkString(at, end);
      expected = 'colon';
    } else {
      want(['value', 'first'], at, end);
      if (c === '"') checkString(at, end);
      else if (!LITERAL.test(text.slice(at, end))) report(at, end, 'This is no JSON value.');
      expected = afterValue();
    }
  }

  /** In a map a string is the next key where a comma was forgotten, or a colon follows it that nobody else has. */
  function isKey(c: string, end: number): boolean {
    if (!inMap()) return false;
    if (expected === 'first' || expected === 'key') return true;
    if (c !== '"') return false;
    return expected === 'comma' || (expected !== 'end' && text[nextToken(text, end)] === ':');
  }

  function want(allowed: readonly Expected[], at: number, end: number): void {
    if (!allowed.includes(expected)) report(at, end, EXPECTED[expected]);
  }

  function close(c: '}' | ']', at: number): void {
    const matching = mending?.dead.has(at) !== true && open.at(-1)?.bracket === (c === '}' ? '{' : '[');
    if (!matching) report(at, at + 1, 'This bracket closes nothing.');
    else {
      const inside = expected === 'colon' || (expected === 'value' && inMap());
      if (inside) report(at, at, EXPECTED[expected]);
      open.pop();
      expected = afterValue();
    }
  }

  function checkString(at: number, end: number): void {
    const written = text.slice(at, end);
    if (written.length < 2 || !written.endsWith('"')) report(at, end, 'This string is not closed.');
    else if (!isString(written))
      report(at, end, 'Something in this string must be escaped, or is escaped wrong.');
  }
}

/** How much of a text is looked at to tell JSON from YAML in brackets. */
const SAMPLE = 4000;

/** Whether a text begins with a bracket and has no words but those of JSON, as far as that is looked at. */
export function looksLikeJson(text: string): boolean {
  let at = nextToken(text, 0);
  if ((text[at] !== '{' || text.startsWith('{{', at)) && text[at] !== '[') return false;
  while (at < text.length && at < SAMPLE) {
    const end = tokenEnd(text, at);
    const token = text.slice(at, end);
    if (!/^[{}[\],:]$|^"/.test(token) && !isTemplateStart(text, at) && !LITERAL.test(token)) return false;
    at = nextToken(text, end);
  }
  return true;
}

/** The offset of the next thing that is no white space and no comment. */
function nextToken(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const c = text.charCodeAt(at);
    if (c === 32 || c === 9 || c === 10 || c === 13 || (c === 0xfeff && at === 0)) at++;
    else if (c === 47 && (text[at + 1] === '/' || text[at + 1] === '*'))
      at = skipComment(text, at, text.length);
    else break;
  }
  return at;
}

function tokenEnd(text: string, at: number): number {
  const c = text.charAt(at);
  if (c === '"') return skipString(text, at, text.length);
  if (isTemplateStart(text, at)) return templateEnd(text, at);
  WORD.lastIndex = at;
  const word = WORD.exec(text);
  return at + Math.max(1, word?.[0].length ?? 1);
}

/** Whether a string has only what RFC 8259, section 7, allows; there is no better judge of it than this parser. */
function isString(written: string): boolean {
  try {
    JSON.parse(written);
    return true;
  } catch {
    return false;
  }
}

function isTemplateStart(text: string, at: number): boolean {
  return text.startsWith('{{', at) || text.startsWith('${', at);
}

/** A template counts as one thing. */
function templateEnd(text: string, at: number): number {
  const close = text.startsWith('{{', at) ? '}}' : '}';
  const end = text.indexOf(close, at);
  return end < 0 ? at + 1 : end + close.length;
}

/** The comments of a text, in order. */
export function jsonComments(text: string): readonly DataComment[] {
  const comments: DataComment[] = [];
  for (let at = 0; at < text.length; ) {
    const c = text[at];
    if (c === '"') at = skipString(text, at, text.length);
    else if (c === '/' && (text[at + 1] === '/' || text[at + 1] === '*')) {
      const end = skipComment(text, at, text.length);
      const cut = text[end - 1] === '\r' ? end - 1 : end;
      comments.push({ span: { start: at, end: cut }, text: text.slice(at, cut) });
      at = end;
    } else at++;
  }
  return comments;
}
