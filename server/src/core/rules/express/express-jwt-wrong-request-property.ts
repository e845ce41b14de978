// express/express-jwt-wrong-request-property: express-jwt fills another property of the request than the one that is read.
import type { Report } from '../../findings/finding';
import type { Change } from '../../kinds/express/edits';
import { type ExpressContext, expressRule, fixOf } from '../express-rule';
import { type JwtGuard, jwtGuards } from '../express-shared/express-jwt';
import { outdatedUses } from '../express-shared/express-jwt-versions';
import { propertyReads } from '../express-shared/property-reads';
import { behind, othersFill, type UnfilledRead } from '../express-shared/unfilled-reads';

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

function report(
  context: ExpressContext,
  { call, options }: JwtGuard,
  property: string,
  name: string,
  { read, route, refused }: UnfilledRead,
  all: readonly UnfilledRead[],
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
