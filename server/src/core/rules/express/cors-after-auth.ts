// express/cors-after-auth: a guard answers the preflight before cors() can, and its 401 has no CORS headers.
import type { Report } from '../../findings/finding';
import { describeHandler } from '../../kinds/express/dispatch/words';
import type { Met } from '../../kinds/express/front';
import type { RouteEntry } from '../../kinds/express/table';
import type { Decision } from '../../model/decision';
import type { Request } from '../../model/request';
import { walk } from '../../syntax/js/walk';
import { comparePlaces, samePlace } from '../../text/span';
import { type ExpressContext, expressRule, fixOf, isPackaged } from '../express-rule';
import { isCors, lateCorsIn, routesWithLateCors } from '../express-shared/late-cors';

export const rule = expressRule({
  id: 'express/cors-after-auth',
  kind: 'preflight-blocked',
  certainty: 'assert',
  severity: 'warning',
  summary:
    'A guard runs before cors(), so browsers get its 401 for the preflight, which carries no credentials.',
  *check(context) {
    if (!context.handlers.some(({ handler }) => isCors(handler))) return;
    const reported: Met['handler'][] = [];
    for (const route of routesWithLateCors(context)) {
      const blocked = blockedPreflight(context, route);
      if (blocked === null || reported.includes(blocked.cors.handler)) continue;
      reported.push(blocked.cors.handler);
      yield report(context, route, blocked);
    }
  },
});

type Blocked = {
  readonly guard: Met;
  readonly cors: Met;
  readonly request: Request;
  readonly status: number;
};

/** A route whose preflight a guard refuses that stands in front of a cors() for the same route. */
function blockedPreflight(context: ExpressContext, route: RouteEntry): Blocked | null {
  const late = lateCorsIn(context.frontOf(route));
  const request = late === null ? null : preflightOf(context, route);
  if (late === null || request === null) return null;
  const { guard, cors } = late;
  const status = refusedStatus(context.decide(request));
  return status === null ? null : { guard, cors, request, status };
}

/** The preflight of a request to a route with an Authorization header, and one of its own, as applications send. */
function preflightOf(context: ExpressContext, route: RouteEntry): Request | null {
  const bare = context.bareRequest(route);
  if (bare === null) return null;
  return {
    ...bare,
    method: 'OPTIONS',
    headers: [
      ['Origin', 'https://app.example'],
      ['Access-Control-Request-Method', bare.method],
      ['Access-Control-Request-Headers', 'authorization'],
    ],
  };
}

function refusedStatus({ outcome }: Decision): number | null {
  const isRefusal =
    outcome.kind === 'challenged' || outcome.kind === 'forbidden' || outcome.kind === 'redirected';
  return isRefusal ? outcome.status : null;
}

function report(
  context: ExpressContext,
  route: RouteEntry,
  { guard, cors, request, status }: Blocked,
): Report {
  const name = describeHandler(guard.handler);
  const [what, it] = isPackaged(cors.handler, 'cors')
    ? ['cors()', 'cors()']
    : ['The function that answers preflights', 'that'];
  return {
    at: cors.handler.at,
    message: `${what} comes after ${name}, which answers ${status} to the preflight of ${route.path}: put ${it} in front of it.`,
    related: [
      { ...guard.handler.at, message: `${name} runs first, and asks for credentials that no preflight has.` },
    ],
    witness: { request, expect: { status } },
    fixes: mayMove(context, cors, guard)
      ? fixOf(
          'Move it in front of the guard',
          'review',
          context.change.moveBefore(cors.layer.at, guard.layer.at),
        )
      : [],
  };
}

/** Whether all that the call of cors() names is declared before the guard. */
function mayMove(context: ExpressContext, cors: Met, guard: Met): boolean {
  if (cors.router !== guard.router || comparePlaces(guard.layer.at, cors.layer.at) > 0) return false;
  if (cors.layer.kind !== 'use' || cors.layer.handlers.length > 1) return false;
  const names = new Set<string>();
  const declared = new Set<string>();
  context.everything.visit(({ node, scope }) => {
    if (scope.file !== cors.layer.at.file) return;
    if (samePlace({ file: scope.file, span: node.span }, cors.layer.at)) {
      walk(node, (one) => {
        if (one.kind === 'identifier') names.add(one.name);
        return true;
      });
    }
    const isBetween = node.span.start > guard.layer.at.span.end && node.span.end < cors.layer.at.span.start;
    if (!isBetween || node.kind !== 'variable') return;
    for (const { target } of node.declarations) if (target.kind === 'identifier') declared.add(target.name);
  });
  return [...names].every((name) => !declared.has(name));
}
