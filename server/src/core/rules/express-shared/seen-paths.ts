// The paths of requests as the checks of a guard see them.
import type { PlacedHandler } from '../express-rule';
import type { LooseCheck, Passes } from './loose-checks';
import { behindPrefix } from './mounts';
import { overruns, takes } from './path-edges';

/** A pattern as the path of the guard takes nothing off the path. */
export function pathsFor({ layer }: PlacedHandler) {
  return layer.paths?.every(({ kind }) => kind === 'regexp') === true ? null : layer.paths;
}

/** What a check sees of a path below a prefix; `null` where the path is not below it. */
export function seenAs(path: string, prefix: string, { isWhole }: LooseCheck): string | null {
  const inside = behindPrefix(path, prefix);
  return isWhole && inside !== null ? path : inside;
}

/** Whether a path is let through by name, or by another check that fits it. */
export function isLetThrough({ exact, loose }: Passes, check: LooseCheck, seen: string): boolean {
  if (exact.includes(seen)) return true;
  return loose.some((other) => other !== check && takes(other, seen) && !overruns(other, seen));
}
