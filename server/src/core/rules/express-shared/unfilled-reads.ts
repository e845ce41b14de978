// Reads of a property of the request behind a guard of express-jwt that fills another one.
import type { RouteEntry } from '../../kinds/express/table';
import type { Request } from '../../model/request';
import type { ExpressContext } from '../express-rule';
import type { JwtGuard } from './express-jwt';
import { isInAny } from './function-places';
import { isMadeAt } from './made-at';
import type { PropertyRead } from './property-reads';
import { withHeader } from './requests';
import { routesThrough, type Through } from './routes-through';

/** Packages that fill the same properties; what cannot be followed may do so too. */
const FILLERS =
  /^(?:passport|express-oauth2-jwt-bearer|express-basic-auth|http-auth|express-openid-connect|keycloak-connect)$/;

/** Whether something else in the app may fill a property. */
export function othersFill(context: ExpressContext, name: string): boolean {
  return context.handlers.some(({ handler: { behaviour } }) => {
    const { source } = behaviour;
    if (source.kind === 'unknown' || source.kind === 'named') return true;
    return (
      source.kind === 'packaged' &&
      FILLERS.test(source.package) &&
      (name === 'auth' || source.package === 'passport')
    );
  });
}

/** A read behind a guard that fills another property. */
export type UnfilledRead = {
  readonly read: PropertyRead;
  readonly route: RouteEntry;
  /** A request with a good token that is refused or fails; `null` where the property is only shown. */
  readonly refused: { readonly request: Request; readonly status: number } | null;
};

/** A route on which a guard is in front of the function that reads; `null` where there is none. */
export function behind(context: ExpressContext, read: PropertyRead, guard: JwtGuard): UnfilledRead | null {
  const routes = routesThrough(context, read.at).filter((through) => isGuarded(context, through, guard));
  const all = routes.map(
    (through): UnfilledRead => ({ read, route: through.route, refused: refusal(context, through, read) }),
  );
  const shown = all.find(({ refused }) => refused !== null);
  // With `?.` the program reckons with nobody, and goes on.
  return shown ?? (read.isOptional ? null : (all[0] ?? null));
}

/** Whether a guard is in front of the handler that reads. */
function isGuarded(context: ExpressContext, { route, met: reader }: Through, { call }: JwtGuard): boolean {
  const { met } = context.frontOf(route);
  const at = met.findIndex(({ handler }) => isMadeAt(handler, 'express-jwt', call.at));
  return at >= 0 && met.indexOf(reader) > at;
}

function refusal(
  context: ExpressContext,
  { route, functions }: Through,
  read: PropertyRead,
): UnfilledRead['refused'] {
  const bare = context.bareRequest(route);
  if (bare === null) return null;
  const request = withHeader(bare, 'Authorization', 'Bearer token');
  const { outcome } = context.decide(request);
  if (outcome.kind === 'unknown' || outcome.at === null || !isInAny(outcome.at, functions)) return null;
  const isBad =
    outcome.kind === 'challenged' ||
    outcome.kind === 'forbidden' ||
    (outcome.status === 500 && !read.isOptional);
  return isBad ? { request, status: outcome.status } : null;
}
