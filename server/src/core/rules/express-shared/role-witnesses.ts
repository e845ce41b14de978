// A request of somebody who is logged in and has no role, where a token says who it is.
import type { Witness } from '../../findings/finding';
import { withToken } from '../../kinds/express/samples';
import { samePlace } from '../../text/span';
import type { ExpressContext } from '../express-rule';
import { endsOf, isTaken } from './ends';
import type { RefusingBranch } from './refusing-branches';
import { routesThrough } from './routes-through';

/** A JSON web token that says `{"sub":"1"}` and nothing else, so that whoever it is has no role. */
const SOMEBODY = 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl';

/**
 * A request that gets its 401 in a branch for want of a role; `null` where none of a few routes shows it. What is only
 * returned there is the answer of another place: then somebody who is logged in has to get further as well, by what
 * nobody knows of him.
 */
export function roleWitness(context: ExpressContext, { at, isReturned }: RefusingBranch): Witness | null {
  for (const { route } of routesThrough(context, at).slice(0, MAX_TRIED)) {
    const bare = context.bareRequest(route);
    const demanded = context.requirementOf(route);
    const request = bare === null ? null : withToken(bare, demanded, SOMEBODY);
    if (bare === null || request === null) continue;
    const { outcome } = context.decide(request);
    if (outcome.kind !== 'challenged' || outcome.at === null) continue;
    const right = isReturned ? context.authorized(bare, demanded) : null;
    const isHere = isReturned
      ? right !== null && endsOf(context, right).some(isTaken)
      : samePlace(outcome.at, at);
    if (isHere) return { request, expect: { status: 401 } };
  }
  return null;
}

const MAX_TRIED = 5;
