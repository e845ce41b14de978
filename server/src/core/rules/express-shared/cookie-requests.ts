// Requests with the cookies that a program reads, those that its guards take where it holds them.
import type { Everything } from '../../kinds/express/program/everything';
import type { RouteEntry } from '../../kinds/express/table';
import type { Request } from '../../model/request';
import type { ExpressContext } from '../express-rule';
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

const named = new WeakMap<Everything, readonly string[]>();

/** The names under which the program reads cookies. */
function cookieNames({ everything }: ExpressContext): readonly string[] {
  const before = named.get(everything);
  if (before !== undefined) return before;
  const names = new Set<string>(['token']);
  everything.each(['member', 'index', 'variable'], ({ node }) => {
    if (node.kind === 'member' && isCookies(node.object)) names.add(node.name);
    if (node.kind === 'index' && isCookies(node.object) && node.index.kind === 'string')
      names.add(node.index.value);
    if (node.kind !== 'variable') return;
    for (const { target, init } of node.declarations) {
      if (init === null || !isCookies(init) || target.kind !== 'objectPattern') continue;
      for (const { key } of target.of) if (key.kind === 'name') names.add(key.name);
    }
  });
  const found = [...names].filter((name) => /^[\w.-]+$/.test(name));
  named.set(everything, found);
  return found;
}

function isCookies(node: { readonly kind: string; readonly name?: unknown }): boolean {
  // `({ cookies }, res) => …` has them under their own name.
  const isNamed = node.kind === 'member' || node.kind === 'identifier';
  return isNamed && (node.name === 'cookies' || node.name === 'signedCookies');
}
