// The outline of a JSON text: which bracket closes which, found in one pass that reads from bracket to bracket by patterns.
// The patterns take nothing but what RFC 8259 allows, so a text that has an outline is known to be right as well.

/** The brackets of a text in the order in which they open. */
export type JsonOutline = {
  /** The offset after what closes each. */
  readonly ends: readonly number[];
  /** Which is the first that opens after each is closed. */
  readonly nexts: readonly number[];
};

const SPACE = '[ \\t\\r\\n]*';

/** Bounded, as all that is repeated here, since the engine remembers each step until the pattern has matched. */
const STRING = `"[^"\\\\\\x00-\\x1f]*(?:\\\\(?:["\\\\/bfnrt]|u[\\da-fA-F]{4})[^"\\\\\\x00-\\x1f]*){0,10000}"`;
const NUMBER = '-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?';
const SCALAR = `(?:${STRING}|${NUMBER}|true|false|null)${SPACE}`;
const KEY = `${STRING}${SPACE}:${SPACE}`;

/** What may come next in a collection: as many scalars as there are, up to a bracket or at least to a comma. */
type Patterns = { readonly first: RegExp; readonly afterComma: RegExp; readonly afterValue: RegExp };

function patternsOf(key: string, close: string): Patterns {
  const values = `(?:${key}${SCALAR},${SPACE}){0,50}${key}(?:${SCALAR}[,${close}]|[{[])`;
  return {
    first: new RegExp(`${SPACE}(?:${close}|${values})`, 'y'),
    afterComma: new RegExp(`${SPACE}${values}`, 'y'),
    afterValue: new RegExp(`${SPACE}(?:${close}|,${SPACE}${values})`, 'y'),
  };
}

const IN_MAP = patternsOf(KEY, '\\}');
const IN_LIST = patternsOf('', '\\]');
const REST = /[ \t\r\n]*$/y;

const COMMA = 44;
const MAP = 123;
const LIST = 91;

/** The outline of the collection at an offset, if it and what follows it are JSON and nothing else; otherwise `null`. */
export function jsonOutline(text: string, start: number): JsonOutline | null {
  const first = text.charCodeAt(start);
  if (first !== MAP && first !== LIST) return null;
  const ends = [0];
  const nexts = [0];
  const open = [0];
  const kinds = [IN_MAP];
  let within = first === MAP ? IN_MAP : IN_LIST;
  let pattern = within.first;
  for (let at = start + 1; ; ) {
    pattern.lastIndex = at;
    if (!pattern.test(text)) return null;
    at = pattern.lastIndex;
    const c = text.charCodeAt(at - 1);
    if (c === COMMA) pattern = within.afterComma;
    else if (c === MAP || c === LIST) {
      open.push(ends.length);
      kinds.push(within);
      ends.push(0);
      nexts.push(0);
      within = c === MAP ? IN_MAP : IN_LIST;
      pattern = within.first;
    } else {
      const closed = open.pop() ?? 0;
      ends[closed] = at;
      nexts[closed] = ends.length;
      within = kinds.pop() ?? within;
      pattern = within.afterValue;
      if (open.length > 0) continue;
      REST.lastIndex = at;
      return REST.test(text) ? { ends, nexts } : null;
    }
  }
}
