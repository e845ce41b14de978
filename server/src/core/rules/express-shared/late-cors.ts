// Guards that stand in front of cors().
import type { Front, Met } from '../../kinds/express/front';
import { isGuard, isPackaged } from '../express-rule';
import { routesWhere } from './route-questions';

/** Routes that are behind a guard and a cors() after it. */
export const routesWithLateCors = routesWhere((asked) => lateCorsIn(asked.frontFor()) !== null);

/** The first cors() in front of a route, and a guard in front of that. */
export function lateCorsIn({ met }: Front): { readonly guard: Met; readonly cors: Met } | null {
  const at = met.findIndex(({ handler, isOwn }) => !isOwn && isPackaged(handler, 'cors'));
  const cors = met[at];
  if (cors === undefined) return null;
  // One that only handlers of a route refuse is not this rule's: they are not reached by a preflight.
  const guard = met.slice(0, at).find(({ handler, layer }) => layer.kind === 'use' && isGuard(handler));
  return guard === undefined ? null : { guard, cors };
}
