// Walks that requests have in common: one that is alike in all that a walk looked at need not be walked.

import type { Request } from '../../../model/request';
import type { Version } from '../behaviour/behaviour';
import { type ExchangeState, pathOf } from '../behaviour/exchange-state';
import type { Sight, Sights } from '../behaviour/sights';
import type { Name } from '../behaviour/trace';
import type { Router } from '../stack';
import { Trail } from './trail';
import type { Walked } from './walked';
import type { Beginning } from './ways';

/** What is looked at next, with what follows what is seen there; at the end the walk, `null` where the target was looked at. */
type Looked =
  | {
      readonly kind: 'sight';
      readonly sight: Sight;
      readonly then: Map<Name, Looked>;
      /** How far a walk had come before it looked there, if it may be gone on with from there. */
      readonly before: Begun | null;
    }
  | { readonly kind: 'end'; readonly walked: Walked | null };

/** By version and method. */
const known = new WeakMap<Router, Map<string, Looked>>();

/**
 * A walk up to one of an app's own layers: the `nth` of those that the request may meet. `sights` is what it had looked
 * at by then, `null` where other requests cannot begin there.
 */
export type Begun = {
  readonly nth: number;
  readonly state: ExchangeState;
  readonly way: Beginning;
  readonly sights: readonly Sight[] | null;
};

/** How far walks have come that were alike to that of a request up to there, the farthest last. */
export function begunAlike(app: Router, request: Request, version: Version): readonly Begun[] {
  const found: Begun[] = [];
  let at = known.get(app)?.get(keyOf(request, version));
  while (at?.kind === 'sight') {
    if (at.before !== null) found.push(at.before);
    at = at.then.get(at.sight.nameIn(request));
  }
  return found;
}

/**
 * The walk of another request that this one is alike to: `undefined` where there was none, `null` where such a request
 * is alike to none. Only for walks without a disk.
 */
export function walkedAlike(app: Router, request: Request, version: Version): Walked | null | undefined {
  let at = known.get(app)?.get(keyOf(request, version));
  while (at?.kind === 'sight') at = at.then.get(at.sight.nameIn(request));
  if (at === undefined || at.walked === null) return at?.walked;
  const trail = new Trail();
  trail.visit(app, pathOf(request.target));
  return { ...at.walked, trail };
}

/** Keeps a walk for requests that are alike in all that it looked at. */
export function keepForAlike(
  app: Router,
  request: Request,
  version: Version,
  { all, isOwn }: Sights,
  walked: Walked,
  begun: readonly Begun[],
): void {
  const roots = known.get(app) ?? new Map<string, Looked>();
  known.set(app, roots);
  const key = keyOf(request, version);
  const end: Looked = { kind: 'end', walked: isOwn ? null : walked };
  const befores = new Map(begun.flatMap((one) => (one.sights === null ? [] : [[one.sights.length, one]])));
  roots.set(key, grown(roots.get(key), all, 0, request, end, befores));
}

function grown(
  before: Looked | undefined,
  sights: readonly Sight[],
  depth: number,
  request: Request,
  end: Looked,
  begun: ReadonlyMap<number, Begun>,
): Looked {
  const sight = sights[depth];
  if (sight === undefined) return end;
  const isSame = before?.kind === 'sight' && before.sight.name === sight.name;
  const then = isSame ? before.then : new Map<Name, Looked>();
  const name = sight.nameIn(request);
  then.set(name, grown(then.get(name), sights, depth + 1, request, end, begun));
  return isSame ? before : { kind: 'sight', sight, then, before: begun.get(depth) ?? null };
}

function keyOf({ method }: Request, version: Version): string {
  return `${version} ${method}`;
}
