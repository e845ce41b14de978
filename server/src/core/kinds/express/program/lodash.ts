// Calls of lodash and underscore while a program starts: which function is called, chains, and what stands for a callback.
import type { CallValue, PackageValue, Value } from '../values';
import { type CallSite, call, siteWith } from './call';
import { letGo } from './escape';
import { LISTS } from './lodash-lists';
import { OBJECTS, partAt } from './lodash-objects';
import { valueOfMember } from './members';
import { binary, constantOf, truthOf, unary } from './operators';
import type { Run } from './run';

/** A function of these packages: what it makes of its arguments; `null` where that is not followed. */
export type Made = (run: Run, args: readonly Value[], site: CallSite) => Value | null;

const PACKAGES: ReadonlySet<string> = new Set(['lodash', 'lodash-es', 'underscore']);

const FUNCTIONS: ReadonlyMap<string, Made> = new Map(Object.entries({ ...LISTS, ...OBJECTS }));

/** Other names of functions. */
const ALIASES: ReadonlyMap<string, string> = new Map(
  (
    'each:forEach collect:map select:filter detect:find any:some all:every foldl:reduce inject:reduce foldr:reduceRight ' +
    'contains:includes include:includes head:first rest:tail unique:uniq indexBy:keyBy pairs:toPairs entries:toPairs ' +
    'extend:assign assignIn:assign extendOwn:assign forOwn:forEach where:filter findWhere:find pluck:map object:fromPairs toArray:values'
  )
    .split(' ')
    .map((one): [string, string] => [one.slice(0, one.indexOf(':')), one.slice(one.indexOf(':') + 1)]),
);

/** `lodash.isempty` is a package of its own, written in small letters. */
const IN_SMALL_LETTERS: ReadonlyMap<string, string> = new Map(
  [...FUNCTIONS.keys(), ...ALIASES.keys()].map((name) => [name.toLowerCase(), name]),
);

/** Functions that change what they are given. */
const CHANGES: ReadonlySet<string> = new Set('forEach assign defaults merge defaultsDeep reverse'.split(' '));

/** A call of `_.each(…)`, `_.extend(…)`, `_.chain(…)` and others; `null` where it is kept as it is. */
export function callLodash(run: Run, callee: PackageValue, site: CallSite): Value | null {
  const method = functionOf(callee);
  if (method === null || site.isOpen || site.isNew) return null;
  const [first] = site.given;
  if (method !== '' && method !== 'chain') return callFunctionOf(run, callee, method, site);
  return first === undefined
    ? null
    : wrapped({ of: callee, isExplicit: method === 'chain', start: first.value, steps: [] }, site);
}

/** Which function of these packages something is, '' for the whole; `null` for what is none of theirs. */
function functionOf({ name, subpath, path }: PackageValue): string | null {
  const names = path.filter((one) => one !== 'default');
  if (name.startsWith('lodash.') && names.length === 0) return IN_SMALL_LETTERS.get(name.slice(7)) ?? null;
  if (!PACKAGES.has(name) || names.length > 1 || subpath.startsWith('fp')) return null;
  return names[0] ?? subpath.replace(/\.js$/, '');
}

function callFunctionOf(
  run: Run,
  { name: from }: PackageValue,
  method: string,
  site: CallSite,
): Value | null {
  const args = site.given.map(({ value }) => value);
  const name = ALIASES.get(method) ?? method;
  if (run.isFrozen && CHANGES.has(name)) return null;
  const own = from === 'underscore' ? underscoreName(name, args.length) : name;
  return FUNCTIONS.get(own)?.(run, args, site) ?? null;
}

/** Functions of underscore that do something else than those of lodash: some may be given a count. */
function underscoreName(name: string, count: number): string {
  const own = count === 1 ? { flatten: 'flattenDeep' } : count === 2 ? { first: 'take', tail: 'drop' } : {};
  return new Map(Object.entries({ forEach: 'forAll', ...own })).get(name) ?? name;
}

/** A value in a wrapper, with what is still to be done to it: lodash does that when it is asked for the value. */
type Chain = {
  readonly of: PackageValue;
  /** Whether it goes on until `value()`, whatever a step gives. */
  readonly isExplicit: boolean;
  readonly start: Value;
  readonly steps: readonly Step[];
};

type Step = { readonly method: string; readonly site: CallSite };

const chains = new WeakMap<CallValue, Chain>();

function wrapped(chain: Chain, site: CallSite): CallValue {
  const { of, start, steps } = chain;
  const given = steps.flatMap((step) => step.site.given.map(({ value }) => value));
  const wrapper = callOf(of, [start, ...given], site);
  chains.set(wrapper, chain);
  return wrapper;
}

function callOf(callee: Value, args: readonly Value[], { at, argsAt }: CallSite): CallValue {
  return { kind: 'call', callee, isNew: false, args, at, argsAt, argPlaces: [] };
}

