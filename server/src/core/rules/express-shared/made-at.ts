// Which function of the stack a call of a package made.
import { type Place, samePlace } from '../../text/span';
import { isPackaged, type PlacedHandler } from '../express-rule';

/** Whether a function of the stack is the one that the call of a package at a place made. */
export function isMadeAt(handler: PlacedHandler['handler'], name: string, at: Place): boolean {
  return isPackaged(handler, name) && handler.behaviour.at !== null && samePlace(handler.behaviour.at, at);
}
