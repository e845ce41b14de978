// express/unless-path-not-matching: an exception of express-unless that its text keeps from ever being one.
import type { Report } from '../../findings/finding';
import { compileJs } from '../../kinds/express/matching/js-regex';
import { test } from '../../regex';
import { closest } from '../../text/closest';
import { type ExpressContext, expressRule, fixOf } from '../express-rule';
import { type Exception, exceptionsOf } from '../express-shared/exceptions';
import { answers, refusedBy, unroutedRefusal, type View, viewOf } from '../express-shared/guard-views';
import { looksLikePattern, sourceOf } from '../express-shared/path-patterns';
import { guardName, type Refusal } from '../express-shared/refusal';

export const rule = expressRule({
  id: 'express/unless-path-not-matching',
  kind: 'over-protected',
  certainty: 'assert',
  severity: 'warning',
  summary:
    'A text of unless({ path }) is compared with the path as it stands, and no path of the route is equal to it.',
  *check(context) {
    for (const placed of context.handlers) {
      const exceptions = exceptionsOf(context, placed);
      if (exceptions === null) continue;
      const view = viewOf(context, placed, exceptions.useOriginalUrl);
      for (const exception of exceptions.list) {
        if (exception.path.kind !== 'text') continue;
        const found = reportOf(context, view, exception, exception.path.text);
        if (found !== null) yield found;
      }
    }
  },
});

function reportOf(context: ExpressContext, view: View, exception: Exception, text: string): Report | null {
  if (looksLikePattern(text)) return patternReport(context, view, exception, text);
  const plain = normal(text);
  for (const one of view.seen) {
    if (normal(one.path) !== plain || one.path === text) continue;
    const refusal = refusedBy(context, view, exception, one);
    if (refusal !== null) return spellingReport(context, exception, text, one.path, refusal);
  }
  return typingReport(context, view, exception, text);
}

/** A path without what Express does not mind: the case of its letters and a slash at its end. */
function normal(path: string): string {
  const bare = (path.split('?')[0] ?? '').toLowerCase().replace(/\/+$/, '');
  return bare === '' || bare.startsWith('/') ? bare : `/${bare}`;
}

function patternReport(
  context: ExpressContext,
  view: View,
  exception: Exception,
  text: string,
): Report | null {
  const source = sourceOf(text);
  const regex = compileJs(source, '');
  if (regex.kind !== 'jsRegex') return null;
  const victims = view.seen.filter(({ path, sample }) => path === text || test(regex.regex, sample));
  const refusal = victims.map((one) => refusedBy(context, view, exception, one)).find((one) => one !== null);
  const shown = refusal ?? unroutedRefusal(context, view, text, victims.length);
  if (shown === null || shown === undefined) return null;
  const { request, status } = shown;
  const name = guardName(view.placed);
  return {
    at: exception.at,
    severity: 'error',
    message: `${request.method} ${request.target} gets ${status} from ${name}: express-unless compares '${text}' with the path letter by letter, so write a regular expression, /${source}/.`,
    witness: { request, expect: { status } },
    fixes: exception.isLiteral
      ? fixOf('Write a regular expression', 'review', context.change.replace(exception.at, `/${source}/`))
      : [],
  };
}

function spellingReport(
  context: ExpressContext,
  exception: Exception,
  text: string,
  path: string,
  { request, status, by }: Refusal,
): Report {
  return {
    at: exception.at,
    message: `${request.method} ${request.target} gets ${status} from ${guardName(by)}: express-unless compares '${text}' with the path letter by letter, so write '${path}'.`,
    witness: { request, expect: { status } },
    fixes: exception.isLiteral
      ? fixOf(`Write '${path}'`, 'review', context.change.replace(exception.at, `'${path}'`))
      : [],
  };
}

/** A text that no route answers, and that is nearly the path of a route which the guard refuses. */
function typingReport(
  context: ExpressContext,
  view: View,
  exception: Exception,
  text: string,
): Report | null {
  const isNamed = context.routes.some(({ path }) => path.endsWith(text));
  if (isNamed || !context.isWhole || text.length < 5 || answers(context, text)) return null;
  const near = closest(
    text,
    view.seen.map(({ path }) => path).filter((path) => path.split('/').length === text.split('/').length),
  );
  const one = view.seen.find(({ path }) => path === near);
  const refusal = one === undefined ? null : refusedBy(context, view, exception, one);
  if (refusal === null || one === undefined) return null;
  return {
    at: exception.at,
    certainty: 'hint',
    message: `No route answers '${text}': is '${one.path}' meant, which ${guardName(refusal.by)} refuses?`,
    witness: { request: refusal.request, expect: { status: refusal.status } },
  };
}
