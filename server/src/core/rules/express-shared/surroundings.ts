// What reading a function's behaviour needs to know of the program around it.
import type { ExpressContext } from '../express-rule';

/** The program as the readers of behaviours ask for it, without the guards that the settings name. */
export function surroundings({ layer: { program } }: Pick<ExpressContext, 'layer'>) {
  return {
    evaluator: program.evaluator,
    calls: program.run.calls,
    isWhole: program.isWhole,
    guards: new Map(),
  } as const;
}
