// Answers about routes that outlive an analysis: each is kept while the walks that it rests on lead the same way.
import { type Request, requestKey } from '../../../model/request';
import type { Router, Stack } from '../stack';
import type { RouteEntry } from '../table';
import { startableVersions } from './decide';
import { throwingLayers } from './matchers';
import { successionOf } from './succession';
import { sharedTrail, Trail, trailIn } from './trail';
import { trailsOf } from './walked';

/** What an answer rests on, beside its route: it has to be told of all that is asked. */
export class Grounds {
  readonly #stack: Stack;
  readonly #requests: Request[] = [];
  readonly #trails: Trail[] = [];
  #isLost = false;

  constructor(stack: Stack) {
    this.#stack = stack;
  }

  /** The ways of a request were looked at, or what is decided of it. */
  request(request: Request): void {
    this.#requests.push(request);
  }

  /** Something was looked at that left a trail of its own. */
  join(trail: Trail): void {
    this.#trails.push(trail);
  }

  /** What was asked cannot be told, so that the answer is for this time only. */
  lose(): void {
    this.#isLost = true;
  }

  /** All that was looked at; `null` where the answer is for this time only. A check that ends never asks for it. */
  trail(): Trail | null {
    const { app } = this.#stack;
    const walks = this.#requests.map((request) => trailsOf(app, requestKey(request)));
    if (this.#isLost || walks.some((trails) => trails.length === 0)) return null;
    const all = new Trail();
    for (const trail of [...walks.flat(), ...this.#trails]) all.join(trail);
    return all.isOnDisk ? null : sharedTrail(app, all);
  }
}

/** Finds an answer for a route, given what else it takes, and tells what the answer rests on. */
type Find<T, Given> = (route: RouteEntry, grounds: Grounds, given: Given) => T;

/** An answer, and the app that it is for: the newest one that was led to the route as it was when it was found. */
type Answer<T> = {
  readonly answer: T;
  readonly versions: string | null;
  app: Router;
  /** Its trail, or what one can be made of. */
  rests: Grounds | Trail;
};

/** Answers to one question about routes; they must hold nothing of an app but what is its routes' own. */
export class Lasting<T, Given> {
  readonly #known = new WeakMap<RouteEntry, Answer<T>>();
  readonly #find: Find<T, Given>;

  constructor(find: Find<T, Given>) {
    this.#find = find;
  }

  /** The answer for a route: one that was given, here or before the last change, or a new one. */
  of(stack: Stack, route: RouteEntry, given: Given): T {
    const { app } = stack;
    const known = this.#known.get(route);
    if (known !== undefined && (known.app === app || holdsStill(known, stack))) return known.answer;
    const grounds = new Grounds(stack);
    const answer = this.#find(route, grounds, given);
    this.#known.set(route, { answer, versions: versionsKey(stack), app, rests: grounds });
    return answer;
  }
}

/** Whether an answer that was found before the last change holds after it: then it is one for the app as it is now. */
function holdsStill(known: Answer<unknown>, stack: Stack): boolean {
  const succession = successionOf(stack.app);
  if (succession?.before !== known.app) return false;
  if (known.versions === null || known.versions !== versionsKey(stack)) return false;
  const before = known.rests instanceof Grounds ? known.rests.trail() : known.rests;
  const trail = before === null ? null : trailIn(stack.app, succession, before);
  if (trail === null) return false;
  known.app = stack.app;
  known.rests = trail;
  return true;
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
