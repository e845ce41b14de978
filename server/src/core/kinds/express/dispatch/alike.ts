// Walks that requests have in common: one that is alike in all that a walk looked at need not be walked.

import type { Request } from '../../../model/request';
import type { Version } from '../behaviour/behaviour';
import { pathOf } from '../behaviour/exchange';
import type { Sight, Sights } from '../behaviour/sights';
import type { Name } from '../behaviour/trace';
import type { Router } from '../stack';
import { Trail } from './trail';
import type { Walked } from './walked';

/** What is looked at next, with what follows what is seen there; at the end the walk, `null` where the target was looked at. */
type Looked =
  | { readonly kind: 'sight'; readonly sight: Sight; readonly then: Map<Name, Looked> }
  | { readonly kind: 'end'; readonly walked: Walked | null };

/** By version and method. */
const known = new WeakMap<Router, Map<string, Looked>>();

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
): void {
  const roots = known.get(app) ?? new Map<string, Looked>();
  known.set(app, roots);
  const key = keyOf(request, version);
  const end: Looked = { kind: 'end', walked: isOwn ? null : walked };
  roots.set(key, grown(roots.get(key), all, 0, request, end));
}

function grown(
  before: Looked | undefined,
  sights: readonly Sight[],
  depth: number,
  request: Request,
  end: Looked,
): Looked {
  const sight = sights[depth];
  if (sight === undefined) return end;
  const isSame = before?.kind === 'sight' && before.sight.name === sight.name;
  const then = isSame ? before.then : new Map<Name, Looked>();
  const name = sight.nameIn(request);
  then.set(name, grown(then.get(name), sights, depth + 1, request, end));
  return isSame ? before : { kind: 'sight', sight, then };
}

function keyOf({ method }: Request, version: Version): string {
  return `${version} ${method}`;
}
