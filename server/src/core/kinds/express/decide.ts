// What an Express app does with one request.
import type { Decision } from '../../model/decision';
import type { Request } from '../../model/request';
import type { ExpressLayer } from './layer';
import { decideOnce } from './requirement';

/** Walks one request through the app's stack. */
export function decide(layer: ExpressLayer, request: Request): Decision {
  return decideOnce(layer, request);
}
