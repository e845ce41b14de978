// A request of somebody who is logged in and has no role, where a token says who it is.
import type { Witness } from '../../findings/finding';
import { withToken } from '../../kinds/express/samples';
import { type Place, samePlace } from '../../text/span';
import type { ExpressContext } from '../express-rule';
import { routesThrough } from './routes-through';

/** A JSON web token that says `{"sub":"1"}` and nothing else, so that whoever it is has no role. */
const SOMEBODY = 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl';

/** A request that gets its 401 at a place for want of a role; `null` where none of a few routes shows it. */
export function roleWitness(context: ExpressContext, at: Place): Witness | null {
  for (const { route } of routesThrough(context, at).slice(0, MAX_TRIED)) {
    const bare = context.bareRequest(route);
    const request = bare === null ? null : withToken(bare, context.requirementOf(route), SOMEBODY);
    if (request === null) continue;
    const { outcome } = context.decide(request);
    if (outcome.kind === 'challenged' && outcome.at !== null && samePlace(outcome.at, at))
      return { request, expect: { status: 401 } };
  }
  return null;
}

const MAX_TRIED = 5;
