// Path strings as Express 5 reads them: path-to-regexp 8.4, with parameters, wildcards and optional groups.
import { escapeLiteral } from '../../../regex';

/** A part of a path. */
type Token =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'param' | 'wildcard'; readonly name: string }
  | { readonly kind: 'group'; readonly tokens: readonly Token[] };

type FlatToken = Exclude<Token, { kind: 'group' }>;

export type Key5 = { readonly kind: 'param' | 'wildcard'; readonly name: string };

/** The regular expressions that a path may be read as, one for each choice of its optional groups, in order. */
export type Source5 =
  | { readonly kind: 'sources'; readonly sources: readonly string[]; readonly keys: readonly Key5[] }
  /** `express` throws this when the layer is added. */
  | { readonly kind: 'throws'; readonly reason: string };

/** The limit of path-to-regexp 8.4 for the choices of optional groups. */
const MAX_CHOICES = 256;

const ANY = '(?s:.)';

/** Reads a path string (path-to-regexp 8.4.2, `parse` and `pathToRegexp`), or says what registering it throws. */
export function source5(path: string): Source5 {
  const reader: Reader = { chars: [...path], at: 0, problem: null };
  const tokens = readTokens(reader, null);
  if (reader.problem !== null) return throws(reader.problem);
  const choices: FlatToken[][] = [];
  flatten(tokens, 0, [], choices);
  if (choices.length > MAX_CHOICES) return throws('Too many path combinations');
  const keys: Key5[] = [];
  const sources: string[] = [];
  for (const choice of choices) {
    const source = sourceOf(choice, keys);
    if (source === null) return throws('Missing text before a parameter');
    sources.push(source);
  }
  return { kind: 'sources', sources, keys };
}

function throws(reason: string): Source5 {
  return { kind: 'throws', reason };
}

type Reader = { readonly chars: readonly string[]; at: number; problem: string | null };

function readTokens(reader: Reader, close: string | null): readonly Token[] {
  const tokens: Token[] = [];
  let text = '';
  const flush = () => {
    if (text !== '') tokens.push({ kind: 'text', text });
    text = '';
  };
  while (reader.at < reader.chars.length && reader.problem === null) {
    const char = reader.chars[reader.at++] ?? '';
    if (char === close) {
      flush();
      return tokens;
    }
    if (char === '\\') {
      const escaped = reader.chars[reader.at++];
      if (escaped === undefined) reader.problem = 'Unexpected end after \\';
      text += escaped ?? '';
    } else if (char === ':' || char === '*') {
      const name = readName(reader);
      if (name === '') reader.problem ??= `Missing parameter name at index ${reader.at}`;
      flush();
      tokens.push({ kind: char === ':' ? 'param' : 'wildcard', name });
    } else if (char === '{') {
      flush();
      tokens.push({ kind: 'group', tokens: readTokens(reader, '}') });
    } else if ('}()[]+?!'.includes(char)) reader.problem = `Unexpected ${char} at index ${reader.at - 1}`;
    else text += char;
  }
  if (close !== null) reader.problem ??= `Unexpected end, expected ${close}`;
  flush();
  return tokens;
}

/** A name: an identifier, or anything in double quotes. */
function readName(reader: Reader): string {
  const next = () => reader.chars[reader.at] ?? '';
  let name = '';
  if (/^[$_\p{ID_Start}]$/u.test(next())) {
    do name += reader.chars[reader.at++];
    while (continuesName(next()));
    return name;
  }
  if (next() !== '"') return '';
  reader.at++;
  while (reader.at < reader.chars.length) {
    const char = reader.chars[reader.at++] ?? '';
    if (char === '"') return name;
    name += char === '\\' ? (reader.chars[reader.at++] ?? '') : char;
  }
  reader.problem = 'Unterminated quote';
  return '';
}

/** Names may have joiners, too. */
function continuesName(char: string): boolean {
  return char === '\u200c' || char === '\u200d' || /^[$\p{ID_Continue}]$/u.test(char);
}

