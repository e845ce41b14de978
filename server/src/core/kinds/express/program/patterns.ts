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
    const split = partsOf(text, by, true);
    return split === null ? null : { kind: 'array', elements: split.parts.map(constantOf), isOpen: false };
  }
  // `$&` stands for what was found, `$$` for a dollar; other marks are not followed.
  if (method !== 'replace' || put?.kind !== 'string' || /\$[\d`'<]/.test(put.value)) return null;
  const split = partsOf(text, by, by.flags.includes('g'));
  if (split === null) return null;
  const fillers = split.found.map((one) =>
    put.value.replace(/\$[&$]/g, (mark) => (mark === '$&' ? one : '$')),
  );
  return constantOf(split.parts.map((part, i) => part + (fillers[i] ?? '')).join(''));
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

type Split = { readonly parts: readonly string[]; readonly found: readonly string[] };

/** What lies between the matches of a pattern, or around the first one, and what was found; `null` where nobody knows. */
function partsOf(text: string, { pattern, flags }: Pattern, isAll: boolean): Split | null {
  const regex = compileJs(pattern, flags);
  if (regex.kind !== 'jsRegex' || regex.names.length > 1 || flags.includes('y')) return null;
  const parts: string[] = [];
  const matches: string[] = [];
  let rest = text;
  while (parts.length < MAX_PARTS) {
    const found = exec(regex.regex, rest);
    if (found === null) return { parts: [...parts, rest], found: matches };
    if (found.end === found.start || found.groups.length > 1) return null;
    parts.push(rest.slice(0, found.start));
    matches.push(rest.slice(found.start, found.end));
    rest = rest.slice(found.end);
    // A pattern that is bound to the begin matches there once.
    if (!isAll || pattern.startsWith('^')) return { parts: [...parts, rest], found: matches };
  }
  return null;
}
