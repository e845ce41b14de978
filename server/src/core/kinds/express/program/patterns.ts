// Regular expressions that a program uses while it is put together, on the house's own engine.
import { exec, test } from '../../../regex';
import { compileJs } from '../matching/js-regex';
import type { Value } from '../values';
import type { CallSite } from './call';
import { constantOf } from './operators';

type Pattern = Extract<Value, { kind: 'regex' }>;

/** Parts that a text is split into; what has more is not followed. */
const MAX_PARTS = 1000;

/** `split`, `match` and `replace` of a text by a pattern; `null` where they are not followed. */
export function patternMethod(text: string, method: string, { given }: CallSite): Value | null {
  const [by, put] = given.map(({ value }) => value);
  if (by?.kind !== 'regex') return null;
  if (method === 'match' && put === undefined) return matchOf(text, by);
  if (method === 'split' && put === undefined) {
    const parts = partsOf(text, by, true);
    return parts === null ? null : { kind: 'array', elements: parts.map(constantOf), isOpen: false };
  }
  // `$1` and the like stand for what was found.
  if (method !== 'replace' || put?.kind !== 'string' || put.value.includes('$')) return null;
  const parts = partsOf(text, by, by.flags.includes('g'));
  return parts === null ? null : constantOf(parts.join(put.value));
}

/** `pattern.test(text)`. */
export function patternTest({ pattern, flags }: Pattern, { given }: CallSite): Value | null {
  const text = given[0]?.value;
  const regex = compileJs(pattern, flags);
  if (text?.kind !== 'string' || regex.kind !== 'jsRegex' || /[gy]/.test(flags)) return null;
  return constantOf(test(regex.regex, text.value));
}

/** `text.match(pattern)`: a list of what was found; `null` the value where nothing was. */
function matchOf(text: string, { pattern, flags }: Pattern): Value | null {
  const regex = compileJs(pattern, flags);
  if (regex.kind !== 'jsRegex' || flags.includes('y')) return null;
  const found = exec(regex.regex, text);
  if (found === null) return { kind: 'null' };
  const first = constantOf(text.slice(found.start, found.end));
  // With `g` there may be more; without it groups follow.
  const isAll = !flags.includes('g') && found.groups.length <= 1;
  return { kind: 'array', elements: [first], isOpen: !isAll };
}

/** What lies between the matches of a pattern, or around the first one; `null` where that is not known. */
function partsOf(text: string, { pattern, flags }: Pattern, isAll: boolean): readonly string[] | null {
  const regex = compileJs(pattern, flags);
  if (regex.kind !== 'jsRegex' || regex.names.length > 1 || flags.includes('y')) return null;
  const parts: string[] = [];
  let rest = text;
  while (parts.length < MAX_PARTS) {
    const found = exec(regex.regex, rest);
    if (found === null) return [...parts, rest];
    if (found.end === found.start || found.groups.length > 1) return null;
    parts.push(rest.slice(0, found.start));
    rest = rest.slice(found.end);
    // A pattern that is bound to the begin matches there once.
    if (!isAll || pattern.startsWith('^')) return [...parts, rest];
  }
  return null;
}
