// Guards that stand in front of cors(), or of what answers preflights in its place.
import type { Front, Met } from '../../kinds/express/front';
import type { FunctionNode } from '../../syntax/js/tree';
import { walk } from '../../syntax/js/walk';
import { isGuard, isPackaged } from '../express-rule';
import { routesWhere } from './route-questions';

/** Routes that are behind a guard and a cors() after it. */
export const routesWithLateCors = routesWhere((asked) => lateCorsIn(asked.frontFor()) !== null);

/** The first cors() in front of a route, and a guard in front of that. */
export function lateCorsIn({ met }: Front): { readonly guard: Met; readonly cors: Met } | null {
  const at = met.findIndex(({ handler, isOwn }) => !isOwn && isCors(handler));
  const cors = met[at];
  if (cors === undefined) return null;
  // One that only handlers of a route refuse is not this rule's: they are not reached by a preflight.
  const guard = met.slice(0, at).find(({ handler, layer }) => layer.kind === 'use' && isGuard(handler));
  return guard === undefined ? null : { guard, cors };
}

/** Whether a function is cors(), or one of the program that sets its headers and knows of OPTIONS. */
export function isCors(handler: Met['handler']): boolean {
  if (isPackaged(handler, 'cors')) return true;
  const { source } = handler.behaviour;
  if (source.kind !== 'written') return false;
  const { node } = source.function;
  const before = known.get(node);
  if (before !== undefined) return before;
  const texts = new Set<string>();
  walk(node, (one) => {
    if (one.kind === 'string') texts.add(one.value.toLowerCase());
  });
  const isIt = texts.has('access-control-allow-origin') && texts.has('options');
  known.set(node, isIt);
  return isIt;
}

const known = new WeakMap<FunctionNode, boolean>();
