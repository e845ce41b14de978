// Fixes of what comes too late: it moves in front of those who need it, or these move behind it.
import type { Fix } from '../../findings/finding';
import { type ExpressContext, fixOf } from '../express-rule';
import { moveBehind, moveInFront } from './moves';
import type { Late } from './supplies';

/** The fixes for something that stands too late, which `name` names. */
export function fixesOfLate(
  context: ExpressContext,
  { suppliers, target }: Late,
  name: string,
): readonly Fix[] {
  const layers = [...new Set(suppliers.map(({ layer }) => layer))];
  const [first] = layers;
  const last = layers.at(-1);
  if (first === undefined || last === undefined) return [];
  return layers.length === 1
    ? fixOf(`Move ${name} in front`, 'review', moveInFront(context, first, target))
    : fixOf(`Move this behind ${name}`, 'review', moveBehind(context, target, last));
}
