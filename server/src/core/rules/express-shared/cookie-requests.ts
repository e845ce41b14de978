// Requests with the cookies that a program reads, those that its guards take where it holds them.
import type { RouteEntry } from '../../kinds/express/table';
import type { Request } from '../../model/request';
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
