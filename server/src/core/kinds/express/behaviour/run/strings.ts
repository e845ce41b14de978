// Members of texts and numbers.

import { exec } from '../../../../regex';
import type { Place } from '../../../../text/span';
import { inTable } from '../../../../text/table';
import { type Constant, type Datum, list, type Primitive, UNDEFINED, unknown } from '../datum';
import { callDatum } from './calls';
import { GivenUp, type Machine } from './machine';
import { native } from './native';
import { textFrom } from './operators';
import { chosen } from './outside';
import { compiled, matchOf } from './regexes';

/** A member of a text, a number or a boolean. What is made of what the client sent was sent by the client, too. */
export function stringMember(machine: Machine, subject: Constant, name: string, at: Place): Datum {
  const { value } = subject;
  if (name === 'toString' || name === 'valueOf')
    return native(name, ([base]) =>
      base === undefined
        ? derived(subject, name === 'valueOf' ? value : String(value))
        : unknown('a number is not known', at),
    );
  if (typeof value === 'number') {
    if (!/^to(?:Fixed|Precision|Exponential|LocaleString)$/.test(name)) return UNDEFINED;
    return native(name, () => unknown('a number is not known', at));
  }
  if (typeof value !== 'string') return UNDEFINED;
  if (name === 'length') return derived(subject, value.length);
  if (/^\d+$/.test(name)) return derived(subject, value[Number(name)]);
  const plain = inTable(PLAIN, name);
  if (plain !== undefined) {
    return native(name, (args) => {
      const known = primitives(machine, args);
      if (known === null) return unknown('a text is not known', at);
      return derived(subject, plain(value, known));
    });
  }
  if (name === 'split') return native(name, (args) => split(machine, subject, args, at));
  if (name === 'replace' || name === 'replaceAll')
    return native(name, (args) => replace(machine, subject, args, name === 'replaceAll', at));
  if (name === 'match') {
    return native(
      name,
      ([pattern]) =>
        (pattern?.kind === 'regex' && !pattern.flags.includes('g') ? matchOf(pattern, subject) : null) ??
        unknown('what a pattern matches is not known', at),
    );
  }
  if (name === 'localeCompare' || name === 'search' || name === 'matchAll' || name === 'normalize') {
    return native(name, () => unknown('a text is not known', at));
  }
  return UNDEFINED;
}

function derived(subject: Constant, value: Primitive): Constant {
  return { kind: 'constant', value, carried: subject.carried };
}

function primitives(machine: Machine, args: readonly Datum[]): readonly Primitive[] | null {
  const known = args.map((arg) => chosen(machine, arg));
  return known.every((arg): arg is Constant => arg.kind === 'constant')
    ? known.map(({ value }) => value)
    : null;
}

type Plain = (text: string, args: readonly Primitive[]) => Primitive;

const text = (value: Primitive): string => String(value);
const optional = (value: Primitive): number | undefined => (value === undefined ? undefined : Number(value));

/** Methods that only need values that are known. */
const PLAIN: Readonly<Record<string, Plain>> = {
  toLowerCase: (s) => s.toLowerCase(),
  toUpperCase: (s) => s.toUpperCase(),
  toLocaleLowerCase: (s) => s.toLowerCase(),
  trim: (s) => s.trim(),
  trimStart: (s) => s.trimStart(),
  trimEnd: (s) => s.trimEnd(),
  startsWith: (s, [a, b]) => s.startsWith(text(a), optional(b)),
  endsWith: (s, [a, b]) => s.endsWith(text(a), optional(b)),
  includes: (s, [a, b]) => s.includes(text(a), optional(b)),
  indexOf: (s, [a, b]) => s.indexOf(text(a), optional(b)),
  lastIndexOf: (s, [a]) => s.lastIndexOf(text(a)),
  slice: (s, [a, b]) => s.slice(optional(a), optional(b)),
  substring: (s, [a, b]) => s.substring(Number(a ?? 0), optional(b)),
  substr: (s, [a, b]) => {
    const start = Number(a ?? 0);
    const from = start < 0 ? Math.max(0, s.length + start) : start;
    return b === undefined ? s.slice(from) : s.slice(from, from + Math.max(0, Number(b)));
  },
  charAt: (s, [a]) => s.charAt(Number(a ?? 0)),
  charCodeAt: (s, [a]) => s.charCodeAt(Number(a ?? 0)),
  at: (s, [a]) => s.at(Number(a ?? 0)),
  concat: (s, parts) => s + parts.map(text).join(''),
  padStart: (s, [a, b]) => s.padStart(Math.min(Number(a), 10_000), b === undefined ? ' ' : text(b)),
  padEnd: (s, [a, b]) => s.padEnd(Math.min(Number(a), 10_000), b === undefined ? ' ' : text(b)),
};

