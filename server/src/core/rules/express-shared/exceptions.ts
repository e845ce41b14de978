// The requests for which a guard is passed over by express-unless, as the program writes them.

import { compileJs } from '../../kinds/express/matching/js-regex';
import { truthOf } from '../../kinds/express/program/operators';
import { entryOf, stringOf } from '../../kinds/express/values';
import { test } from '../../regex';
import type { Place } from '../../text/span';
import type { ExpressContext, PlacedHandler } from '../express-rule';
import { declarationOf, type Listed, valuesOf } from './literal-lists';
import { entryAt } from './literals';

/** A path of `unless({ path })`: a text is compared as it stands, a pattern is searched. */
export type Exception = {
  readonly path:
    | { readonly kind: 'text'; readonly text: string }
    | { readonly kind: 'pattern'; readonly source: string; readonly flags: string };
  /** `null` for all methods. */
  readonly methods: readonly string[] | null;
  /** Where it is written; the options where that is not seen. */
  readonly at: Place;
  /** Whether `at` is the literal itself, so that it can be replaced. */
  readonly isLiteral: boolean;
};

export type Exceptions = {
  /** Whether they are compared with `req.originalUrl`, the path with all mounts (express-unless 2.1, dist/index.js). */
  readonly useOriginalUrl: boolean;
  readonly list: readonly Exception[];
};

/** The exceptions of a guard; `null` where it has none, or they are not known. */
export function exceptionsOf(
  context: ExpressContext,
  { handler }: Pick<PlacedHandler, 'handler'>,
): Exceptions | null {
  const options = handler.behaviour.unless;
  if (options?.kind !== 'object') return null;
  const original = entryOf(options, 'useOriginalUrl');
  const useOriginalUrl = original?.kind === 'undefined' ? true : original === null ? null : truthOf(original);
  const path = options.entries.get('path');
  if (useOriginalUrl === null || path === undefined) return null;
  const near = options.at ?? handler.at;
  const own = options.at === null ? null : (entryAt(context, options.at, 'path')?.value ?? null);
  const isNamed = own === null || own.kind === 'identifier' || own.kind === 'member';
  const written = isNamed ? declarationOf(context, path) : { node: own, file: near.file };
  const list = valuesOf(path, written).flatMap((one) => exceptionOf(context, one, near));
  return { useOriginalUrl, list };
}

function exceptionOf(
  context: ExpressContext,
  { value, at: place, isLiteral }: Listed,
  near: Place,
): readonly Exception[] {
  const at = place ?? near;
  if (value.kind === 'string') {
    return [{ path: { kind: 'text', text: value.value }, methods: null, at, isLiteral }];
  }
  if (value.kind === 'regex') {
    const path = { kind: 'pattern', source: value.pattern, flags: value.flags } as const;
    return [{ path, methods: null, at, isLiteral }];
  }
  if (value.kind !== 'object') return [];
  const url = value.entries.get('url');
  const methods = value.entries.get('methods');
  const named =
    methods === undefined
      ? null
      : methods.kind === 'array'
        ? methods.elements.map(stringOf)
        : [stringOf(methods)];
  if (url === undefined || named?.includes(null)) return [];
  const entry = value.at === null ? null : entryAt(context, value.at, 'url');
  const inner: Listed = {
    value: url,
    at: entry === null || value.at === null ? at : { file: value.at.file, span: entry.value.span },
    isLiteral: entry?.value.kind === 'string' || entry?.value.kind === 'regex',
  };
  const list = named?.filter((one) => one !== null) ?? null;
  return exceptionOf(context, inner, near).map((one) => ({ ...one, methods: list }));
}

/** Whether an exception is for a path, in the view of express-unless; `null` where its pattern is not known. */
export function isExcepted({ path }: Exception, seen: string): boolean | null {
  if (path.kind === 'text') return path.text === seen;
  const regex = compileJs(path.source, path.flags);
  return regex.kind === 'jsRegex' ? test(regex.regex, seen) : null;
}
