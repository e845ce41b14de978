// The ways of requests that were walked already, in this state of a program or in the one before it.
import type { Version } from '../behaviour/behaviour';
import type { Disk } from '../behaviour/exchange-state';
import type { Router } from '../stack';
import type { Passed } from './decide';
import { successionOf } from './succession';
import { sharedTrail, type Trail, trailIn } from './trail';
import type { Ways } from './ways';

/** What a walk came to. `isStopped`: there may be further ways, which nobody wanted to know. */
export type Walked = { readonly found: Ways<Passed>; readonly isStopped: boolean; readonly trail: Trail };

/** How a request is asked about. `isWhole`: all of its ways are wanted. */
export type Asking = {
  readonly key: string;
  readonly version: Version;
  readonly isWhole: boolean;
  readonly disk: Disk | null;
};

/** By version, with or without a disk, and by the request. */
type Known = Map<string, Map<string, Walked>>;

const walked = new WeakMap<Router, Known>();

/** What a walk through an app came to, if it was made; `null` where it was not, or would lead elsewhere now. */
export function walkedBefore(app: Router, asking: Asking): Walked | null {
  const { key, isWhole, disk } = asking;
  const isUsable = ({ isStopped, trail }: Walked) => !(isWhole && isStopped) && trail.isSameDisk(disk);
  const known = walksOf(app, asking);
  const before = known.get(key);
  if (before !== undefined && isUsable(before)) return before;
  const succession = successionOf(app);
  const earlier = succession === null ? undefined : walksOf(succession.before, asking).get(key);
  if (succession === null || earlier === undefined || !isUsable(earlier)) return null;
  const trail = trailIn(app, succession, sharedTrail(succession.before, earlier.trail));
  if (trail === null) return null;
  const again = { ...earlier, trail };
  known.set(key, again);
  return again;
}

/** Keeps what a walk came to: many rules ask for the ways of the same requests, and so do they after a keystroke. */
export function keepWalked(app: Router, asking: Asking, one: Walked): void {
  walksOf(app, asking).set(asking.key, one);
}

/** The trails of all walks that were made through an app with a request. */
export function trailsOf(app: Router, key: string): readonly Trail[] {
  return [...(walked.get(app)?.values() ?? [])].flatMap((walks) => walks.get(key)?.trail ?? []);
}

function walksOf(app: Router, { version, disk }: Asking): Map<string, Walked> {
  const known = walked.get(app) ?? new Map<string, Map<string, Walked>>();
  walked.set(app, known);
  const name = disk === null ? String(version) : `${version} with a disk`;
  const walks = known.get(name) ?? new Map<string, Walked>();
  known.set(name, walks);
  return walks;
}