function split(machine: Machine, subject: Constant, args: readonly Datum[], at: Place): Datum {
  const [by, limit] = args.map((arg) => chosen(machine, arg));
  const subjectText = String(subject.value);
  const max = limit?.kind === 'constant' && typeof limit.value === 'number' ? limit.value : undefined;
  const pieces =
    by === undefined || (by.kind === 'constant' && by.value === undefined)
      ? [subjectText]
      : splitBy(subjectText, by);
  if (pieces === null) return unknown('the parts of a text are not known', at);
  return list(pieces.slice(0, max).map((piece) => derived(subject, piece)));
}

function splitBy(subject: string, by: Datum): readonly string[] | null {
  if (by.kind === 'constant') return subject.split(String(by.value));
  const regex = by.kind === 'regex' ? compiled(by) : null;
  if (regex === null || regex.names.length > 0) return null;
  const pieces: string[] = [];
  let start = 0;
  for (;;) {
    const found = exec(regex.regex, subject, start);
    if (found === null) return [...pieces, subject.slice(start)];
    if (found.end === found.start) return null;
    pieces.push(subject.slice(start, found.start));
    start = found.end;
  }
}

function replace(
  machine: Machine,
  subject: Constant,
  args: readonly Datum[],
  isAll: boolean,
  at: Place,
): Datum {
  const [what, by] = args.map((arg) => chosen(machine, arg));
  const source = String(subject.value);
  const useFunction = by?.kind === 'function' || (by?.kind === 'outside' && by.value.kind === 'function');
  const put = (match: string): string | null => {
    if (by === undefined) return 'undefined';
    const value = useFunction
      ? textFrom(machine, callDatum(machine, by, [derived(subject, match)], UNDEFINED, at), at)
      : by;
    if (value.kind !== 'constant') return null;
    if (useFunction) return String(value.value);
    // `$&` stands for what was found, `$$` for a dollar; other marks are not followed.
    if (/\$[\d`'<]/.test(String(value.value))) return null;
    return String(value.value).replace(/\$[&$]/g, (mark) => (mark === '$&' ? match : '$'));
  };
  const isEvery = isAll || (what?.kind === 'regex' && what.flags.includes('g'));
  let out = '';
  let start = 0;
  for (let round = 0; round < 1000; round++) {
    const found = what === undefined ? null : findIn(source, what, start);
    if (found === 'unknown') return unknown('a text is not known', at);
    if (found === null) return derived(subject, out + source.slice(start));
    const filler = put(source.slice(found.start, found.end));
    if (filler === null || (isEvery && found.end === found.start)) return unknown('a text is not known', at);
    out += source.slice(start, found.start) + filler;
    start = found.end;
    if (!isEvery) return derived(subject, out + source.slice(start));
  }
  throw new GivenUp('a text is too long to be followed', at);
}

function findIn(
  source: string,
  what: Datum,
  from: number,
): { readonly start: number; readonly end: number } | null | 'unknown' {
  if (what.kind === 'regex') {
    const regex = compiled(what);
    return regex === null ? 'unknown' : exec(regex.regex, source, from);
  }
  if (what.kind !== 'constant') return 'unknown';
  const start = source.indexOf(String(what.value), from);
  return start < 0 ? null : { start, end: start + String(what.value).length };
}
