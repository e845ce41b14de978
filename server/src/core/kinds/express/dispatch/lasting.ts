// Answers about routes that outlive an analysis: they are kept while the walks that they rest on lead the same way.
import { type Request, requestKey } from '../../../model/request';
import type { Router, Stack } from '../stack';
import type { RouteEntry } from '../table';
import { startableVersions } from './decide';
import { throwingLayers } from './matchers';
import { successionOf } from './succession';
import { sharedTrail, Trail, trailIn } from './trail';
import { trailsOf } from './walked';

/**
 * What the answers about a route rest on, beside the route: it has to be told of all that is asked. They rest on much the
 * same, so that all of them hold, or none does.
 */
export class Grounds {
  readonly #versions: string | null;
  /** The newest app in which a request is led as it was when the answers were found. */
  #app: Router;
  #requests: Request[] = [];
  #trails: Trail[] = [];

  constructor(stack: Stack) {
    this.#app = stack.app;
    this.#versions = versionsKey(stack);
  }

  /** The ways of a request were looked at, or what is decided of it. */
  request(request: Request): void {
    if (!this.#requests.includes(request)) this.#requests.push(request);
  }

  /** Something was looked at that left a trail of its own. */
  join(trail: Trail): void {
    if (!this.#trails.includes(trail)) this.#trails.push(trail);
  }

  /** Whether what was found before the last change holds after it: then it is for the app as it is now. */
  holdIn(stack: Stack): boolean {
    const { app } = stack;
    if (this.#app === app) return true;
    const succession = successionOf(app);
    if (succession?.before !== this.#app) return false;
    if (this.#versions === null || this.#versions !== versionsKey(stack)) return false;
    const before = this.#trail();
    const trail = before === null ? null : trailIn(app, succession, before);
    if (trail === null) return false;
    this.#app = app;
    this.#requests = [];
    this.#trails = [trail];
    return true;
  }

  /** All that was looked at; `null` where that is not known. A check that ends never asks for it. */
  #trail(): Trail | null {
    const walks = this.#requests.map((request) => trailsOf(this.#app, requestKey(request)));
    if (walks.some((trails) => trails.length === 0)) return null;
    const all = new Trail();
    for (const trail of [...walks.flat(), ...this.#trails]) all.join(trail);
    return all.isOnDisk ? null : sharedTrail(this.#app, all);
  }
}

const grounds = new WeakMap<RouteEntry, Grounds>();

function groundsOf(stack: Stack, route: RouteEntry): Grounds {
  const known = grounds.get(route);
  if (known?.holdIn(stack) === true) return known;
  const made = new Grounds(stack);
  grounds.set(route, made);
  return made;
}

/** Finds an answer for a route, given what else it takes, and tells what the answer rests on. */
type Find<T, Given> = (route: RouteEntry, grounds: Grounds, given: Given) => T;

/** Answers to one question about routes; they must hold nothing of an app but what is its routes' own. */
export class Lasting<T, Given> {
  readonly #known = new WeakMap<Grounds, { readonly answer: T }>();
  readonly #find: Find<T, Given>;

  constructor(find: Find<T, Given>) {
    this.#find = find;
  }

  /** The answer for a route: one that was given, here or before the last change, or a new one. */
  of(stack: Stack, route: RouteEntry, given: Given): T {
    const grounds = groundsOf(stack, route);
    const known = this.#known.get(grounds);
    if (known !== undefined) return known.answer;
    const answer = this.#find(route, grounds, given);
    this.#known.set(grounds, { answer });
    return answer;
  }
}

const versionKeys = new WeakMap<Stack, string | null>();

/** The versions that a program may run on; `null` where it does not start on one of them, since then no walk tells. */
function versionsKey(stack: Stack): string | null {
  const known = versionKeys.get(stack);
  if (known !== undefined) return known;
  const versions = startableVersions(stack);
  const starts = versions.every((version) => throwingLayers(stack, version).length === 0);
  const key = starts ? versions.join() : null;
  versionKeys.set(stack, key);
  return key;
}
