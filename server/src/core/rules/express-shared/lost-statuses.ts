// Statuses that redirect() puts 302 in the place of.
import type { Report } from '../../findings/finding';
import { type Place, samePlace } from '../../text/span';
import { type ExpressContext, fixOf } from '../express-rule';
import { redirectStatuses } from './answers';
import { answersTo } from './ends';

/** `res.status(401).redirect(…)`: redirect() sets the status itself. */
export function* lostStatuses(context: ExpressContext, seen: readonly Place[]): Generator<Report> {
  for (const { at, status, statusAt } of redirectStatuses(context)) {
    if (seen.some((one) => samePlace(one, at))) continue;
    const shown = [...answersTo(context)].find(({ end }) => end.at !== null && samePlace(end.at, at));
    const isShown = shown !== undefined && context.decide(shown.trial.request).outcome.kind === 'redirected';
    yield {
      at,
      message: `The answer is 302 and not ${status}: redirect() sets the status itself. Leave status(${status}) out, or answer ${status} without the redirect.`,
      witness: isShown ? { request: shown.trial.request, expect: { status: 302 } } : null,
      fixes: fixOf(`Leave status(${status}) out`, 'safe', context.change.replace(statusAt, '')),
    };
  }
}
