// A route in words: what runs for a request to it, in order, who can refuse it, and with what.
import { describeRequirement } from '../../../model/requirement';
import { describeHandler } from '../dispatch/words';
import { frontOf, type Met } from '../front';
import type { ExpressLayer } from '../layer';
import { bareRequest, decideOnce } from '../requirement';
import type { RouteEntry } from '../table';

/** Such as `GET /api/users/:id`. */
export function titleOf({ methods, path }: RouteEntry): string {
  return `${methods === null ? 'any method' : methods.join(', ')} ${path}`;
}

/** One sentence: the functions that run before and on the route, and what a request without credentials gets. */
export function aboutRoute(layer: ExpressLayer, entry: RouteEntry): string {
  const { met, gaps } = frontOf(layer.stack, entry, entry.methods?.[0] ?? 'GET');
  const order = met.map(nameOf).join(', then ');
  const gap = gaps.length === 0 ? '' : ' What else is in front of it cannot be followed.';
  return `${order === '' ? 'Nothing is known to run' : `Runs ${order}`}.${answerOf(layer, entry)}${gap}`;
}

function nameOf({ handler, presence }: Met): string {
  const demand = handler.behaviour.demands();
  const guard =
    demand.kind === 'open' || demand.kind === 'unknown' ? '' : ` (${describeRequirement(demand)})`;
  const maybe = presence.some(({ kind }) => kind === 'perhaps') ? ' (under a condition)' : '';
  return `${describeHandler(handler)}${guard}${maybe}`;
}

function answerOf(layer: ExpressLayer, entry: RouteEntry): string {
  const request = bareRequest(entry);
  if (request === null) return '';
  const { outcome } = decideOnce(layer, request);
  if (outcome.kind === 'unknown')
    return ` What a request without credentials gets is not known: ${outcome.reason}.`;
  if (outcome.kind === 'passed') return ' A request without credentials passes.';
  const challenge = outcome.challenges === null ? '' : ` with ${outcome.challenges.join(' and ')}`;
  return ` A request without credentials gets ${outcome.status}${challenge}.`;
}
