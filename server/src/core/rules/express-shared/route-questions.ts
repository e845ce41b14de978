// Questions about single routes whose answers outlive an analysis: most routes give no rule anything to say.
import type { Passed } from '../../kinds/express/dispatch/decide';
import { type Grounds, Lasting } from '../../kinds/express/dispatch/lasting';
import { type Front, trailTo } from '../../kinds/express/front';
import { restOnRoute } from '../../kinds/express/requirement';
import type { RouteEntry } from '../../kinds/express/table';
import type { Decision } from '../../model/decision';
import type { Request } from '../../model/request';
import type { ExpressContext } from '../express-rule';
import { endsOf, type Trial, trialsOf } from './ends';

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
  const known = new Lasting<boolean>();
  return (context) =>
    context.routes.filter((route) =>
      known.of(context.stack, route, (grounds) => test(new AskedRoute(context, route, grounds))),
    );
}

/** Routes whose request without credentials gets a 401 that does not say how to log in. */
export const routesWithoutChallenge = routesWhere((asked) => {
  const { bare } = asked;
  if (bare === null) return false;
  const { outcome } = asked.decide(bare);
  return outcome.kind === 'challenged' && outcome.challenges === null;
});
