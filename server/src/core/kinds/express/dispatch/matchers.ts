// The matchers of the layers of a stack, made once for each version of Express.
import type { Version } from '../behaviour/behaviour';
import { type Matcher, matcherOf, type PathMatch } from '../matching/match';
import { type Layer, mountedIn, type Router, type RouterSettings, type Stack } from '../stack';

const KNOWN = new WeakMap<Layer, Map<number, Matcher>>();

/** The matcher of a layer of a router with these settings: `use` is never strict, and takes what begins with its path. */
export function matcherOfLayer(layer: Layer, settings: RouterSettings, version: Version): Matcher {
  const { strict, caseSensitive } = settings;
  const key = version * 4 + (strict ? 2 : 0) + (caseSensitive ? 1 : 0);
  const known = KNOWN.get(layer) ?? new Map<number, Matcher>();
  KNOWN.set(layer, known);
  const before = known.get(key);
  if (before !== undefined) return before;
  const end = layer.kind === 'route';
  const isArray = (layer.paths?.length ?? 1) !== 1;
  const options = { end, strict: end && strict, sensitive: caseSensitive };
  const matcher = compiled(layer, version, key, () =>
    remembering(matcherOf(layer.paths, isArray, version, options)),
  );
  known.set(key, matcher);
  return matcher;
}

/** Matchers of single paths by their text: a program that is being typed has the same ones again and again. */
const COMPILED = new Map<string, Matcher>();
const MAX_COMPILED = 5000;

function compiled(
  { kind, paths }: Layer,
  version: Version,
  settings: number,
  compile: () => Matcher,
): Matcher {
  const [only] = paths ?? [];
  if (paths?.length !== 1 || only?.kind !== 'string') return compile();
  const key = `${kind} ${version} ${settings} ${only.text}`;
  const before = COMPILED.get(key);
  if (before !== undefined) return before;
  const matcher = compile();
  // What cannot be matched says where it stands, so it is made anew.
  if (matcher.kind !== 'matcher') return matcher;
  if (COMPILED.size >= MAX_COMPILED) COMPILED.clear();
  COMPILED.set(key, matcher);
  return matcher;
}

/** The same few paths are asked for again and again, by trials of a route and by each state of a program that is typed. */
function remembering(matcher: Matcher): Matcher {
  if (matcher.kind !== 'matcher') return matcher;
  const known = new Map<string, PathMatch>();
  return {
    kind: 'matcher',
    match: (path) => {
      const before = known.get(path);
      if (before !== undefined) return before;
      const found = matcher.match(path);
      if (known.size >= MAX_REMEMBERED) known.clear();
      known.set(path, found);
      return found;
    },
  };
}

const MAX_REMEMBERED = 1000;

type Throwing = readonly { readonly layer: Layer; readonly reason: string }[];

/** Of stacks, and of routers, which may be in the stack of the next state of a program as well. */
const THROWING = new WeakMap<Stack | Router, Map<Version, Throwing>>();

/** The layers whose path throws when Express of this version is given it, so that the program does not start. */
export function throwingLayers(stack: Stack, version: Version): Throwing {
  return onceFor(stack, version, () =>
    routersOf(stack.app).flatMap((router) => onceFor(router, version, () => throwingIn(router, version))),
  );
}

function onceFor(of: Stack | Router, version: Version, find: () => Throwing): Throwing {
  const known = THROWING.get(of) ?? new Map<Version, Throwing>();
  THROWING.set(of, known);
  const found = known.get(version) ?? find();
  known.set(version, found);
  return found;
}

function throwingIn({ layers, settings }: Router, version: Version): Throwing {
  return layers.flatMap((layer) => {
    if (layer.kind === 'gap' || layer.presence.some(({ kind }) => kind === 'perhaps')) return [];
    const matcher = matcherOfLayer(layer, settings, version);
    return matcher.kind === 'throws' ? [{ layer, reason: matcher.reason }] : [];
  });
}

/** An app and all routers that are mounted in it, each once. */
export function routersOf(app: Router): readonly Router[] {
  const found = new Set<Router>([app]);
  for (const router of found) for (const one of mountedIn(router)) found.add(one);
  return [...found];
}
