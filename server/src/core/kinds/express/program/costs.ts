// What calls cost in a large program: functions that have nothing to do with apps get a share of the steps.
import type { FunctionNode } from '../../../syntax/js/tree';
import type { FunctionValue, Value } from '../values';
import { functionsIn, routersIn } from './escape';
import { MAX_STEPS, type Run } from './run';
import { touchesStack } from './touches';

/**
 * What the calls of a function have cost that were not cheap, and whether any of them did something to an app.
 * `checkedAt`: how often something had been done to an app when it was last seen to mention none.
 */
export type Cost = { steps: number; touches: boolean; checkedAt: number };

/** Steps from which on a call is not cheap, and that a function may take in such calls once the program is large. */
const CHEAP = 50;
const SHARE = 2000;

/** So many steps are left when a program is found to be large. */
const LARGE = MAX_STEPS / 2;

/** Whether a program is so large that not every call of it may be followed. */
export function isLarge({ steps }: Pick<Run, 'steps'>): boolean {
  return steps < LARGE;
}

/** Does something that a function does, and notes what it cost. */
export function costing<T>(run: Run, node: FunctionNode, action: () => T): T {
  const { steps, touched } = run;
  const result = action();
  const spent = steps - run.steps;
  const isTouched = run.touched !== touched;
  if (run.isFrozen || (spent < CHEAP && !isTouched)) return result;
  const cost = run.costs.get(node) ?? { steps: 0, touches: false, checkedAt: -1 };
  cost.steps += spent;
  cost.touches ||= isTouched;
  run.costs.set(node, cost);
  return result;
}

/** Whether a function has had its share, so that one more call of it is not followed. */
export function hadItsShare(run: Run, called: FunctionValue, args: readonly Value[]): boolean {
  if (!isLarge(run) || run.isFrozen) return false;
  const cost = run.costs.get(called.node);
  if (cost === undefined || cost.touches || cost.steps < SHARE) return false;
  const isGivenApp = args.some(
    (arg) => routersIn(run, arg, 0).length > 0 || functionsIn(arg, 0).some((one) => touchesStack(run, one)),
  );
  if (isGivenApp) return false;
  // While nothing is done to apps, a function comes to mention one hardly ever, and looking for it takes long.
  if (cost.checkedAt === run.touched) return true;
  cost.touches = touchesStack(run, called);
  cost.checkedAt = run.touched;
  return !cost.touches;
}
