// Faults that explain others: where one of these is, what follows from it is not reported as well. The rules that report
// them ask the same questions, so that both sides agree.
import type { RouteEntry } from '../../kinds/express/table';
import type { ExpressContext } from '../express-rule';
import { victimOf } from './leaks';
import { isMeantToPass } from './meant-exceptions';
import { openidDefaults } from './openid-defaults';
import type { Refusal } from './refusal';

/**
 * Whether the refusal of a route follows from a fault that has a rule of its own: an exception that does not work
 * (express/unless-path-not-matching and its like), an `auth()` that demands a login everywhere
 * (express/openid-auth-required-default).
 */
export function isExplained(context: ExpressContext, route: RouteEntry, { by }: Refusal): boolean {
  return (
    isMeantToPass(context, by, route) ||
    openidDefaults(context).some(({ guard }) => guard.handler === by.handler)
  );
}

/** The same, or the guard is the one of another router (express/router-auth-leak). */
export function hasOtherCause(context: ExpressContext, route: RouteEntry, refusal: Refusal): boolean {
  return isExplained(context, route, refusal) || victimOf(context, route) !== null;
}
