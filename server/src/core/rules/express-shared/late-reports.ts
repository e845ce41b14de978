// Findings about what comes too late: it moves in front of those who need it, or these move behind it.
import type { Fix, Report } from '../../findings/finding';
import { describeHandler } from '../../kinds/express/dispatch/words';
import { type ExpressContext, fixOf } from '../express-rule';
import { moveBehind, moveInFront } from './moves';
import type { Late } from './supplies';

type Words = {
  /** What the supplier is called where it has no name. */
  readonly fallback: string;
  /** How the request fails and why, behind its status: `even with a session, since session() runs too late for it`. */
  why(name: string): string;
  /** What the layer does that runs too early. */
  readonly early: string;
};

/** A route that fails since what it needs comes too late. */
export function lateReport(context: ExpressContext, late: Late, { fallback, why, early }: Words): Report {
  const { route, request, status, suppliers } = late;
  const [first] = suppliers;
  const name = first === undefined ? fallback : describeHandler(first.handler);
  return {
    at: first?.handler.at ?? route.at,
    message: `${request.method} ${route.path} comes to ${status} ${why(name)}: put ${name} in front.`,
    related: [{ ...late.target.at, message: early }],
    witness: { request, expect: { status } },
    fixes: fixesOfLate(context, late, name),
  };
}

function fixesOfLate(context: ExpressContext, { suppliers, target }: Late, name: string): readonly Fix[] {
  const layers: readonly Late['target'][] = [...new Set(suppliers.map(({ layer }) => layer))];
  const [first] = layers;
  const last = layers.at(-1);
  // What one statement adds is not taken apart.
  if (first === undefined || last === undefined || layers.includes(target)) return [];
  return layers.length === 1
    ? fixOf(`Move ${name} in front`, 'review', moveInFront(context, first, target))
    : fixOf(`Move this behind ${name}`, 'review', moveBehind(context, target, last));
}
