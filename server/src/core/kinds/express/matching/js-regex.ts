// JavaScript's regular expressions on the house's own engine: a pattern is rewritten into what means the same there.
import { compile, type NoRegex, type Regex } from '../../../regex';
import { anyNode, type Node, nullable } from '../../../regex/tree';

/** A pattern of JavaScript, compiled; `names` are those of its groups, `null` for one without a name. */
export type JsRegex = {
  readonly kind: 'jsRegex';
  readonly regex: Regex;
  readonly names: readonly (string | null)[];
};

/**
 * Compiles a pattern of JavaScript (ECMA-262, "Regular Expression Patterns", without the Unicode modes' own syntax).
 * The texts that it will meet have no line breaks, so the flag `m` changes nothing. `invalid` is what `new RegExp`
 * refuses; `unsupported` what the engine or this reading does not know.
 */
export function compileJs(source: string, flags: string): JsRegex | NoRegex {
  const key = `${flags}/${source}`;
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const made = compilePattern(source, flags);
  if (compiled.size >= MAX_KEPT) compiled.clear();
  compiled.set(key, made);
  return made;
}

/** A handler's pattern is asked for by every request that meets it. */
const compiled = new Map<string, JsRegex | NoRegex>();
const MAX_KEPT = 500;

function compilePattern(source: string, flags: string): JsRegex | NoRegex {
  const odd = [...flags].find((flag) => !'dgimsu'.includes(flag));
  if (odd !== undefined) return { kind: 'unsupported', reason: `the flag ${odd} of a regular expression` };
  const draft: Draft = { source, at: 0, out: '', names: [], problem: null, dotAll: flags.includes('s') };
  while (draft.at < source.length && draft.problem === null) readPiece(draft);
  if (draft.problem !== null) return draft.problem;
  const regex = compile(draft.out, { ignoreCase: flags.includes('i') });
  if (regex.kind !== 'regex') return regex;
  if (anyNode(regex.tree, loopsOnNothing)) {
    return { kind: 'unsupported', reason: 'a repeated group that may match nothing' };
  }
  return { kind: 'jsRegex', regex, names: draft.names };
}

/** JavaScript takes back a round of a loop that matched nothing, where Perl stops: with a choice, these differ. */
function loopsOnNothing(node: Node): boolean {
  if (node.kind !== 'repeat' || node.max === 1 || !nullable(node.body)) return false;
  return anyNode(node.body, (inner) => inner.kind === 'choice' || inner.kind === 'repeat');
}

type Draft = {
  readonly source: string;
  at: number;
  out: string;
  readonly names: (string | null)[];
  problem: NoRegex | null;
  readonly dotAll: boolean;
};

const ANY = '(?s:.)';
const BLANKS = '\\x09-\\x0d\\x20\\xa0';

function readPiece(draft: Draft): void {
  const char = draft.source.charAt(draft.at);
  if (char === '\\') draft.out += readEscape(draft, false);
  else if (char === '[') readClass(draft);
  else if (char === '(') readGroup(draft);
  else if (char === '{') readBrace(draft);
  else if ('*+?'.includes(char)) readQuantifier(draft, char);
  else if (char === '.') put(draft, draft.dotAll ? ANY : '[^\\n\\r]');
  else if (char === '$') put(draft, '\\z');
  else put(draft, '^|)'.includes(char) ? char : literal(char));
}

function put(draft: Draft, text: string): void {
  draft.at++;
  draft.out += text;
}

/** A unit that stands for itself, inside of a class and outside. */
function literal(char: string): string {
  const code = char.charCodeAt(0);
  if (/\w/.test(char) || char === '/') return char;
  return code > 0xff ? `\\x{${code.toString(16)}}` : `\\x${code.toString(16).padStart(2, '0')}`;
}

function stop(draft: Draft, problem: NoRegex): string {
  draft.problem ??= problem;
  draft.at = draft.source.length;
  return '';
}

/** `{` counts only in `{n}`, `{n,}` and `{n,m}`; else it stands for itself (Annex B). */
function readBrace(draft: Draft): void {
  const [count] = /^\{\d+(?:,\d*)?\}/.exec(draft.source.slice(draft.at, draft.at + 24)) ?? [];
  if (count === undefined) put(draft, '\\x7b');
  else {
    draft.at += count.length - 1;
    readQuantifier(draft, count);
  }
}

