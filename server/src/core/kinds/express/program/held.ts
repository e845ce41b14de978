// What a module holds when it is through: all that others could change of it, to see whether anybody has.
import type { ArrayValue, ObjectValue, Scope, Value } from '../values';
import type { DraftRouter } from './draft';
import { Environment } from './environment';
import type { Part } from './hearing';
import type { ModuleRun } from './run';

/** Whether all is still as it was. */
export type Held = { isUnchanged(): boolean };

/** Objects that were held by a module before: each belongs to the one that was through first. */
const taken = new WeakSet<object>();

/** Notes how everything is that can be reached from a module and what it added, as far as no other module held it. */
export function heldBy({ environment, module, exported, stars }: ModuleRun, parts: readonly Part[]): Held {
  const holder = new Holder();
  holder.scope(environment);
  holder.value(module);
  holder.map(exported);
  holder.list(stars);
  for (const part of parts) {
    if (part.kind === 'router') holder.router(part.router);
    else if (part.kind === 'route') holder.list(part.route.layer.handlers);
    else if (part.kind === 'call') holder.value(part.call);
  }
  holder.follow();
  return holder;
}

type Maps = readonly [ReadonlyMap<unknown, unknown>, readonly unknown[]];
type Lists = readonly [readonly unknown[], readonly unknown[]];

class Holder implements Held {
  readonly #maps: Maps[] = [];
  readonly #lists: Lists[] = [];
  readonly #open: (readonly [ArrayValue | ObjectValue, string])[] = [];
  readonly #promises: (readonly [{ readonly result: unknown }, unknown])[] = [];
  readonly #routers: (readonly [DraftRouter, DraftRouter['name'], DraftRouter['frozen']])[] = [];
  /** Values that are to be looked into. A loop can nest them deeper than calls may be. */
  readonly #waiting: Value[] = [];

  isUnchanged(): boolean {
    return (
      this.#maps.every(isSameMap) &&
      this.#lists.every(
        ([list, was]) => list.length === was.length && list.every((one, i) => one === was[i]),
      ) &&
      this.#open.every(([object, was]) => flagsOf(object) === was) &&
      this.#promises.every(([promise, was]) => promise.result === was) &&
      this.#routers.every(([router, name, frozen]) => router.name === name && router.frozen === frozen)
    );
  }

  /** The names of a scope and of those around it; what it imports is other modules'. */
  scope(scope: Scope): void {
    if (!(scope instanceof Environment) || !this.#take(scope)) return;
    this.map(scope.names);
    for (const value of scope.names.values()) this.value(value);
    if (scope.self !== null) this.value(scope.self);
    if (scope.parent !== null) this.scope(scope.parent);
  }

  router(router: DraftRouter): void {
    if (!this.#take(router)) return;
    this.#routers.push([router, router.name, router.frozen]);
    this.map(router.settings);
    this.value(router.locals);
    this.#entries(router.own);
    this.list(router.layers);
    this.list(router.params);
    this.list(router.gaps);
    if (router.options !== null) this.value(router.options);
    for (const { value } of router.settings.values()) this.value(value);
    for (const { callback } of router.params) this.value(callback.value);
    for (const layer of router.layers) {
      if (layer.kind === 'gap') continue;
      this.list(layer.handlers);
      for (const one of layer.handlers) this.value('handler' in one ? one.handler.value : one.value);
    }
  }

  list(list: readonly unknown[]): void {
    this.#lists.push([list, [...list]]);
  }

  value(value: Value): void {
    this.#waiting.push(value);
  }

  /** Looks into all values that were noted, and into what they are made of. */
  follow(): void {
    for (let value = this.#waiting.pop(); value !== undefined; value = this.#waiting.pop()) this.#look(value);
  }

  #look(value: Value): void {
    switch (value.kind) {
      case 'array':
        if (!this.#take(value)) return;
        this.#open.push([value, flagsOf(value)]);
        this.list(value.elements);
        for (const one of value.elements) this.value(one);
        return;
      case 'object':
        if (!this.#take(value)) return;
        this.#open.push([value, flagsOf(value)]);
        this.#entries(value.entries);
        return;
      case 'function':
        if (!this.#take(value)) return;
        this.#entries(value.entries);
        this.scope(value.scope);
        if (value.self !== null) this.value(value.self);
        for (const one of value.bound) this.value(one);
        return;
      case 'class':
        if (!this.#take(value)) return;
        this.#entries(value.statics);
        this.scope(value.scope);
        if (value.parent !== null) this.value(value.parent);
        return;
      case 'instance':
        if (!this.#take(value)) return;
        this.#entries(value.fields);
        this.value(value.of);
        return;
      case 'promise':
        if (!this.#take(value)) return;
        this.#promises.push([value, value.result]);
        if (value.result !== null) this.value(value.result);
        return;
      default: {
        const parts = partsOf(value);
        // Each is looked into once: `text += text` in a loop doubles the ways to the same parts.
        if (parts.length > 0 && this.#take(value)) for (const part of parts) this.value(part);
      }
    }
  }

  #entries(entries: ReadonlyMap<string, Value>): void {
    this.map(entries);
    for (const value of entries.values()) this.value(value);
  }

  map(map: ReadonlyMap<unknown, unknown>): void {
    this.#maps.push([map, [...map].flat()]);
  }

  /** Whether nobody had it before. */
  #take(object: object): boolean {
    if (taken.has(object)) return false;
    taken.add(object);
    return true;
  }
}

function flagsOf(value: ArrayValue | ObjectValue): string {
  return `${value.isOpen} ${value.kind === 'object' && value.isEsModule === true}`;
}

/** What values that do not change are made of. */
function partsOf(value: Value): readonly Value[] {
  switch (value.kind) {
    case 'call':
      return [value.callee, ...value.args];
    case 'member':
      return [value.of, value.name];
    case 'operation':
      return value.of;
    case 'env':
      return value.fallback === null ? [] : [value.fallback];
    case 'either':
      return value.when === null ? value.of : [...value.of, value.when];
    default:
      return [];
  }
}

function isSameMap([map, was]: Maps): boolean {
  if (map.size * 2 !== was.length) return false;
  let at = 0;
  let isSame = true;
  // A loop over its entries would make a list of each.
  map.forEach((value, key) => {
    isSame &&= was[at] === key && was[at + 1] === value;
    at += 2;
  });
  return isSame;
}
