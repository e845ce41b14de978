// Requests with the cookies that a program reads, those that its guards take where it holds them.
import type { RouteEntry } from '../../kinds/express/table';
import type { Request } from '../../model/request';
import type { Requirement } from '../../model/requirement';
import type { ExpressContext } from '../express-rule';
import { cookieNames } from './cookie-names';
import { checksOf } from './refusal';
import { requestFor, withHeader } from './requests';

/** A request with every cookie that is asked for under its name on the way to a route. */
export function withCookies(context: ExpressContext, route: RouteEntry): Request | null {
  const request = requestFor(context, route);
  if (request === null) return null;
  const examples = examplesOn(context, route);
  const cookies = cookieNames(context).map((name) => `${name}=${examples.get(name) ?? 'value'}`);
  const sent = withHeader(request, 'Cookie', cookies.join('; '));
  return examples.size === 0 ? sent : { ...sent, secrets: [...examples.values()] };
}

/** Whether a route lets in whoever sends no cookie, but something else that it asks for. */
export function letsInWithoutCookie(context: ExpressContext, route: RouteEntry): boolean {
  const bare = requestFor(context, route);
  const request = bare && context.authorized(bare, withoutCookies(context.requirementOf(route)));
  return request !== null && context.decide(request).outcome.kind === 'passed';
}

/** What is demanded of a client that sends none of the cookies that would do as well. */
function withoutCookies(requirement: Requirement): Requirement {
  if (requirement.kind !== 'any' && requirement.kind !== 'all') return requirement;
  const isOther = (one: Requirement) =>
    one.kind !== 'check' || one.scheme.kind !== 'apiKey' || one.scheme.in !== 'cookie';
  return { ...requirement, of: requirement.of.filter(isOther).map(withoutCookies) };
}

/** Cookies that the guards on the way to a route take, where the program holds them. */
function examplesOn(context: ExpressContext, route: RouteEntry): ReadonlyMap<string, string> {
  const checks = context.frontOf(route).met.flatMap(({ handler }) => checksOf(handler.behaviour.demands()));
  return new Map(
    checks.flatMap(({ scheme, example }) =>
      scheme.kind === 'apiKey' && scheme.in === 'cookie' && example !== undefined
        ? [[scheme.name, example]]
        : [],
    ),
  );
}
