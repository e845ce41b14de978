// express/express-unless-method-case: methods of express-unless in small letters, which no request has.
import type { Report, Witness } from '../../findings/finding';
import { stringOf, type Value } from '../../kinds/express/values';
import { requestTo } from '../../model/request';
import type { Place } from '../../text/span';
import { type ExpressContext, expressRule, fixOf, type PlacedHandler } from '../express-rule';
import { type Exception, exceptionsOf, isExcepted } from '../express-shared/exceptions';
import { entryAt } from '../express-shared/literals';
import { guardName, refusalOf } from '../express-shared/refusal';

export const rule = expressRule({
  id: 'express/express-unless-method-case',
  kind: 'over-protected',
  certainty: 'assert',
  severity: 'error',
  summary: 'express-unless compares methods letter by letter, and requests have theirs in capitals.',
  *check(context) {
    for (const placed of context.handlers) {
      const options = placed.handler.behaviour.unless;
      if (options?.kind !== 'object') continue;
      for (const given of methodsIn(options)) {
        const small = given.methods.filter((method) => method !== method.toUpperCase());
        if (small.length > 0) yield report(context, placed, given, small);
      }
    }
  },
});

/** Methods of an object of the options, and what they belong to: all paths, or one. */
type Given = {
  readonly methods: readonly string[];
  readonly object: Place | null;
  readonly name: 'method' | 'methods';
  readonly url: Value | null;
};

function methodsIn(options: Extract<Value, { kind: 'object' }>): readonly Given[] {
  const path = options.entries.get('path');
  const paths = path?.kind === 'array' ? path.elements : path === undefined ? [] : [path];
  const ofPaths = paths.flatMap((one): Given[] => {
    if (one.kind !== 'object') return [];
    const methods = textsOf(one.entries.get('methods'));
    return [{ methods, object: one.at, name: 'methods', url: one.entries.get('url') ?? null }];
  });
  const methods = textsOf(options.entries.get('method'));
  return [...ofPaths, { methods, object: options.at, name: 'method', url: null }];
}

function textsOf(value: Value | undefined): readonly string[] {
  const values = value?.kind === 'array' ? value.elements : value === undefined ? [] : [value];
  return values.map(stringOf).filter((text) => text !== null);
}

function report(
  context: ExpressContext,
  placed: PlacedHandler,
  given: Given,
  small: readonly string[],
): Report {
  const entry = given.object === null ? null : entryAt(context, given.object, given.name);
  const at =
    given.object === null || entry === null
      ? placed.handler.at
      : { file: given.object.file, span: entry.value.span };
  const shown = witnessOf(context, placed, given, small);
  const names = small.map((one) => `'${one}'`).join(', ');
  const what =
    shown === null
      ? 'no request is let through'
      : `${shown.request.method} ${shown.request.target} gets ${shown.expect.status} from ${guardName(placed)}`;
  const text = context.change.textOf(at);
  const isLiteral = entry !== null && /^(?:\[\s*)?(?:(['"`])\w+\1[\s,]*)+\]?$/.test(text);
  return {
    at,
    message: `express-unless compares methods letter by letter, and ${names} is never the method of a request: ${what}. Write ${small.map((one) => `'${one.toUpperCase()}'`).join(', ')}.`,
    witness: shown,
    fixes: isLiteral
      ? fixOf('Write the methods in capitals', 'review', context.change.replace(at, text.toUpperCase()))
      : [],
  };
}

/** A request that the methods are meant for, and that the guard refuses. */
function witnessOf(
  context: ExpressContext,
  placed: PlacedHandler,
  { url, name }: Given,
  small: readonly string[],
): Witness | null {
  for (const route of context.routes) {
    const method = small.map((one) => one.toUpperCase()).find((one) => route.methods?.includes(one) ?? true);
    if (method === undefined || route.sample === null) continue;
    if (name === 'methods' && !isMeant(context, placed, url, route.sample)) continue;
    const request = requestTo(method, route.sample);
    const refusal = request === null ? null : refusalOf(context, route, request);
    if (refusal?.by.handler === placed.handler) {
      return { request: refusal.request, expect: { status: refusal.status } };
    }
  }
  return null;
}

function isMeant(context: ExpressContext, placed: PlacedHandler, url: Value | null, path: string): boolean {
  const exception = (exceptionsOf(context, placed)?.list ?? []).find((one) => isOf(one, url));
  return exception !== undefined && isExcepted(exception, path) === true;
}

function isOf({ path }: Exception, url: Value | null): boolean {
  if (url?.kind === 'string') return path.kind === 'text' && path.text === url.value;
  return url?.kind === 'regex' && path.kind === 'pattern' && path.source === url.pattern;
}
