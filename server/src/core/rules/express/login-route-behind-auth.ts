// express/login-route-behind-auth: where one gets credentials, a guard already asks for them.
import type { Report } from '../../findings/finding';
import type { Met } from '../../kinds/express/front';
import type { RouteEntry } from '../../kinds/express/table';
import type { Scheme } from '../../model/requirement';
import { samePlace } from '../../text/span';
import { type ExpressContext, expressRule, fixOf } from '../express-rule';
import { isExplained } from '../express-shared/causes';
import { routeInFront } from '../express-shared/guard-moves';
import { guardName, type Refusal, refusalOf, schemesOf } from '../express-shared/refusal';
import { isLoginRoute, mayBeLogin, segmentsOf } from '../express-shared/route-names';

export const rule = expressRule({
  id: 'express/login-route-behind-auth',
  kind: 'over-protected',
  certainty: 'assert',
  severity: 'error',
  summary: 'A guard refuses requests to the route where one logs in, signs up or gets a token.',
  *check(context) {
    for (const route of context.routes) {
      if (!isLoginRoute(route) && !mayBeLogin(route)) continue;
      const refusal = refusalOf(context, route);
      if (refusal === null) continue;
      const { by } = refusal;
      if (by.isOwn && !isBorrowed(context, route, by)) continue;
      if (isExplained(context, route, refusal) || isForPageOnly(context, route)) continue;
      yield report(context, route, refusal);
    }
  },
});

/**
 * Whether a guard on the login itself is the one of other routes too, and asks for what only a login gives. Others
 * are the login: passport's strategy, a check of a refresh token, a client's password.
 */
function isBorrowed(context: ExpressContext, route: RouteEntry, by: Met): boolean {
  const isLogin = /^(?:log|sign)[-_]?in$/.test(segmentsOf(route.path).at(-1) ?? '');
  const isLast = route.handlers.at(-1)?.handler === by.handler;
  const schemes = schemesOf(by.handler.behaviour.demands());
  const isForToken =
    schemes.length > 0 && schemes.every(({ kind }) => kind === 'bearer' || kind === 'session');
  if (!isLogin || isLast || !isForToken || by.handler.body === null) return false;
  const { body } = by.handler;
  return context.routes.some(
    (other) =>
      other.layer !== route.layer &&
      !isLoginRoute(other) &&
      other.handlers.some(
        ({ handler }) =>
          handler.kind === 'function' && handler.body !== null && samePlace(handler.body, body),
      ),
  );
}

/** Whether only the page is refused, and what one logs in by is let through. */
function isForPageOnly(context: ExpressContext, { path, methods }: RouteEntry): boolean {
  if (methods === null || methods.includes('POST')) return false;
  return context.routes.some((other) => {
    const isPost = other.path === path && other.methods?.[0] === 'POST';
    const request = isPost ? context.bareRequest(other) : null;
    return request !== null && context.decide(request).outcome.kind === 'passed';
  });
}

/** A password of the whole site, or a key of the client program, is nothing that a login gives. */
function isPerimeter({ handler }: Met): boolean {
  const schemes = schemesOf(handler.behaviour.demands());
  return schemes.length > 0 && schemes.every(isOfClient);
}

function isOfClient(scheme: Scheme): boolean {
  if (scheme.kind === 'apiKey') return scheme.in !== 'cookie' && /key|client|app|secret/i.test(scheme.name);
  return ['basic', 'digest', 'negotiate', 'mutualTls'].includes(scheme.kind);
}

function report(context: ExpressContext, route: RouteEntry, { request, status, by }: Refusal): Report {
  const name = guardName(by);
  const what = `${request.method} ${route.path} gets ${status} from ${name}`;
  const isSure = isLoginRoute(route) && !isPerimeter(by);
  return {
    at: route.at,
    message: isSure
      ? `${what}, so nobody without credentials gets any: put the route in front of the guard.`
      : `${what}: is that meant for all who log in here?`,
    ...(isSure ? {} : { certainty: 'hint' as const }),
    related: [{ ...by.handler.at, message: `${name} refuses the request.` }],
    witness: { request, expect: { status } },
    fixes: isSure
      ? fixOf(
          'Move the route in front of the guard',
          'review',
          routeInFront(context, route, by, isLoginRoute),
        )
      : [],
  };
}
