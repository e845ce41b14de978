// Containers of dependencies: tsyringe 4 and typedi 0.8 to 0.10 make objects of classes, and give what was put in.

import type { Place } from '../../../text/span';
import { inTable } from '../../../text/table';
import { type ClassValue, type PackageValue, stringOf, UNDEFINED, type Value } from '../values';
import type { CallSite } from './call';
import { instantiate } from './classes';
import { type Run, unknown } from './run';

/** What a container has for a token: a value, or a class of which it makes an object when it is first asked. */
type Provided = Value | { readonly kind: 'maker'; readonly of: ClassValue };

/** By class, by symbol, or by text. */
export type Containers = Map<Value | string, Provided>;

type Verb = 'get' | 'value' | 'class' | 'provider' | 'services';

const VERBS: Readonly<Record<string, ReadonlyMap<string, Verb>>> = {
  tsyringe: new Map([
    ['resolve', 'get'],
    ['registerInstance', 'value'],
    ['registerSingleton', 'class'],
    ['registerType', 'class'],
    ['register', 'provider'],
  ]),
  typedi: new Map([
    ['get', 'get'],
    ['set', 'services'],
  ]),
};

/** A call of the container of such a package; `null` for all others, and where what it gives is not known. */
export function callContainer(run: Run, callee: PackageValue, site: CallSite): Value | null {
  const path = callee.path.filter((name) => name !== 'default');
  const verb = inTable(VERBS, callee.name)?.get(path.at(-1) ?? '');
  if (verb === undefined || path.length > 2 || site.isOpen || site.isNew) return null;
  // Other modules put in what is found here, or find what is put in.
  if (run.heard !== null) run.heard.isClean = false;
  const [token = UNDEFINED, given] = site.given.map(({ value }) => value);
  if (verb === 'get') return find(run, token, site.at, 0);
  if (run.isFrozen) return null;
  const isSure = run.writes.length === 0;
  for (const [id, provided] of put(verb, token, given, site.at)) {
    run.containers.set(keyOf(id), isSure ? provided : notKnown(site.at));
  }
  return { ...callee, path: callee.path.slice(0, -1) };
}

function keyOf(token: Value): Value | string {
  return stringOf(token) ?? token;
}

function notKnown(at: Place): Value {
  return unknown('what a container gives is not known', at);
}

/** What a call puts in, by token. */
function put(
  verb: Exclude<Verb, 'get'>,
  token: Value,
  given: Value | undefined,
  at: Place,
): readonly (readonly [Value, Provided])[] {
  switch (verb) {
    case 'value':
      return [[token, given ?? UNDEFINED]];
    case 'class':
      return [[token, makerOf(given ?? token, at)]];
    case 'provider':
      return [[token, provided(given, 'useValue', 'useClass', at)]];
    case 'services': {
      if (given !== undefined) return [[token, given]];
      const services = token.kind === 'array' ? token.elements : [token];
      return services.flatMap((one): (readonly [Value, Provided])[] => {
        const id = one.kind === 'object' ? one.entries.get('id') : undefined;
        return id === undefined ? [] : [[id, provided(one, 'value', 'type', at)]];
      });
    }
  }
}

/** What an object says that gives a value under one name, or a class under another one. */
function provided(by: Value | undefined, value: string, type: string, at: Place): Provided {
  const entries = by?.kind === 'object' ? by.entries : null;
  return entries?.get(value) ?? makerOf(entries === null ? by : entries.get(type), at);
}

function makerOf(of: Value | undefined, at: Place): Provided {
  return of?.kind === 'class' ? { kind: 'maker', of } : notKnown(at);
}

/** Classes may ask for each other so deep. */
const MAX_DEPTH = 10;

/** What is there under a token; a class that nobody put in is made as well. */
function find(run: Run, token: Value, at: Place, depth: number): Value | null {
  const there = run.containers.get(keyOf(token)) ?? (token.kind === 'class' ? makerOf(token, at) : null);
  if (there === null || depth > MAX_DEPTH) return null;
  if (there.kind !== 'maker') return there;
  const args = typesOf(there.of).map((type) => injected(run, there.of, type, at, depth));
  const object = instantiate(run, there.of, args, at);
  for (const { kind, key, value, type, isDecorated } of there.of.node.members) {
    if (kind !== 'field' || !isDecorated || value !== null || key?.kind !== 'name') continue;
    object.fields.set(key.name, injected(run, there.of, type?.name, at, depth));
  }
  if (!run.isFrozen) run.containers.set(keyOf(token), object);
  return object;
}

/** The types of the parameters of a constructor, or of the one that is inherited. */
function typesOf({ node, parent }: ClassValue): readonly (string | undefined)[] {
  const build = node.members.find(({ kind }) => kind === 'constructor')?.value;
  if (build?.kind === 'function') return build.params.map(({ type }) => type?.name);
  return parent?.kind === 'class' ? typesOf(parent) : [];
}

/** What a container puts in the place of a parameter or a field, by the class that is its type. */
function injected(
  run: Run,
  { scope }: ClassValue,
  type: string | undefined,
  at: Place,
  depth: number,
): Value {
  const wanted = type === undefined ? null : scope.lookup(type);
  return (wanted?.kind === 'class' ? find(run, wanted, at, depth + 1) : null) ?? notKnown(at);
}
