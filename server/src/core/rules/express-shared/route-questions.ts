// Questions about single routes whose answers outlive an analysis: most routes give no rule anything to say.
import type { Passed } from '../../kinds/express/dispatch/decide';
import { type Grounds, Lasting } from '../../kinds/express/dispatch/lasting';
import { type Front, type Met, trailTo } from '../../kinds/express/front';
import { restOnRoute } from '../../kinds/express/requirement';
import type { RouteEntry } from '../../kinds/express/table';
import type { Decision } from '../../model/decision';
import type { Request } from '../../model/request';
import type { ExpressContext, PlacedHandler } from '../express-rule';
import { endsOf, readsOn, type Trial, trialsOf } from './ends';
import { refusalOf } from './refusal';

/** What such a question may ask: it is noted for each, so that the answer holds as long as these come to the same. */
export class AskedRoute {
  readonly route: RouteEntry;
  readonly #context: ExpressContext;
  readonly #grounds: Grounds;

  constructor(context: ExpressContext, route: RouteEntry, grounds: Grounds) {
    this.#context = context;
    this.route = route;
    this.#grounds = grounds;
  }

  /** A request for the route without credentials; `null` where no path of it is known. */
  get bare(): Request | null {
    return this.#context.bareRequest(this.route);
  }

  get trials(): readonly Trial[] {
    const trials = trialsOf(this.#context, this.route);
    restOnRoute(this.#context.layer, this.route, this.#grounds);
    return trials;
  }

  decide(request: Request): Decision {
    const decision = this.#context.decide(request);
    this.#grounds.request(request);
    return decision;
  }

  endsOf(request: Request): readonly Passed[] {
    const ends = endsOf(this.#context, request);
    this.#grounds.request(request);
    return ends;
  }

  readsOn(request: Request): ReadonlySet<string> {
    const reads = readsOn(this.#context, request);
    this.#grounds.request(request);
    return reads;
  }

  /** Whether a function stands in a router that does not lead to the route. */
  isAside({ router }: Met): boolean {
    return router !== this.#context.stack.app && this.route.mounts.every((mount) => mount.router !== router);
  }

  /** What a request meets. Of a handler count what it is and where it stands, since its router may be another one later. */
  frontFor(method = this.route.methods?.[0] ?? 'GET'): Front {
    this.#grounds.join(trailTo(this.#context.stack, this.route, method));
    return this.#context.frontOf(this.route, method);
  }
}

/** The routes of an app of which something is true; asked again only where what it rests on has changed. */
export type RoutesWhere = (context: ExpressContext) => readonly RouteEntry[];

/** Makes a question of a test, which must look at nothing but what it is given. */
export function routesWhere(test: (asked: AskedRoute) => boolean): RoutesWhere {
  const answers = new Lasting((route, grounds, context: ExpressContext) =>
    test(new AskedRoute(context, route, grounds)),
  );
  return (context) => context.routes.filter((route) => answers.of(context.stack, route, context));
}

const refusers = new Lasting((route, grounds, context: ExpressContext) => {
  const refusal = refusalOf(context, route);
  restOnRoute(context.layer, route, grounds);
  return refusal?.by.handler ?? null;
});

/** The function that refuses a request to a route without credentials; `null` where none does, or none is known to. */
export function refuserOf(context: ExpressContext, route: RouteEntry): PlacedHandler['handler'] | null {
  return refusers.of(context.stack, route, context);
}

/** Routes whose request without credentials gets a 401 that does not say how to log in. */
export const routesWithoutChallenge = routesWhere((asked) => {
  const { bare } = asked;
  if (bare === null) return false;
  const { outcome } = asked.decide(bare);
  return outcome.kind === 'challenged' && outcome.challenges === null;
});
