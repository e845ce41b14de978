// The routes as a guard with exceptions sees them, and what it does with them.
import type { RouteEntry } from '../../kinds/express/table';
import { requestTo } from '../../model/request';
import type { ExpressContext, PlacedHandler } from '../express-rule';
import type { Exception } from './exceptions';
import { behindPrefix, plainPrefixes } from './mounts';
import { type Refusal, refusalOf } from './refusal';

/** A guard, and the routes with their paths as it sees them. */
export type View = {
  readonly placed: PlacedHandler;
  readonly useOriginalUrl: boolean;
  readonly seen: readonly Seen[];
};
export type Seen = { readonly route: RouteEntry; readonly path: string; readonly sample: string };

/** What a guard sees of the routes. */
export function viewOf(context: ExpressContext, placed: PlacedHandler, useOriginalUrl: boolean): View {
  const prefixes = useOriginalUrl ? [''] : (plainPrefixes(context, placed.layer, placed.router) ?? []);
  const seen = context.routes.flatMap((route) =>
    prefixes.flatMap((prefix): Seen[] => {
      const path = behindPrefix(route.path, prefix);
      const sample = route.sample === null ? null : behindPrefix(route.sample, prefix);
      return path === null || sample === null ? [] : [{ route, path, sample }];
    }),
  );
  return { placed, useOriginalUrl, seen };
}

/** The refusal of a route by this guard, with the method that the exception is for. */
export function refusedBy(
  context: ExpressContext,
  { placed }: View,
  { methods }: Exception,
  { route }: Seen,
): Refusal | null {
  const method = route.methods?.[0] ?? 'GET';
  if (methods !== null && !methods.includes(method)) return null;
  const refusal = refusalOf(context, route);
  return refusal?.by.handler === placed.handler ? refusal : null;
}

/** The refusal of a path that no route is for, such as files behind `/public/*`. */
export function unroutedRefusal(
  context: ExpressContext,
  { useOriginalUrl }: View,
  text: string,
  victims: number,
) {
  if (victims > 0 || !useOriginalUrl) return null;
  const request = requestTo('GET', text.replace(/:\w+|\*\w*|\(\.\*\)/g, 'x'));
  if (request === null) return null;
  const { outcome } = context.decide(request);
  return outcome.kind === 'challenged' ? { request, status: outcome.status } : null;
}

/** Whether anything but Express's own 404 answers a path, or may. */
export function answers(context: ExpressContext, path: string): boolean {
  const methods = new Set(context.routes.flatMap((route) => route.methods ?? ['GET']));
  return [...methods].some((method) => {
    const request = requestTo(method, path);
    if (request === null) return false;
    const { outcome } = context.decide(request);
    return outcome.kind === 'unknown' || outcome.status !== 404;
  });
}
