// Regular expressions in a handler, on the house's own engine.
import { exec, test } from '../../../../regex';
import { compileJs, type JsRegex } from '../../matching/js-regex';
import {
  type Constant,
  constant,
  type Datum,
  list,
  NULL,
  type Pattern,
  thing,
  UNDEFINED,
  unknown,
} from '../datum';
import type { Machine } from './machine';
import { native } from './native';
import { chosen } from './outside';

/** `test`, `exec` and `source` of a regular expression. */
export function regexMember(machine: Machine, pattern: Pattern, name: string): Datum {
  switch (name) {
    case 'source':
      return constant(pattern.source);
    case 'test':
      return native('test', ([text], _self, at) => {
        const subject = subjectOf(machine, text);
        const regex = compiled(pattern);
        if (subject === null || regex === null || !isFresh(pattern))
          return unknown('whether a pattern matches is not known', at);
        return constant(test(regex.regex, String(subject.value)));
      });
    case 'exec':
      return native('exec', ([text], _self, at) => {
        const subject = subjectOf(machine, text);
        return subject === null || !isFresh(pattern)
          ? unknown('what a pattern matches is not known', at)
          : (matchOf(pattern, subject) ?? unknown('what a pattern matches is not known', at));
      });
    default:
      return UNDEFINED;
  }
}

const used = new WeakSet<Pattern>();

/** A pattern of the program: where a global one starts is what the requests before have left (`lastIndex`). */
export function sharedPattern(pattern: Pattern): Pattern {
  if (/[gy]/.test(pattern.flags)) used.add(pattern);
  return pattern;
}

/** Whether a pattern starts where a text does: one that is global or sticky does so the first time (`lastIndex`). */
function isFresh(pattern: Pattern): boolean {
  if (!/[gy]/.test(pattern.flags)) return true;
  const isFirst = !used.has(pattern);
  used.add(pattern);
  return isFirst;
}

function subjectOf(machine: Machine, text: Datum | undefined): Constant | null {
  const value = text === undefined ? UNDEFINED : chosen(machine, text);
  return value.kind === 'constant' ? value : null;
}

/** A pattern for the engine; `null` where it is not one that the engine knows. */
export function compiled(pattern: Pattern): JsRegex | null {
  const regex = compileJs(pattern.source, pattern.flags);
  return regex.kind === 'jsRegex' ? regex : null;
}

/** The array that `exec` and `match` answer; `null` where it is not known. */
export function matchOf(pattern: Pattern, subject: Constant): Datum | null {
  const regex = compiled(pattern);
  if (regex === null) return null;
  const found = exec(regex.regex, String(subject.value));
  if (found === null) return NULL;
  const groups = found.groups.map((value): Datum => ({ kind: 'constant', value, carried: subject.carried }));
  const named = regex.names.flatMap((name, i): [string, Datum][] => {
    const group = groups[i + 1];
    return name === null || group === undefined ? [] : [[name, group]];
  });
  if (named.length === 0) return list(groups);
  const made = thing([...groups.entries()].map(([i, group]): [string, Datum] => [String(i), group]));
  made.fields.set('groups', thing(named));
  return made;
}
