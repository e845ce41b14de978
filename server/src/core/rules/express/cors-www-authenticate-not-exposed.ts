// express/cors-www-authenticate-not-exposed: a challenge for scripts that scripts on other origins cannot read.
import type { Report } from '../../findings/finding';
import type { Change } from '../../kinds/express/edits';
import type { RouteEntry } from '../../kinds/express/table';
import type { Request } from '../../model/request';
import { type ExpressContext, expressRule, fixOf } from '../express-rule';
import { type CorsCall, corsCalls, listOf } from '../express-shared/cors';
import { trialsOf } from '../express-shared/ends';
import { isMadeAt } from '../express-shared/made-at';
import { optionIn } from '../express-shared/options';

export const rule = expressRule({
  id: 'express/cors-www-authenticate-not-exposed',
  kind: 'missing-challenge',
  certainty: 'hint',
  severity: 'info',
  summary: 'A 401 has a challenge for scripts, and cors() does not let scripts on other origins read it.',
  *check(context) {
    for (const call of corsCalls(context)) {
      if (!hides(context, call)) continue;
      const shown = challengeBehind(context, call);
      // Once for an app: what is exposed is mostly a matter of all of its routes.
      if (shown !== null) {
        yield report(context, call, shown);
        return;
      }
    }
  },
});

/** Whether a call surely exposes other headers, or none. */
function hides(context: ExpressContext, { options, optionsAt }: CorsCall): boolean {
  const exposed = optionIn(context, options, optionsAt, 'exposedHeaders');
  if (exposed === null) return false;
  if (exposed.value.kind === 'undefined') return true;
  const list = listOf(exposed.value);
  return list?.some((one) => one === '*' || one.toLowerCase() === 'www-authenticate') === false;
}

type Shown = {
  readonly request: Request;
  readonly route: RouteEntry;
  readonly challenges: readonly string[];
};

/** Schemes whose challenges the browser answers itself. */
const OF_BROWSERS = /^(?:basic|digest|negotiate|ntlm)\b/i;

/** A 401 behind a call whose challenge only scripts can make use of. */
function challengeBehind(context: ExpressContext, { at }: CorsCall): Shown | null {
  for (const route of context.routes) {
    const isBehind = context.frontOf(route).met.some(({ handler }) => isMadeAt(handler, 'cors', at));
    if (!isBehind) continue;
    for (const { request } of trialsOf(context, route)) {
      const { outcome } = context.decide(request);
      if (outcome.kind !== 'challenged' || outcome.challenges === null) continue;
      if (outcome.challenges.every((one) => !OF_BROWSERS.test(one)))
        return { request, route, challenges: outcome.challenges };
    }
  }
  return null;
}

function report(
  context: ExpressContext,
  { options, at, optionsAt }: CorsCall,
  { request, route, challenges }: Shown,
): Report {
  return {
    at,
    message: `Do scripts on other origins read why they got 401? ${route.path} says "WWW-Authenticate: ${challenges.join(', ')}", and cors() does not expose that header.`,
    witness: { request, expect: { status: 401, challenges } },
    fixes: fixOf('Expose WWW-Authenticate', 'safe', exposing(context, { options, at, optionsAt })),
  };
}

function exposing(context: ExpressContext, { options, optionsAt }: CorsCall): Change {
  const entry = "['WWW-Authenticate']";
  if (options === undefined) return context.change.addArgument(optionsAt, `{ exposedHeaders: ${entry} }`);
  if (options.kind !== 'object' || options.at === null || options.entries.has('exposedHeaders')) return null;
  return context.change.addEntry(options.at, 'exposedHeaders', entry);
}
