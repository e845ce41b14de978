// Requests that are refused by a handler which goes on with them.
import type { Passed } from '../../kinds/express/dispatch/decide';
import type { Answered } from './ends';
import { routesWhere } from './route-questions';

/** Routes of which some request is refused so. */
export const routesGoingOn = routesWhere((asked) =>
  asked.trials.some(({ request }) => {
    const { outcome } = asked.decide(request);
    if (outcome.kind === 'unknown' || (outcome.status !== 401 && outcome.status !== 403)) return false;
    return refusalsThatGoOn(asked.endsOf(request)).length > 0;
  }),
);

/** All ends of a request, if each of them is a refusal whose handler goes on; none otherwise. */
export function refusalsThatGoOn(passed: readonly Passed[]): readonly Answered[] {
  const ends = passed.map(({ end }) => end);
  const found = ends.flatMap((end) =>
    end.kind === 'answered' && (end.status === 401 || end.status === 403) && end.continues !== null
      ? [end]
      : [],
  );
  return found.length === ends.length ? found : [];
}
