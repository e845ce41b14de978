// What one call of a handler reads of an exchange and leaves there, so that its like need not be called again.
import { madeBy, noteMaker } from '../program/makers';
import type { Datum, Thing, Unknown } from './datum';
import { classesOf, noteClasses } from './run/things';
import type { Sight } from './sights';

/** What tells a value from all others that may stand in its place. */
export type Name = string | number | boolean;

/**
 * Something of an exchange that a handler read: `nameIn` names its value, `null` where nothing names it. `sight` is what
 * of the request it follows from, `null` where handlers and routers alone make it.
 */
export type Facet<E> = {
  readonly name: string;
  readonly nameIn: (exchange: E, namer: Namer) => Name | null;
  readonly sight: Sight | null;
};

const ids = new WeakMap<object, number>();
let lastId = 0;

/** A number for something that is told by what it is, not by what is in it. */
export function idOf(object: object): number {
  const known = ids.get(object);
  if (known !== undefined) return known;
  lastId++;
  ids.set(object, lastId);
  return lastId;
}

const unknownNames = new WeakMap<Unknown, string>();

function unknownName(datum: Unknown): string {
  const known = unknownNames.get(datum);
  if (known !== undefined) return known;
  const { key, reason, at, judged, truthy, start } = datum;
  const made = JSON.stringify([key, reason, at, judged, truthy, String(start?.value), typeof start?.value]);
  unknownNames.set(datum, made);
  return made;
}

const MAX_DEPTH = 6;

/**
 * Names data so that two have the same name only if no handler can tell them apart, where several share an object, too.
 * Functions and promises have none: they may hold on to the exchange that they were made for.
 */
export class Namer {
  #numbers: Map<object, number> | null = null;
  #named: (readonly [Datum, string | null])[] | null = null;

  /** A name for data. */
  name(datum: Datum): string | null {
    const name = this.#name(datum, 0);
    if (datum.kind === 'object' || datum.kind === 'list') {
      this.#named ??= [];
      this.#named.push([datum, name]);
    }
    return name;
  }

  /** Whether all that was named would be named the same now, so that nobody has changed it. */
  get holds(): boolean {
    if (this.#named === null) return true;
    const again = new Namer();
    return this.#named.every(([datum, name]) => again.name(datum) === name);
  }

  /** Whether an object or a list is one that was named, or holds one. */
  shares(datum: Datum): boolean {
    if (datum.kind === 'list')
      return this.#numbers?.has(datum.items) === true || datum.items.some((one) => this.shares(one));
    if (datum.kind !== 'object') return false;
    return (
      this.#numbers?.has(datum.fields) === true || [...datum.fields.values()].some((one) => this.shares(one))
    );
  }

  #name(datum: Datum, depth: number): string | null {
    switch (datum.kind) {
      case 'constant': {
        const { value } = datum;
        const text = typeof value === 'string' ? JSON.stringify(value) : `${typeof value} ${String(value)}`;
        return datum.carried ? `+${text}` : Object.is(value, -0) ? '-0' : text;
      }
      case 'unknown':
        return unknownName(datum);
      case 'regex':
        return `r${JSON.stringify([datum.source, datum.flags])}`;
      case 'outside':
        return `o${idOf(datum.value)}`;
      case 'list':
        return this.#once(datum.items, `l${datum.isOpen}`, () => this.#all(datum.items, depth));
      case 'object':
        return this.#object(datum, depth);
      case 'function':
      case 'promise':
        return null;
    }
  }

