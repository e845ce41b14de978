// express/route-registered-before-auth: routes that change data stand in front of the guard of their siblings.
import type { Report } from '../../findings/finding';
import type { Met } from '../../kinds/express/front';
import type { Layer } from '../../kinds/express/stack';
import { byMethod, type RouteEntry } from '../../kinds/express/table';
import { type ExpressContext, expressRule } from '../express-rule';
import { guardOrRoutesMoved } from '../express-shared/guard-moves';
import { layerTowards } from '../express-shared/mounts';
import { ifInFront } from '../express-shared/rearranged';
import { guardName, refusalOf } from '../express-shared/refusal';
import { requestFor } from '../express-shared/requests';
import { isAboutAccounts, isPrivateByName, isPublicByName, segmentsOf } from '../express-shared/route-names';
import { refuserOf } from '../express-shared/route-questions';

export const rule = expressRule({
  id: 'express/route-registered-before-auth',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'warning',
  summary: 'Routes that change data come before the guard that their siblings are behind, so they are open.',
  *check(context) {
    const reported = new Set<string>();
    for (const [guard, example] of guardsOf(context)) {
      for (const group of groupsBefore(context, guard)) {
        if (reported.has(group.key)) continue;
        const found = reportOf(context, guard, example, group);
        if (found === null) continue;
        reported.add(group.key);
        yield found;
      }
    }
  },
});

/** The functions of `use` that refuse requests without credentials, each with a route that it keeps. */
function guardsOf(context: ExpressContext): ReadonlyMap<Met, RouteEntry> {
  const guards = new Map<Met['handler'], [Met, RouteEntry]>();
  for (const route of context.routes) {
    if (isPublicByName(route)) continue;
    const handler = refuserOf(context, route);
    if (handler === null || guards.has(handler)) continue;
    const by = refusalOf(context, route)?.by;
    if (by?.layer.kind === 'use' && !guards.has(by.handler)) guards.set(by.handler, [by, route]);
  }
  return new Map(guards.values());
}

/** Routes that one mount leads to, or that begin alike: what an author thinks of as one thing. */
type Group = { readonly key: string; readonly carrier: Layer; readonly routes: RouteEntry[] };

function groupsBefore(context: ExpressContext, guard: Met): readonly Group[] {
  const { router, layer } = guard;
  const last = router.layers.indexOf(layer);
  const groups = new Map<string, Group>();
  for (const route of context.routes.flatMap(byMethod)) {
    const carrier = layerTowards(router, route);
    if (carrier === null || router.layers.indexOf(carrier) >= last) continue;
    const { file, span } = carrier.at;
    const key =
      carrier === route.layer ? `${file} ${segmentsOf(route.path)[0] ?? ''}` : `${file}:${span.start}`;
    const group = groups.get(key) ?? { key, carrier, routes: [] };
    group.routes.push(route);
    groups.set(key, group);
  }
  return [...groups.values()];
}

const CHANGING = /^(?:POST|PUT|PATCH|DELETE)$/;

function reportOf(
  context: ExpressContext,
  guard: Met,
  example: RouteEntry,
  { carrier, routes }: Group,
): Report | null {
  const isMeant = routes.some(
    (route) => isPublicByName(route) || isAboutAccounts(route.path) || context.settings.isPublic(route.path),
  );
  if (isMeant) return null;
  const open = routes.filter((route) => isOpenBefore(context, guard, carrier, route));
  const changing = open.filter(({ methods }) => methods?.some((one) => CHANGING.test(one)) ?? true);
  const isWhole = open.length === routes.length;
  const read = isWhole ? open.find(({ path }) => isPrivateByName(path)) : undefined;
  const shown = changing.find(({ methods }) => methods?.[0] !== 'POST') ?? changing[0] ?? read;
  if (shown === undefined) return null;
  // A form that everybody may send is a POST alone; whoever guards some routes of a group has thought of the others.
  const isSure =
    isWhole &&
    changing.length > 0 &&
    (changing.some(({ methods }) => methods?.some((one) => one !== 'POST' && CHANGING.test(one)) ?? false) ||
      open.some(({ methods }) => methods?.includes('GET')));
  const request = requestFor(context, shown);
  const decision = request === null ? null : context.decide(request);
  if (request === null || decision === null || decision.outcome.kind !== 'passed') return null;
  const name = guardName(guard);
  const what = `${request.method} ${shown.path} is answered before ${name} runs`;
  return {
    at: layerTowards(guard.router, shown) === shown.layer ? shown.at : carrier.at,
    message: isSure
      ? `${what}, so it is open to everyone, while ${example.path} is guarded: put the guard in front of it.`
      : `${what}: is it meant to be open to everyone?`,
    ...(isSure ? {} : { certainty: 'hint' as const }),
    related: [{ ...guard.handler.at, message: `${name} guards only what comes behind it.` }],
    witness: { request, expect: { status: decision.outcome.status } },
    fixes: isSure ? guardOrRoutesMoved(context, guard, carrier) : [],
  };
}

/** Whether a route lets everybody in, and would not if the guard stood in front of it. */
function isOpenBefore(context: ExpressContext, guard: Met, carrier: Layer, route: RouteEntry): boolean {
  const request = requestFor(context, route);
  if (request === null || context.decide(request).outcome.kind !== 'passed') return false;
  const moved = { moved: [guard], target: carrier };
  const { outcome } = ifInFront(context, guard.router, moved, request);
  return outcome.kind === 'challenged' || outcome.kind === 'forbidden' || outcome.kind === 'redirected';
}
