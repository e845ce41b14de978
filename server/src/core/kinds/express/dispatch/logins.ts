// What a body says where a 401 depends on it: it holds what the client logs in by, so good credentials are another body.
import type { LayerRef } from '../../../model/layer';
import type { Request } from '../../../model/request';
import type { Passed } from './decide';
import { outcomeOf } from './end';
import { partingQuestion, type Way } from './ways';

type Ways = readonly Way<Passed>[];

/** Whether further ways may show that the last two parted by what one logs in by. */
export function mayBeLogin(ways: Ways, layer: LayerRef): boolean {
  const [first] = ways;
  const last = ways.at(-1);
  if (first === undefined || last === undefined || !partByBody(first, last)) return false;
  return isRefused(first, layer) !== isRefused(last, layer);
}

/**
 * The ways of a request whose credentials are good, or of one whose are not, where the body alone decides which of
 * them are refused: from each of the others the body leads to one of these.
 */
export function waysOfLogin(ways: Ways, layer: LayerRef, { credentials }: Request): Ways {
  const refused = ways.filter((way) => isRefused(way, layer));
  const others = ways.filter((way) => !refused.includes(way));
  const [own, rest] = credentials === 'valid' ? [others, refused] : [refused, others];
  return rest.every((way) => own.some((one) => partByBody(one, way))) ? own : [];
}

function isRefused({ result }: Way<Passed>, layer: LayerRef): boolean {
  const outcome = outcomeOf(result.end, layer);
  return outcome.kind === 'challenged' && outcome.status === 401;
}

/** Whether what parts them is a field of the body, or a user that it names. */
function partByBody(a: Way<Passed>, b: Way<Passed>): boolean {
  return partingQuestion(a, b)?.key.match(/^(?:true|user) body\./) != null;
}
