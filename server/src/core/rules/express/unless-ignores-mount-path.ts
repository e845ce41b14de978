// express/unless-ignores-mount-path: an exception of express-unless that leaves out the path of the mount.
import type { Report } from '../../findings/finding';
import { compileJs } from '../../kinds/express/matching/js-regex';
import type { RouteEntry } from '../../kinds/express/table';
import { test } from '../../regex';
import { type ExpressContext, expressRule, fixOf, type PlacedHandler } from '../express-rule';
import { type Exception, exceptionsOf, isExcepted } from '../express-shared/exceptions';
import { behindPrefix, plainPrefixes } from '../express-shared/mounts';
import { escaped, looksLikePattern, sourceOf } from '../express-shared/path-patterns';
import { guardName, type Refusal, refusalOf } from '../express-shared/refusal';

export const rule = expressRule({
  id: 'express/unless-ignores-mount-path',
  kind: 'over-protected',
  certainty: 'assert',
  severity: 'error',
  summary:
    'The paths of unless({ path }) are compared with the whole path of the request, and these leave out the path of the mount.',
  *check(context) {
    for (const placed of context.handlers) {
      const exceptions = exceptionsOf(context, placed);
      if (exceptions === null || !exceptions.useOriginalUrl) continue;
      const prefixes = plainPrefixes(context, placed.layer, placed.router);
      if (prefixes === null || prefixes.includes('')) continue;
      for (const exception of exceptions.list) {
        const found = reportOf(context, placed, prefixes, exception);
        if (found !== null) yield found;
      }
    }
  },
});

function reportOf(
  context: ExpressContext,
  placed: PlacedHandler,
  prefixes: readonly string[],
  exception: Exception,
): Report | null {
  for (const prefix of prefixes) {
    for (const route of context.routes) {
      if (!isMeant(exception, route, prefix)) continue;
      const method = route.methods?.[0] ?? 'GET';
      if (exception.methods !== null && !exception.methods.includes(method)) continue;
      const refusal = refusalOf(context, route);
      if (refusal?.by.handler === placed.handler) {
        return report(context, exception, refusal, prefixes.length === 1 ? prefix : null);
      }
    }
  }
  return null;
}

/** Whether an exception would be for a route if the path of the mount were not in front of it. */
function isMeant(exception: Exception, { path, sample }: RouteEntry, prefix: string): boolean {
  const seen = behindPrefix(path, prefix);
  const example = sample === null ? null : behindPrefix(sample, prefix);
  if (seen === null || sample === null || example === null) return false;
  if (exception.path.kind === 'text') {
    const { text } = exception.path;
    if (!looksLikePattern(text)) return text === seen && text !== path;
    const regex = compileJs(sourceOf(text), '');
    return regex.kind === 'jsRegex' && test(regex.regex, example) && !test(regex.regex, sample);
  }
  return isExcepted(exception, example) === true && isExcepted(exception, sample) === false;
}

function report(
  context: ExpressContext,
  exception: Exception,
  { request, status, by }: Refusal,
  prefix: string | null,
): Report {
  const { path } = exception;
  const written = path.kind === 'text' ? `'${path.text}'` : `/${path.source}/${path.flags}`;
  const wanted = prefix === null ? null : withPrefix(path, prefix);
  return {
    at: exception.at,
    message: `${request.method} ${request.target} gets ${status} from ${guardName(by)}: express-unless compares ${written} with the whole path, so put the path of the mount in front${wanted === null ? '' : `, ${wanted}`}.`,
    related: [{ ...by.handler.at, message: `The guard stands under ${prefix ?? 'several paths'}.` }],
    witness: { request, expect: { status } },
    fixes:
      exception.isLiteral && wanted !== null
        ? fixOf(`Write ${wanted}`, 'review', context.change.replace(exception.at, wanted))
        : [],
  };
}

/** The exception as it has to be written; `null` for a pattern that is not anchored in a plain way. */
function withPrefix(path: Exception['path'], prefix: string): string | null {
  if (path.kind === 'text') {
    const whole = path.text === '/' ? prefix : `${prefix}${path.text}`;
    return looksLikePattern(whole) ? `/${sourceOf(whole)}/` : `'${whole}'`;
  }
  if (!path.source.startsWith('^') || path.source.includes('|')) return null;
  return `/^${escaped(prefix)}${path.source.slice(1)}/${path.flags}`;
}