  #object(datum: Thing, depth: number): string | null {
    const { of, rest, fields } = datum;
    // What stands for the exchange is not what it looks like.
    if (of === 'Request' || of === 'Response' || fields instanceof Slots) return null;
    const maker = madeBy(datum);
    const classes = [...classesOf(datum), ...(maker === null ? [] : [maker])].map(idOf).join();
    const head = `t${of === null ? '' : JSON.stringify(of)}${classes}${rest === null ? '' : unknownName(rest)}`;
    return this.#once(fields, head, () => {
      const values = this.#all([...fields.values()], depth);
      return values === null ? null : `${JSON.stringify([...fields.keys()])}${values}`;
    });
  }

  #once(object: object, head: string, describe: () => string | null): string | null {
    this.#numbers ??= new Map();
    const known = this.#numbers.get(object);
    if (known !== undefined) return `${head}#${known}`;
    this.#numbers.set(object, this.#numbers.size);
    const body = describe();
    return body === null ? null : `${head}(${body})`;
  }

  #all(of: readonly Datum[], depth: number): string | null {
    if (depth >= MAX_DEPTH) return null;
    let text = '';
    for (const one of of) {
      const name = this.#name(one, depth + 1);
      if (name === null) return null;
      text += `${name},`;
    }
    return text;
  }
}

/** Copies of objects and lists; those that share something share it afterwards. */
export class Copier {
  #made: Map<object, Map<string, Datum> | Datum[]> | null = null;

  copy(datum: Datum): Datum {
    if (datum.kind !== 'list' && datum.kind !== 'object') return datum;
    this.#made ??= new Map();
    if (datum.kind === 'list') {
      const known = this.#made.get(datum.items);
      const items: Datum[] = Array.isArray(known) ? known : [];
      if (known === undefined) {
        this.#made.set(datum.items, items);
        for (const one of datum.items) items.push(this.copy(one));
      }
      return { ...datum, items };
    }
    const known = this.#made.get(datum.fields);
    const fields = known instanceof Map ? known : new Map<string, Datum>();
    if (known === undefined) {
      this.#made.set(datum.fields, fields);
      for (const [name, value] of datum.fields) fields.set(name, this.copy(value));
    }
    const made: Thing = { ...datum, fields };
    const classes = classesOf(datum);
    if (classes.length > 0) noteClasses(made, classes);
    const maker = madeBy(datum);
    if (maker !== null) noteMaker(made, maker);
    return made;
  }
}

/** Which of an exchange's names are meant: what is put on `req`, `res.locals`, the notes of packages. */
export type SlotsName = 'slots' | 'locals' | 'notes';

/** Who hears what is read of names, `null` for all of them, and what is written there, `null` for nothing. */
export type Listener = {
  readSlot(of: SlotsName, name: string | null): void;
  wroteSlot(of: SlotsName, name: string, value: Datum | null): void;
};

/** Names with data, such as what handlers put on `req`. */
export class Slots extends Map<string, Datum> {
  listener: Listener | null = null;
  readonly #of: SlotsName;

  constructor(of: SlotsName) {
    super();
    this.#of = of;
  }

  override get(name: string): Datum | undefined {
    this.listener?.readSlot(this.#of, name);
    return super.get(name);
  }

  override has(name: string): boolean {
    this.listener?.readSlot(this.#of, name);
    return super.has(name);
  }

  override set(name: string, value: Datum): this {
    this.listener?.wroteSlot(this.#of, name, value);
    return super.set(name, value);
  }

  override delete(name: string): boolean {
    this.listener?.readSlot(this.#of, name);
    this.listener?.wroteSlot(this.#of, name, null);
    return super.delete(name);
  }

  override clear(): void {
    for (const name of [...this.keys()]) this.delete(name);
  }

  /** Holds what it held before, and nothing else. */
  putBack(before: Iterable<readonly [string, Datum]>): void {
    super.clear();
    for (const [name, value] of before) super.set(name, value);
  }

  override get size(): number {
    this.listener?.readSlot(this.#of, null);
    return super.size;
  }

  override keys() {
    this.listener?.readSlot(this.#of, null);
    return super.keys();
  }

  override values() {
    this.listener?.readSlot(this.#of, null);
    return super.values();
  }

  override entries() {
    this.listener?.readSlot(this.#of, null);
    return super.entries();
  }

  override [Symbol.iterator]() {
    this.listener?.readSlot(this.#of, null);
    return super[Symbol.iterator]();
  }

  override forEach(visit: (value: Datum, name: string, map: Map<string, Datum>) => void): void {
    this.listener?.readSlot(this.#of, null);
    super.forEach(visit);
  }
}
