// Routes that a guard means to let through, and does not: other rules say why.

import type { Met } from '../../kinds/express/front';
import { compileJs } from '../../kinds/express/matching/js-regex';
import type { RouteEntry } from '../../kinds/express/table';
import { test } from '../../regex';
import type { ExpressContext } from '../express-rule';
import { exceptionsOf } from './exceptions';
import { pathChecksOf } from './path-checks';
import { looksLikePattern, sourceOf } from './path-patterns';

/** Whether an exception or a check of the guard names a route, in whatever form. */
export function isMeantToPass(context: ExpressContext, by: Met, route: RouteEntry): boolean {
  const { source } = by.handler.behaviour;
  const checks = source.kind === 'written' ? pathChecksOf(context, source.function) : [];
  const exceptions = exceptionsOf(context, by)?.list ?? [];
  return (
    checks.some(({ how, text, flags }) =>
      how === 'pattern' ? fits(text, flags, route) : names(text, route),
    ) ||
    exceptions.some(({ path }) =>
      path.kind === 'text' ? names(path.text, route) : fits(path.source, path.flags, route),
    )
  );
}

/** Whether a text is a path's end, or fits it as a pattern, without regard to case and slashes at the end. */
function names(text: string, route: RouteEntry): boolean {
  if (looksLikePattern(text)) return fits(sourceOf(text), '', route);
  const bare = text.toLowerCase().replace(/^\/+|\/+$|\?.*$/g, '');
  return bare !== '' && `${route.path.toLowerCase()}/`.includes(`/${bare}/`);
}

function fits(source: string, flags: string, { sample }: RouteEntry): boolean {
  const regex = compileJs(source.replace(/^\^/, ''), flags);
  return sample !== null && regex.kind === 'jsRegex' && test(regex.regex, sample);
}