/** A quantifier, the last character of which comes next; a second one on top is an error in JavaScript. */
function readQuantifier(draft: Draft, count: string): void {
  put(draft, count);
  if (draft.source.charAt(draft.at) === '?') put(draft, '?');
  if ('*+?'.includes(draft.source.charAt(draft.at) || ' ')) {
    stop(draft, { kind: 'invalid', reason: 'a quantifier has nothing to repeat', offset: draft.at });
  }
}

function readGroup(draft: Draft): void {
  const rest = draft.source.slice(draft.at, draft.at + 80);
  const [plain] = /^\(\?(?:[:=!]|<[=!])/.exec(rest) ?? [];
  if (plain !== undefined) {
    draft.at += plain.length;
    draft.out += plain;
    return;
  }
  const [named, name] = /^\(\?<([A-Za-z_$][\w$]*)>/.exec(rest) ?? [];
  if (named === undefined && rest.startsWith('(?')) {
    stop(draft, { kind: 'unsupported', reason: 'a group that begins with (?' });
    return;
  }
  draft.names.push(name ?? null);
  draft.at += (named ?? '(').length;
  draft.out += '(';
}

/** A class; unlike elsewhere, `[]` matches nothing and `[^]` everything. */
function readClass(draft: Draft): void {
  draft.at++;
  const negated = draft.source.charAt(draft.at) === '^';
  if (negated) draft.at++;
  let members = '';
  while (draft.source.charAt(draft.at) !== ']') {
    const char = draft.source.charAt(draft.at);
    if (char === '') {
      stop(draft, { kind: 'invalid', reason: 'a class [...] is not closed', offset: draft.at });
      return;
    }
    if (char === '\\') members += readEscape(draft, true);
    else {
      members += char === '-' ? '-' : literal(char);
      draft.at++;
    }
  }
  draft.at++;
  if (members === '') draft.out += negated ? ANY : '(?!)';
  // A hyphen at an edge, or next to a class such as \w, stands for itself; only the edge is the same everywhere.
  else draft.out += `[${negated ? '^' : ''}${plainHyphens(members)}]`;
}

/** Writes hyphens that stand for themselves next to `\w` and its like so that every engine reads them so. */
function plainHyphens(members: string): string {
  return members.replace(/(\\[dDwWsS]|\\xa0)-/g, '$1\\x2d').replace(/-(\\[dDwWsS])/g, '\\x2d$1');
}

const CONTROLS: Readonly<Record<string, string>> = {
  f: '\\x0c',
  n: '\\x0a',
  r: '\\x0d',
  t: '\\x09',
  v: '\\x0b',
};

/** An escape; the reader stands on the backslash. What is given back means the same to the engine. */
function readEscape(draft: Draft, inClass: boolean): string {
  const letter = draft.source.charAt(draft.at + 1);
  if (letter === '') return stop(draft, { kind: 'invalid', reason: '\\ at the end', offset: draft.at });
  const rest = draft.source.slice(draft.at, draft.at + 8);
  const [coded, x, u, c] = /^\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|c([A-Za-z]))/.exec(rest) ?? [];
  if (coded !== undefined) {
    draft.at += coded.length;
    const code = c === undefined ? Number.parseInt(x ?? u ?? '0', 16) : c.charCodeAt(0) % 32;
    return literal(String.fromCharCode(code));
  }
  draft.at += 2;
  if (CONTROLS[letter] !== undefined) return CONTROLS[letter];
  if (letter === 's') return inClass ? BLANKS : `[${BLANKS}]`;
  if (letter === 'S') return inClass ? '\\S' : `[^${BLANKS}]`;
  if ('dDwW'.includes(letter)) return `\\${letter}`;
  if (letter === 'b') return inClass ? '\\x08' : '\\b';
  if (letter === 'B' && !inClass) return '\\B';
  if (letter === '0' && !/\d/.test(draft.source.charAt(draft.at))) return '\\x00';
  if (/[\dkpPu]/.test(letter)) {
    return stop(draft, { kind: 'unsupported', reason: `\\${letter} in a regular expression` });
  }
  return literal(letter);
}
