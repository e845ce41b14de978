// express/failure-redirect-on-api-route: scripts that ask an API get a redirect to a page instead of a 401.
import type { Report } from '../../findings/finding';
import type { Met } from '../../kinds/express/front';
import type { RouteEntry } from '../../kinds/express/table';
import type { Request } from '../../model/request';
import { type Place, samePlace } from '../../text/span';
import { type ExpressContext, expressRule, fixOf, isGuard } from '../express-rule';
import { endsOf } from '../express-shared/ends';
import { entryAt } from '../express-shared/literals';
import { lostStatuses } from '../express-shared/lost-statuses';
import { guardName, looksAtCredentials } from '../express-shared/refusal';
import { scriptRequest } from '../express-shared/requests';
import { isLoginRoute } from '../express-shared/route-names';
import { routesWhere } from '../express-shared/route-questions';
import { answersJson, isForScripts, mayBeForScripts } from '../express-shared/script-routes';

export const rule = expressRule({
  id: 'express/failure-redirect-on-api-route',
  kind: 'wrong-status',
  certainty: 'assert',
  severity: 'warning',
  summary:
    'A guard redirects scripts that ask an API without credentials: they follow, and take the page for the answer.',
  *check(context) {
    const seen: Place[] = [];
    for (const route of routesRedirected(context)) {
      const sent = redirectOf(context, route);
      if (sent === null || seen.some((at) => samePlace(at, sent.at))) continue;
      seen.push(sent.at);
      yield report(context, route, sent);
    }
    yield* lostStatuses(context, seen);
  },
});

type Sent = {
  readonly request: Request;
  readonly status: number;
  readonly location: string | null;
  readonly by: Met;
  readonly at: Place;
};

const routesRedirected = routesWhere((asked) => {
  const { route, bare } = asked;
  if (bare === null || !mayBeForScripts(route)) return false;
  if (isLoginRoute(route) && !answersJson(route)) return false;
  return asked.decide(scriptRequest(bare)).outcome.kind === 'redirected';
});

/** The redirect that a script gets from a guard, although it asks for JSON. */
function redirectOf(context: ExpressContext, route: RouteEntry): Sent | null {
  const bare = context.bareRequest(route);
  if (bare === null) return null;
  const request = scriptRequest(bare);
  const { outcome } = context.decide(request);
  if (outcome.kind !== 'redirected' || !isForScripts(context, route)) return null;
  const end = endsOf(context, request)[0]?.end;
  if (end?.kind !== 'answered' || end.handler === null) return null;
  const { handler } = end;
  const by = context.frontOf(route, bare.method).met.find((one) => samePlace(one.handler.at, handler));
  if (by === undefined || !isGuard(by.handler)) return null;
  if (by.handler.behaviour.source.kind !== 'packaged' && !looksAtCredentials(by)) return null;
  const { status, location } = outcome;
  return { request, status, location, by, at: outcome.at ?? handler };
}

function report(
  context: ExpressContext,
  route: RouteEntry,
  { request, status, location, by, at }: Sent,
): Report {
  const option = failureRedirect(context, by);
  return {
    at: option === null ? at : { file: option.object.file, span: option.entry.span },
    message: `${request.method} ${route.path} without credentials gets ${status} to ${location ?? 'a page'} from ${guardName(by)}: scripts follow it and take the page for the answer. Answer 401.`,
    witness: { request, expect: { status, location } },
    fixes:
      option === null || !isForApisOnly(context, by)
        ? []
        : fixOf(
            'Leave failureRedirect out, so that passport answers 401',
            'review',
            context.change.removeEntry(option.object, { file: option.object.file, span: option.entry.span }),
          ),
  };
}

/** Whether only routes for scripts meet a guard, so that no page loses its way to the login. */
function isForApisOnly(context: ExpressContext, { handler }: Met): boolean {
  return context.routes.every(
    (route) =>
      isForScripts(context, route) || context.frontOf(route).met.every((one) => one.handler !== handler),
  );
}

/** Where `failureRedirect` is written for a guard of passport. */
function failureRedirect(context: ExpressContext, { handler }: Met) {
  const { source } = handler.behaviour;
  if (source.kind !== 'packaged' || source.package !== 'passport') return null;
  const options = source.args.find((arg) => arg.kind === 'object');
  const object = options?.kind === 'object' ? options.at : null;
  const entry = object === null ? null : entryAt(context, object, 'failureRedirect');
  return object === null || entry === null ? null : { object, entry };
}
