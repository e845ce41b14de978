// What a request was led by on its way through a stack: where all of that is the same, it comes to the same.
import type { Disk } from '../behaviour/exchange-state';
import type { Router } from '../stack';
import { isRouted } from './routed';
import { heirOf, type Succession } from './succession';

/** A router, and the path that it was entered with. */
type Visit = readonly [Router, string];

/** What the walk of a request looked at, beside the request. */
export class Trail {
  #visited: readonly Visit[] = [];
  #routed: Map<string, boolean> | null = null;
  #stats: Map<string, string | null> | null = null;

  /** A router is entered with a path: of its layers, those count that may match it. */
  visit(router: Router, path: string): void {
    const isKnown = this.#visited.some(([one, at]) => one === router && at === path);
    if (!isKnown) this.#visited = this.#visited.concat([[router, path]]);
  }

  /** Whether a route of the app names a path. */
  isRouted(app: Router, path: string): boolean {
    const answer = isRouted(app, path);
    this.#routed ??= new Map();
    this.#routed.set(path, answer);
    return answer;
  }

  /** The disk, with a note of each answer. */
  disk(disk: Disk): Disk {
    return {
      stat: (path) => {
        const state = disk.stat(path);
        this.#stats ??= new Map();
        this.#stats.set(path, state?.kind ?? null);
        return state;
      },
    };
  }

  /** Takes over what another walk looked at. */
  join(other: Trail): void {
    for (const [router, path] of other.#visited) this.visit(router, path);
    if (other.#routed !== null) this.#routed = new Map([...(this.#routed ?? []), ...other.#routed]);
    if (other.#stats !== null) this.#stats = new Map([...(this.#stats ?? []), ...other.#stats]);
  }

  /** Whether a disk was asked. */
  get isOnDisk(): boolean {
    return this.#stats !== null;
  }

  /** Where it begins to lead, so that equal trails are found. */
  get start(): string {
    return this.#visited[0]?.[1] ?? '';
  }

  isSame(other: Trail): boolean {
    const { length } = this.#visited;
    const isPlain = this.#routed === null && this.#stats === null;
    if (!isPlain || other.#routed !== null || other.#stats !== null || other.#visited.length !== length)
      return false;
    return this.#visited.every(([router, path], i) => {
      const [theirs, at] = other.#visited[i] ?? [];
      return router === theirs && path === at;
    });
  }

  /** The same trail in the app that has come of the one where it was left; `null` where it would lead elsewhere now. */
  followedIn(app: Router, succession: Succession): Trail | null {
    for (const [path, answer] of this.#routed ?? []) if (isRouted(app, path) !== answer) return null;
    const trail = new Trail();
    trail.#routed = this.#routed;
    trail.#stats = this.#stats;
    const visited: Visit[] = [];
    for (const visit of this.#visited) {
      const [router, path] = visit;
      const now = heirOf(succession, router, path);
      if (now === null) return null;
      visited.push(now === router ? visit : [now, path]);
    }
    trail.#visited = visited;
    return trail;
  }

  /** Whether a disk gives the answers that were given. */
  isSameDisk(disk: Disk | null): boolean {
    const stats = [...(this.#stats ?? [])];
    return stats.every(([path, kind]) => kind !== null && disk?.stat(path)?.kind === kind);
  }
}

const shared = new WeakMap<Router, Map<string, Trail[]>>();

/** A trail in an app as somebody left it before, if somebody did: most requests for a route are led by the same. */
export function sharedTrail(app: Router, trail: Trail): Trail {
  const known = shared.get(app) ?? new Map<string, Trail[]>();
  shared.set(app, known);
  const others = known.get(trail.start);
  if (others === undefined) known.set(trail.start, [trail]);
  const same = others?.find((one) => one.isSame(trail));
  if (same === undefined) others?.push(trail);
  return same ?? trail;
}

const followed = new WeakMap<Succession, Map<Trail, Trail | null>>();

/** What a trail before a change is in the app after it; `null` where it would lead elsewhere now. */
export function trailIn(app: Router, succession: Succession, trail: Trail): Trail | null {
  const known = followed.get(succession) ?? new Map<Trail, Trail | null>();
  followed.set(succession, known);
  const before = known.get(trail);
  if (before !== undefined) return before;
  const again = trail.followedIn(app, succession);
  const found = again === null ? null : sharedTrail(app, again);
  known.set(trail, found);
  return found;
}
