// express/express-jwt-wrong-request-property: express-jwt fills another property of the request than the one that is read.
import type { Report } from '../../findings/finding';
import type { Change } from '../../kinds/express/edits';
import type { RouteEntry } from '../../kinds/express/table';
import type { Request } from '../../model/request';
import { samePlace } from '../../text/span';
import { type ExpressContext, expressRule, fixOf, isPackaged } from '../express-rule';
import { type JwtGuard, jwtGuards } from '../express-shared/express-jwt';
import { outdatedUses } from '../express-shared/express-jwt-versions';
import { type PropertyRead, propertyReads } from '../express-shared/property-reads';
import { isInAny } from '../express-shared/reached';
import { routesThrough, type Through } from '../express-shared/routes-through';

export const rule = expressRule({
  id: 'express/express-jwt-wrong-request-property',
  kind: 'wrong-status',
  certainty: 'assert',
  severity: 'error',
  summary:
    'express-jwt fills another property of the request than the one that is read, or is called as another version is.',
  *check(context) {
    const guards = jwtGuards(context);
    for (const guard of guards) yield* outdatedUses(context, guard);
    const [guard] = guards;
    // Where several fill different properties, nobody can say which one a function is to read.
    if (guard === undefined || guards.some(({ property }) => property !== guard.property)) return;
    const { property } = guard;
    if (property === null || (guard.isWhole && guard.isSeven === true)) return;
    for (const name of ['user', 'auth']) {
      if (name === property || othersFill(context, name)) continue;
      const reads = propertyReads(context, name, property) ?? [];
      const shown = reads.flatMap((read) => behind(context, read, guard) ?? []);
      const first = shown.find(({ refused }) => refused !== null) ?? shown[0];
      if (first !== undefined) yield report(context, guard, property, name, first, shown);
    }
  },
});

/** Packages that fill the same properties; what cannot be followed may do so too. */
const FILLERS =
  /^(?:passport|express-oauth2-jwt-bearer|express-basic-auth|http-auth|express-openid-connect|keycloak-connect)$/;

function othersFill(context: ExpressContext, name: string): boolean {
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

type Shown = {
  readonly read: PropertyRead;
  readonly route: RouteEntry;
  /** A request with a good token that is refused or fails; `null` where the property is only shown. */
  readonly refused: { readonly request: Request; readonly status: number } | null;
};

/** A route on which a guard is in front of the function that reads; `null` where there is none. */
function behind(context: ExpressContext, read: PropertyRead, guard: JwtGuard): Shown | null {
  const routes = routesThrough(context, read.at).filter((through) => isGuarded(context, through, guard));
  const all = routes.map(
    (through): Shown => ({ read, route: through.route, refused: refusal(context, through, read) }),
  );
  const shown = all.find(({ refused }) => refused !== null);
  // With `?.` the program reckons with nobody, and goes on.
  return shown ?? (read.isOptional ? null : (all[0] ?? null));
}

/** Whether a guard is in front of the handler that reads. */
function isGuarded(context: ExpressContext, { route, met: reader }: Through, { call }: JwtGuard): boolean {
  const { met } = context.frontOf(route);
  const at = met.findIndex(
    ({ handler }) =>
      isPackaged(handler, 'express-jwt') &&
      handler.behaviour.at !== null &&
      samePlace(handler.behaviour.at, call.at),
  );
  return at >= 0 && met.indexOf(reader) > at;
}

function refusal(
  context: ExpressContext,
  { route, functions }: Through,
  read: PropertyRead,
): Shown['refused'] {
  const bare = context.bareRequest(route);
  if (bare === null) return null;
  const request: Request = {
    ...bare,
    headers: [...bare.headers, ['Authorization', 'Bearer token']],
    credentials: 'valid',
  };
  const { outcome } = context.decide(request);
  if (outcome.kind === 'unknown' || outcome.at === null || !isInAny(outcome.at, functions)) return null;
  const isBad =
    outcome.kind === 'challenged' ||
    outcome.kind === 'forbidden' ||
    (outcome.status === 500 && !read.isOptional);
  return isBad ? { request, status: outcome.status } : null;
}

function report(
  context: ExpressContext,
  { call, options }: JwtGuard,
  property: string,
  name: string,
  { read, route, refused }: Shown,
  all: readonly Shown[],
): Report {
  const so =
    refused === null
      ? `it is undefined on ${route.path}`
      : `${route.path} answers ${refused.status} to good tokens too`;
  return {
    at: read.at,
    message: `express-jwt fills req.${property} here, and nothing fills req.${name}, so ${so}: read req.${property}, or set requestProperty.`,
    related: [
      { ...call.at, message: `This one fills req.${property}.` },
      ...all
        .filter((one) => one.read !== read)
        .map((one) => ({ ...one.read.at, message: 'It is read here too.' })),
    ],
    ...(refused === null
      ? {}
      : { witness: { request: refused.request, expect: { status: refused.status } } }),
    fixes: fixOf(`Fill req.${name}`, 'review', filling(context, options, name)),
  };
}

function filling({ change }: ExpressContext, options: JwtGuard['options'], name: string): Change {
  if (options?.kind !== 'object' || options.at === null || options.entries.has('requestProperty'))
    return null;
  return change.addEntry(options.at, 'requestProperty', `'${name}'`);
}
