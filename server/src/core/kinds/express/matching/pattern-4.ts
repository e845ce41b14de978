// Path strings as Express 4 reads them: path-to-regexp 0.1.13, which turns a string into a regular expression.

/** A group's key, in the order of the groups; numbers count those without a name. */
export type Key4 = { readonly name: string; readonly offset: number };

/** The source of a regular expression for a path. */
export type Source4 = { readonly source: string; readonly keys: Key4[] };

/** How a path is compared: `end` is false for `use`, which takes what begins with the path. */
export type PathOptions = { readonly end: boolean; readonly strict: boolean; readonly sensitive: boolean };

/** One piece of a path string that stands for something else than itself. */
type Piece =
  | { readonly kind: 'escape'; readonly length: number }
  | { readonly kind: 'dot'; readonly length: number }
  | { readonly kind: 'star'; readonly length: number }
  | { readonly kind: 'open'; readonly length: number }
  | {
      readonly kind: 'param';
      readonly length: number;
      readonly slash: string;
      readonly format: string;
      readonly name: string;
      readonly capture: string;
      readonly star: boolean;
      readonly optional: boolean;
    };

/**
 * The regular expression that Express 4 makes of a path string (path-to-regexp 0.1.13, index.js). `before` are the
 * keys of strings in front of it in the same array, whose groups come first.
 */
export function source4(path: string, options: PathOptions, before: readonly Key4[]): Source4 {
  const keys: Key4[] = [...before];
  const body = translate(path, keys);
  addUnnamed(body, keys, before.length);
  return { source: `^${body}${ending(body, options)}`, keys };
}

/** What closes a pattern: the end, or for `use` the end or a slash; a trailing slash is optional unless `strict`. */
function ending(body: string, { end, strict }: PathOptions): string {
  const slash = strict ? '' : body.endsWith('/') ? '?' : '/?';
  if (end) return `${slash}$`;
  const closed = `${body}${slash}`;
  return closed.endsWith('/') ? slash : `${slash}(?=/|$)`;
}

/** Writes the pieces of a path as parts of a regular expression, and notes the keys of named ones. */
function translate(path: string, keys: Key4[]): string {
  let out = '';
  let at = 0;
  /** What stood between the last parameter and here: a parameter stops in front of it. */
  let backtrack = '';
  /** Where the text begins that is not yet in `backtrack`. */
  let from = 0;
  while (at < path.length) {
    const piece = pieceAt(path, at);
    if (piece === null) {
      out += path.charAt(at++);
      continue;
    }
    const text = path.slice(at, at + piece.length);
    // In path-to-regexp, escapes and dots move the start of what is not yet noted by their length only.
    if (piece.kind === 'escape' || piece.kind === 'dot') {
      backtrack += piece.kind === 'dot' ? '\\.' : text;
      from += piece.length;
      out += piece.kind === 'dot' ? '\\.' : text;
      at += piece.length;
      continue;
    }
    const bound = piece.kind === 'param' && (piece.slash !== '' || piece.format !== '');
    backtrack = bound ? '' : backtrack + path.slice(from, at);
    if (piece.kind === 'param') {
      keys.push({ name: piece.name, offset: out.length });
      out += parameter(piece, backtrack);
    } else out += piece.kind === 'star' ? '(.*)' : '/(?:';
    backtrack = piece.kind === 'open' ? `${backtrack}/` : '';
    at += piece.length;
    from = at;
  }
  return out;
}

function parameter(piece: Extract<Piece, { kind: 'param' }>, backtrack: string): string {
  const format = piece.format === '' ? '' : '\\.';
  const any = backtrack === '' ? `([^/${format}]+?)` : `((?:(?!/|${backtrack}).)+?)`;
  const capture =
    piece.capture === '' ? any : piece.capture.replace(/\\.|\*/g, (m) => (m === '*' ? '(.*)' : m));
  const more = piece.star ? `((?:[/${format}].+?)?)` : '';
  return `(?:${format}${piece.slash}${capture}${more})${piece.optional ? '?' : ''}`;
}

function pieceAt(path: string, at: number): Piece | null {
  const char = path.charAt(at);
  if (char === '\\') return at + 1 < path.length ? { kind: 'escape', length: 2 } : null;
  const param = parameterAt(path, at);
  if (param !== null) return param;
  if (char === '.') return { kind: 'dot', length: 1 };
  if (char === '*') return { kind: 'star', length: 1 };
  return char === '/' && path.charAt(at + 1) === '(' ? { kind: 'open', length: 2 } : null;
}

/** `/.:name(capture)*?`, of which only the colon and the name must be there. */
function parameterAt(path: string, start: number): Piece | null {
  let at = start;
  const eat = (char: string): string => (path.charAt(at) === char ? path.charAt(at++) : '');
  const slash = eat('/');
  const format = eat('.');
  if (eat(':') === '') return null;
  const nameStart = at;
  while (/\w/.test(path.charAt(at))) at++;
  if (at === nameStart) return null;
  const name = path.slice(nameStart, at);
  const close = path.charAt(at) === '(' ? path.indexOf(')', at) : -1;
  const capture = close < 0 ? '' : path.slice(at, close + 1);
  at += capture.length;
  const star = eat('*') !== '';
  const optional = eat('?') !== '';
  return { kind: 'param', length: at - start, slash, format, name, capture, star, optional };
}

/** Groups without a name get numbers; they take their place among the named ones by where they open. */
function addUnnamed(body: string, keys: Key4[], first: number): void {
  let number = 0;
  groupsOf(body).forEach((group, i) => {
    const at = first + i;
    const key = keys[at];
    if (key === undefined || key.offset > group.offset) {
      keys.splice(at, 0, { name: String(number++), offset: group.offset });
    }
  });
}

/** The groups that capture, with their names; escaped parentheses are none. */
export function groupsOf(
  source: string,
): readonly { readonly name: string | null; readonly offset: number }[] {
  const groups: { name: string | null; offset: number }[] = [];
  for (let at = 0; at < source.length; at++) {
    if (source.charAt(at) === '\\') at++;
    else if (source.charAt(at) === '(') {
      const [, name] = /^\(\?<(.*?)>(?!\?)/.exec(source.slice(at, at + 80)) ?? [];
      if (name !== undefined || source.charAt(at + 1) !== '?')
        groups.push({ name: name ?? null, offset: at });
    }
  }
  return groups;
}