/** All sequences that optional groups leave: with each group first, then without it. */
function flatten(
  tokens: readonly Token[],
  from: number,
  before: readonly FlatToken[],
  out: FlatToken[][],
): void {
  walk(tokens, from, before, (choice) => out.push([...choice]), out);
}

function walk(
  tokens: readonly Token[],
  from: number,
  before: readonly FlatToken[],
  done: (choice: readonly FlatToken[]) => void,
  out: readonly FlatToken[][],
): void {
  if (out.length > MAX_CHOICES) return;
  const choice = [...before];
  for (let at = from; at < tokens.length; at++) {
    const token = tokens[at];
    if (token === undefined) break;
    if (token.kind === 'group') {
      const rest = at + 1;
      walk(token.tokens, 0, choice, (with_) => walk(tokens, rest, with_, done, out), out);
    } else choice.push(token);
  }
  done(choice);
}

/** One choice as a regular expression; `null` where two parameters touch, which path-to-regexp refuses. */
function sourceOf(tokens: readonly FlatToken[], keys: Key5[]): string | null {
  let out = '';
  /** The text since the last parameter, and since the last wildcard. */
  let backtrack = '';
  let wildcardBacktrack = '';
  let previous: Key5['kind'] | null = null;
  const inSegment = new Set<Key5['kind']>();
  for (const [i, token] of tokens.entries()) {
    if (token.kind === 'text') {
      out += escapeLiteral(token.text);
      backtrack += token.text;
      if (previous === 'wildcard') wildcardBacktrack += token.text;
      if (token.text.includes('/')) inSegment.clear();
      continue;
    }
    if (previous !== null && backtrack === '') return null;
    if (token.kind === 'param') out += `(${parameter(tokens, i + 1, backtrack, inSegment)})`;
    else {
      out += `(${wildcard(backtrack, wildcardBacktrack, inSegment)})`;
      wildcardBacktrack = '';
    }
    inSegment.add(token.kind);
    previous = token.kind;
    keys.push(token);
    backtrack = '';
  }
  return out;
}

function parameter(
  tokens: readonly FlatToken[],
  next: number,
  backtrack: string,
  inSegment: ReadonlySet<Key5['kind']>,
): string {
  if (inSegment.has('wildcard')) return `${negate('/', backtrack)}+`;
  if (wildcardFollows(tokens, next)) return `${negate('/', textFrom(tokens, next))}+`;
  if (inSegment.has('param')) return `${negate('/', backtrack)}+|${escapeLiteral(backtrack)}`;
  return `${negate('/', '')}+`;
}

function wildcard(
  backtrack: string,
  wildcardBacktrack: string,
  inSegment: ReadonlySet<Key5['kind']>,
): string {
  if (inSegment.has('wildcard')) return `${negate(backtrack, '')}+`;
  if (wildcardBacktrack !== '') return `${negate(wildcardBacktrack, '')}+|${negate('/', '')}+`;
  return `${ANY}+`;
}

/** Whether a wildcard follows in the same segment. */
function wildcardFollows(tokens: readonly FlatToken[], next: number): boolean {
  for (const token of tokens.slice(next)) {
    if (token.kind === 'wildcard') return true;
    if (token.kind === 'text' && token.text.includes('/')) return false;
  }
  return false;
}

function textFrom(tokens: readonly FlatToken[], next: number): string {
  let text = '';
  for (const token of tokens.slice(next)) {
    if (token.kind !== 'text') break;
    text += token.text;
  }
  return text;
}

/** One unit at which neither text begins. */
function negate(a: string, b: string): string {
  if (b.length > a.length) return negate(b, a);
  const other = a === b ? '' : b;
  if (other.length > 1) return `(?:(?!${escapeLiteral(a)}|${escapeLiteral(other)})${ANY})`;
  if (a.length > 1) return `(?:(?!${escapeLiteral(a)})${other === '' ? ANY : `[^${escapeLiteral(other)}]`})`;
  return `[^${escapeLiteral(a + other)}]`;
}
