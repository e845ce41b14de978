// What functions put on the request for others, such as a session or a parsed body, and routes that do without it.
import type { Role } from '../../kinds/express/behaviour/behaviour';
import type { Met } from '../../kinds/express/front';
import type { Layer, Router } from '../../kinds/express/stack';
import type { RouteEntry } from '../../kinds/express/table';
import type { Decision } from '../../model/decision';
import type { Request } from '../../model/request';
import type { ExpressContext, PlacedHandler } from '../express-rule';
import { endsOf } from './ends';
import { layerTowards } from './mounts';
import { ifAdded, ifInFront } from './rearranged';
import { stopperOf } from './refusal';

export type Supply = {
  readonly role: Role;
  /** The members of `req` that come of it. */
  readonly members: readonly string[];
};

/** A route that fails a request which it would answer otherwise if what supplies it stood in front. */
export type Failure = {
  readonly route: RouteEntry;
  readonly request: Request;
  readonly status: number;
};

/** A failure with the functions that come too late, and the layer that they have to stand in front of. */
export type Late = Failure & {
  readonly router: Router;
  readonly suppliers: readonly PlacedHandler[];
  readonly target: Layer;
};

/** Whether a function of the stack supplies something. */
export function supplies({ role }: Supply, { behaviour }: PlacedHandler['handler']): boolean {
  return behaviour.source.kind === 'packaged' && behaviour.source.role === role;
}

/** What of a supply comes too late for a route: proved by asking the app with its layers in the better order. */
export function lateFor(
  context: ExpressContext,
  supply: Supply,
  route: RouteEntry,
  request: Request,
): Late | null {
  const decision = context.decide(request);
  const status = failedStatus(decision);
  if (status === null) return null;
  const stopper = stopperOf(context, route, decision);
  for (const router of [context.stack.app, ...route.mounts.map((mount) => mount.router)]) {
    const target = targetIn(router, route, stopper);
    const at = target === null ? -1 : router.layers.indexOf(target);
    const suppliers = context.handlers.filter(
      (placed) =>
        placed.router === router &&
        (placed.layer === target
          ? placed.handler !== stopper?.handler
          : placed.layer.kind === 'use' && router.layers.indexOf(placed.layer) > at) &&
        supplies(supply, placed.handler),
    );
    if (target === null || suppliers.length === 0) continue;
    const better = ifInFront(context, router, { moved: suppliers, target }, request);
    if (isBetter(context, supply, request, decision, better)) {
      return { route, request, status, router, suppliers, target };
    }
  }
  return null;
}

/** The layer of a router in front of which a supply has to be: the one that stops the request, or leads to the route. */
function targetIn(router: Router, route: RouteEntry, stopper: Met | null): Layer | null {
  return stopper?.router === router ? stopper.layer : layerTowards(router, route);
}

/** Whether a route fails for want of a supply that nothing in front of it gives. */
export function missingFor(
  context: ExpressContext,
  supply: Supply,
  added: Layer,
  route: RouteEntry,
  request: Request,
): Failure | null {
  const decision = context.decide(request);
  const status = failedStatus(decision);
  const { met } = context.frontOf(route, request.method);
  if (status === null || met.some(({ handler }) => supplies(supply, handler))) return null;
  const better = ifAdded(context, added, request);
  return isBetter(context, supply, request, decision, better) ? { route, request, status } : null;
}

function failedStatus({ outcome }: Decision): number | null {
  if (outcome.kind === 'unknown' || outcome.kind === 'passed') return null;
  if (outcome.kind === 'redirected') return outcome.status;
  return outcome.status >= 400 && outcome.status !== 404 && outcome.status !== 405 ? outcome.status : null;
}

/** Whether a request fares better: it gets through, or somebody who read what was missing now comes to another answer. */
function isBetter(
  context: ExpressContext,
  { members }: Supply,
  request: Request,
  before: Decision,
  after: Decision,
): boolean {
  if (after.outcome.kind === 'passed') return true;
  if (after.outcome.kind !== 'unknown' && before.outcome.kind !== 'unknown') {
    const isSame =
      after.outcome.status === before.outcome.status && after.outcome.location === before.outcome.location;
    if (isSame) return false;
  }
  const reads = endsOf(context, request).map(({ exchange }) => exchange.reads);
  return reads.length > 0 && reads.every((read) => members.some((name) => read.has(`slot ${name}`)));
}