/** Functions whose result lodash leaves in the wrapper of `_(value)` (lodash 4.17: those that it mixes in first). */
const WRAPPED: ReadonlySet<string> = new Set(
  (
    'assign castArray compact concat defaults defaultsDeep difference drop filter flatMap flatten ' +
    'flattenDeep fromPairs groupBy initial keyBy keys map mapValues merge omit ' +
    'omitBy pick pickBy reject reverse slice sortBy tail take takeRight toPairs union ' +
    'uniq values without chain'
  ).split(' '),
);

const ENDS: ReadonlySet<string> = new Set(['value', 'valueOf', 'toJSON']);

/** A method of `_.chain(…)` or `_(…)`; `null` for other values, and where it is not followed. */
export function chainMethod(run: Run, self: CallValue, method: string, site: CallSite): Value | null {
  const chain = chains.get(self);
  if (chain === undefined || site.isOpen) return null;
  const { of, isExplicit, steps } = chain;
  if (method === 'chain') return wrapped({ ...chain, isExplicit: true }, site);
  if (ENDS.has(method)) return valueOfChain(run, chain);
  const isWrapped = isExplicit || WRAPPED.has(ALIASES.get(method) ?? method);
  if (of.name !== 'underscore') {
    const next = { ...chain, steps: [...steps, { method, site }] };
    return isWrapped ? wrapped(next, site) : valueOfChain(run, next);
  }
  // Underscore does each step at once.
  const made = stepOf(run, of, chain.start, { method, site });
  return made === null || !isExplicit ? made : wrapped({ ...chain, start: made }, site);
}

function valueOfChain(run: Run, { of, start, steps }: Chain): Value | null {
  let value: Value | null = start;
  for (const step of steps) {
    value = value === null ? null : stepOf(run, of, value, step);
    // Callbacks of the steps that are left are called in ways that nobody can see.
    if (value === null) letGo(run, callOf({ ...of, path: [step.method] }, [], step.site), step.site);
  }
  return value;
}

function stepOf(run: Run, of: PackageValue, value: Value, { method, site }: Step): Value | null {
  const first = { value, node: null, at: site.at };
  if (method === 'thru' || method === 'tap') {
    const [callback] = site.given;
    if (callback === undefined) return null;
    const made = call(run, callback.value, siteWith(site, [value]), null);
    return method === 'tap' ? value : made;
  }
  return callFunctionOf(run, of, method, { ...site, given: [first, ...site.given] });
}

/** A function that one of these makes, which is called like one of the program. */
export function made(name: string, args: readonly Value[], site: CallSite): CallValue {
  return callOf(lodash(name), args, site);
}

function lodash(name: string): PackageValue {
  return { kind: 'package', name: 'lodash', subpath: '', path: [name], isDefault: false, version: null };
}

/** What stands for a callback: the name of an entry, entries that have to be the same, or nothing. */
export function iterateeOf(value: Value | undefined, site: CallSite): Value {
  if (value === undefined) return lodash('identity');
  switch (value.kind) {
    case 'undefined':
    case 'null':
      return lodash('identity');
    case 'string':
    case 'number':
      return made('property', [value], site);
    case 'object':
      return made('matches', [value], site);
    case 'array':
      return made('matchesProperty', value.elements, site);
    default:
      return value;
  }
}

/** A call of what `_.property(…)`, `_.matches(…)`, `_.negate(…)` or `_.constant(…)` make; `null` for all else. */
export function callMade(run: Run, { callee, args }: CallValue, site: CallSite): Value | null {
  const method = callee.kind === 'package' ? functionOf(callee) : null;
  const [own, other] = args;
  const given = site.given[0]?.value;
  if (method === null || own === undefined) return null;
  if (method === 'constant') return own;
  if (method === 'negate') return unary('!', call(run, own, site, null), site.at);
  if (given === undefined) return null;
  if (method === 'property') return partAt(run, given, own, site.at);
  if (method === 'matches') return isLike(run, given, own, site);
  if (method !== 'matchesProperty' || other === undefined) return null;
  const part = partAt(run, given, own, site.at);
  return part === null ? null : isLike(run, part, other, site);
}

/** Whether a value has all that another has; `null` where that is not known. */
function isLike(run: Run, value: Value, other: Value, site: CallSite): Value | null {
  if (other.kind !== 'object') return binary('===', value, other, site.at);
  if (other.isOpen) return null;
  let isSure = true;
  for (const [name, wanted] of other.entries) {
    const part = valueOfMember(run, value, name, site.at, true);
    const like = isLike(run, part, wanted, site);
    const truth = like === null ? null : truthOf(like);
    if (truth === false) return constantOf(false);
    isSure &&= truth === true;
  }
  return isSure ? constantOf(true) : null;
}
