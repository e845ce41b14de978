// The requests for which a guard is passed over by express-unless, as the program writes them.

import { compileJs } from '../../kinds/express/matching/js-regex';
import { truthOf } from '../../kinds/express/program/operators';
import { entryOf, stringOf, type Value } from '../../kinds/express/values';
import { test } from '../../regex';
import type { Expression } from '../../syntax/js/tree';
import type { Place } from '../../text/span';
import type { ExpressContext, PlacedHandler } from '../express-rule';
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
export function exceptionsOf(context: ExpressContext, { handler }: PlacedHandler): Exceptions | null {
  const options = handler.behaviour.unless;
  if (options?.kind !== 'object') return null;
  const original = entryOf(options, 'useOriginalUrl');
  const useOriginalUrl = original?.kind === 'undefined' ? true : original === null ? null : truthOf(original);
  const path = options.entries.get('path');
  if (useOriginalUrl === null || path === undefined) return null;
  const near = options.at ?? handler.at;
  const written = options.at === null ? null : (entryAt(context, options.at, 'path')?.value ?? null);
  const node = literalOf(context, path, near.file, written);
  return { useOriginalUrl, list: listed(context, path, node, near) };
}

type Written = { readonly node: Expression; readonly file: string };

function listed(
  context: ExpressContext,
  value: Value,
  written: Written | null,
  near: Place,
): readonly Exception[] {
  const values = value.kind === 'array' ? value.elements : [value];
  const node = written?.node;
  const nodes: readonly (Expression | null)[] =
    node?.kind === 'array'
      ? node.of.map((one) => (one === null || one.kind === 'spread' ? null : one))
      : [node ?? null];
  const isAligned = nodes.length === values.length && !nodes.includes(null);
  return values.flatMap((one, i): readonly Exception[] => {
    const own = isAligned ? (nodes[i] ?? null) : null;
    const at = own === null || written === null ? near : { file: written.file, span: own.span };
    return exceptionOf(context, one, at, own);
  });
}

function exceptionOf(
  context: ExpressContext,
  value: Value,
  at: Place,
  node: Expression | null,
): readonly Exception[] {
  if (value.kind === 'string') {
    const isLiteral = node?.kind === 'string';
    return [{ path: { kind: 'text', text: value.value }, methods: null, at, isLiteral }];
  }
  if (value.kind === 'regex') {
    const path = { kind: 'pattern', source: value.pattern, flags: value.flags } as const;
    return [{ path, methods: null, at, isLiteral: node?.kind === 'regex' }];
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
  const place = entry === null || value.at === null ? at : { file: value.at.file, span: entry.value.span };
  const list = named?.filter((one) => one !== null) ?? null;
  return exceptionOf(context, url, place, entry?.value ?? null).map((one) => ({ ...one, methods: list }));
}

/** The literal that a value was written as: the expression itself, or what the name was declared with. */
function literalOf(
  context: ExpressContext,
  value: Value,
  file: string,
  written: Expression | null,
): Written | null {
  if (written !== null && written.kind !== 'identifier' && written.kind !== 'member')
    return { node: written, file };
  let found: Written | null = null;
  context.everything.visit(({ node, scope }) => {
    if (found !== null || node.kind !== 'variable') return;
    for (const { target, init } of node.declarations) {
      if (target.kind !== 'identifier' || init?.kind !== 'array') continue;
      if (scope.lookup(target.name) === value) found = { node: init, file: scope.file };
    }
  });
  return found;
}

/** Whether an exception is for a path, in the view of express-unless; `null` where its pattern is not known. */
export function isExcepted({ path }: Exception, seen: string): boolean | null {
  if (path.kind === 'text') return path.text === seen;
  const regex = compileJs(path.source, path.flags);
  return regex.kind === 'jsRegex' ? test(regex.regex, seen) : null;
}
