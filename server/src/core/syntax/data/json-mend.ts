// Brackets of a JSON text that do not go together, as half-typed ones do not: where each ends, told by how the lines are indented.
import { skipComment, skipString } from './json-skip';

/** What the brackets of a text do that are not as they should be. */
export type Mending = {
  /** Before the token at an offset so many brackets end that nothing closes. */
  readonly stops: ReadonlyMap<number, number>;
  /** Brackets that close nothing. */
  readonly dead: ReadonlySet<number>;
};

/** In longer texts brackets are only counted. */
const MAX_LENGTH = 1_000_000;

type Open = {
  readonly closer: string;
  readonly indent: number;
  /** Whether what is in it begins on the next line, so that what closes it stands first on its line. */
  readonly isBlock: boolean;
};

/** How a text is to be read in spite of its brackets; `null` if they go together, or the text is very long. */
export function mendingOf(text: string): Mending | null {
  if (text.length > MAX_LENGTH) return null;
  const { isBalanced, isIndented } = survey(text);
  if (isBalanced) return null;
  const stops = new Map<number, number>();
  const dead = new Set<number>();
  const open: Open[] = [];
  for (const { at, indent, isFirst } of tokensOf(text)) {
    const column = isIndented && isFirst ? indent : null;
    const c = text.charAt(at);
    const isCloser = c === '}' || c === ']';
    const closed = isCloser ? closedBy(open, c, column) : leftBehind(open, column);
    if (closed === null) {
      dead.add(at);
      continue;
    }
    if (closed > 0) stops.set(at, closed);
    open.length -= closed + (isCloser ? 1 : 0);
    if (c === '{' || c === '[')
      open.push({ closer: c === '{' ? '}' : ']', indent, isBlock: isIndented && endsLine(text, at) });
  }
  return { stops, dead };
}

/**
 * How many brackets end before the one that a closing bracket closes: the one whose line is indented as it, if it is the
 * first on its line, else the nearest of its kind. `null` if it closes nothing.
 */
function closedBy(open: readonly Open[], closer: string, column: number | null): number | null {
  const indented =
    column === null ? -1 : open.findLastIndex((one) => one.closer === closer && one.indent === column);
  if (indented >= 0) return open.length - 1 - indented;
  // What stands deeper than all that is open closes what was closed before.
  if (column !== null && column > (open.at(-1)?.indent ?? -1)) return null;
  const nearest = open.findLastIndex((one) => one.closer === closer);
  return nearest < 0 || (column === null && open[nearest]?.isBlock === true)
    ? null
    : open.length - 1 - nearest;
}

/** How many brackets a line leaves behind that stands no deeper than the lines that they were opened on. */
function leftBehind(open: readonly Open[], column: number | null): number {
  if (column === null || open.length < 2) return 0;
  const first = open.findIndex(({ indent }, i) => i > 0 && indent >= column);
  return first < 0 ? 0 : open.length - first;
}

/** Whether a character is the last on its line. */
function endsLine(text: string, at: number): boolean {
  const end = text.indexOf('\n', at);
  return end >= 0 && text.slice(at + 1, end).trim() === '';
}

type Token = {
  readonly at: number;
  /** The indentation of its line. */
  readonly indent: number;
  readonly isFirst: boolean;
};

/** The brackets of a text, and what stands first on its lines. */
function* tokensOf(text: string): Generator<Token> {
  let line = 0;
  let isFirst = true;
  let indent = 0;
  for (let at = 0; at < text.length; ) {
    const c = text.charAt(at);
    if (c === '\n') {
      line = at + 1;
      isFirst = true;
    }
    if (c <= ' ' || c === '\ufeff') at++;
    else if (c === '/' && /^\/[/*]/.test(text.slice(at, at + 2))) at = skipComment(text, at, text.length);
    else {
      if (isFirst) indent = at - line;
      if (isFirst || '{}[]'.includes(c)) yield { at, indent, isFirst };
      isFirst = false;
      at = c === '"' ? skipString(text, at, text.length) : afterTemplate(text, at);
    }
  }
}

/** The offset after a template, which has brackets of its own, or else after one character. */
function afterTemplate(text: string, at: number): number {
  const isHole = text.startsWith('{{', at) || text.startsWith('${', at);
  const end = isHole ? text.indexOf('}', at) : -1;
  if (end < 0) return at + 1;
  return text.startsWith('{{', at) && text[end + 1] === '}' ? end + 2 : end + 1;
}

/** Whether each bracket is closed by one of its kind, and what is in them nearly always stands deeper. */
function survey(text: string): { readonly isBalanced: boolean; readonly isIndented: boolean } {
  const open: string[] = [];
  let isBalanced = true;
  let deeper = 0;
  let others = 0;
  let opened: number | null = null;
  for (const { at, indent, isFirst } of tokensOf(text)) {
    const c = text.charAt(at);
    if (isFirst && opened !== null) {
      if (indent > opened) deeper++;
      else others++;
    }
    opened = null;
    if (c === '{' || c === '[') {
      open.push(c === '{' ? '}' : ']');
      opened = indent;
    } else if ((c === '}' || c === ']') && open.pop() !== c) isBalanced = false;
  }
  return { isBalanced: isBalanced && open.length === 0, isIndented: deeper > 3 * others };
}
