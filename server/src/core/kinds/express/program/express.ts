// What Express's own functions do: they make apps and routers, and add layers to them in the order of the calls.
import type { Presence } from '../stack';
import { type StackValue, UNDEFINED, type Value } from '../values';
import { type CallSite, call, type Given } from './call';
import { addLayer, addRouter, type DraftHandler, type DraftRouter, presenceWith, routerOf } from './draft';
import { addGap, letGo } from './escape';
import { followedMount } from './followed';
import { flatten, handlersOf, MAX_LISTS, nameOf } from './given-handlers';
import { memberOfRouter, valueOfMember } from './members';
import { pathCall, pathOfUrl } from './node-path';
import { truthOf } from './operators';
import { isPathLike, pathsOf, placesOf } from './paths';
import { isPatched, type Run, unknown, write } from './run';
import { addSocket } from './web-sockets';

/** The methods that Express has a function for: those of Node's http.METHODS, in lower case. */
export const METHODS: ReadonlySet<string> = new Set(
  (
    'get post put delete patch options head acl bind checkout connect copy link lock m-search merge mkactivity ' +
    'mkcalendar mkcol move notify propfind proppatch purge query rebind report search source subscribe trace ' +
    'unbind unlink unlock unsubscribe'
  ).split(' '),
);

/** What an app or a router has a function for that is followed, which a program can only put another one around. */
const FOLLOWED = new Set([
  ...METHODS,
  ...['use', 'route', 'param', 'all', 'set', 'enable', 'disable', 'enabled', 'disabled', 'locals'],
]);

/** Notes what a program puts onto an app or a router. */
export function putOnto(run: Run, of: StackValue, name: string, value: Value): void {
  const router = routerOf(run.stack, of);
  if (router !== null && !FOLLOWED.has(name)) write(run, router.own, name, value);
}

/** Packages whose whole is a router of Express. */
const ROUTERS = new Set(['router', 'express-promise-router']);

/** A call of a package that makes something that is followed; `null` for all others. */
export function callExpress(
  run: Run,
  callee: Extract<Value, { kind: 'package' }>,
  site: CallSite,
): Value | null {
  const { name, path } = callee;
  if (name === 'path')
    return pathCall(path.filter((one) => one !== 'default' && one !== 'posix').join('.'), site);
  if (name === 'url' && path.at(-1) === 'fileURLToPath') return pathOfUrl(site);
  if (run.isFrozen) return null;
  const options = site.given[0]?.value ?? null;
  if (name === 'express' || ROUTERS.has(name)) run.touched++;
  if (name === 'express') {
    if (path.length === 0) return make(run, 'app', site, null);
    if (path.length === 1 && path[0] === 'Router') return make(run, 'router', site, options);
  }
  if (ROUTERS.has(name) && path.every((one) => one === 'default'))
    return make(run, 'router', site, options, name);
  // composable-middleware 0.3 runs what it is given in order, as a router does that has no paths.
  if (name === 'composable-middleware' && path.length === 0) {
    run.touched++;
    const made = make(run, 'router', site, null);
    return made.kind === 'router' && site.given.length > 0 ? callStack(run, made, 'use', site) : made;
  }
  return null;
}

/** Makes an app or a router. */
export function make(
  run: Run,
  kind: DraftRouter['kind'],
  { at }: CallSite,
  options: Value | null,
  from?: string,
): Value {
  return addRouter(run.stack, kind, at, options, run.presence, from, run.heard?.ids.shift());
}

/** A call of a method of an app, a router or a route. */
export function callStack(run: Run, self: StackValue, method: string | null, site: CallSite): Value {
  if (run.isFrozen) return unknown('the app changes while it runs', site.at);
  run.touched++;
  if (self.kind === 'route') return callRoute(run, self, method, site);
  const router = routerOf(run.stack, self);
  if (router === null) return unknown('this app is not known', site.at);
  if (method === null) {
    addGap(run, self, 'which method is called, is not known', site);
    return self;
  }
  if (method === 'use') return use(run, router, self, site);
  if (method === 'route') return route(run, router, site);
  if (method === 'param') return param(run, router, self, site);
  if (method === 'all' || METHODS.has(method)) return addRoute(run, router, self, method, site);
  if (method === 'ws' && run.packages.has('express-ws')) return addSocket(run, self, site);
  const setting = settingCall(run, router, self, method, site);
  if (setting !== null) return setting;
  const own = memberOfRouter(run, self, method);
  if (own !== null) return call(run, own, site, self);
  return otherCall(run, self, method, site);
}

function use(run: Run, router: DraftRouter, self: StackValue, site: CallSite): Value {
  const { path, rest } = splitPath(site);
  const handlers = handlersOf(run, rest, site, self).flatMap((one) => mountedBy(run, one, site));
  for (const { value } of handlers) {
    const mounted = routerOf(run.stack, value);
    if (mounted !== null) mount(run, mounted);
  }
  for (const { paths, presence } of placesOf(run, router, path)) {
    for (const [own, group] of groupsOf(handlers)) {
      addLayer(router, { kind: 'use', at: site.at, paths, presence: [...presence, ...own], handlers: group });
    }
  }
  return self;
}

/** A handler as it is; where a package makes one that has routers, these. */
function mountedBy(run: Run, handler: DraftHandler, site: CallSite): readonly DraftHandler[] {
  const value = followedMount(run, handler.value, site);
  if (value === handler.value) return [handler];
  return flatten({ value, node: null, at: handler.at }, null).map((one) => ({ ...handler, ...one }));
}

/** Handlers one after the other that stand under the same conditions; Express makes layers of their own of them all. */
function groupsOf(
  handlers: readonly DraftHandler[],
): readonly (readonly [readonly Presence[], readonly DraftHandler[]])[] {
  if (handlers.every(({ presence }) => presence === undefined)) return [[[], handlers]];
  const groups: (readonly [readonly Presence[], DraftHandler[]])[] = [];
  for (const handler of handlers) {
    const presence = handler.presence ?? [];
    const last = groups.at(-1);
    const isSame = last?.[0].length === presence.length && presence.every((one, i) => one === last[0][i]);
    if (last !== undefined && isSame) last[1].push(handler);
    else groups.push([presence, [handler]]);
  }
  return groups;
}

/** Handlers of a route. Where a condition may leave out all of them, nobody knows whether there is a route. */
function ofRoute(handlers: readonly DraftHandler[], isSure = true): readonly DraftHandler[] {
  if (isSure && handlers.some(({ presence }) => presence === undefined)) return handlers;
  return handlers.map((one) => ({
    ...one,
    value: unknown('it depends on a condition', one.at),
    presence: undefined,
  }));
}

function mount(run: Run, router: DraftRouter): void {
  router.isMounted = true;
  run.heard?.mounted.push(router);
}

/** `app.get('/path', …)`; with one argument it is the getter of a setting. */
function addRoute(run: Run, router: DraftRouter, self: StackValue, method: string, site: CallSite): Value {
  if (method === 'get' && router.kind === 'app' && site.given.length === 1 && !site.isOpen) {
    return settingOf(run, router, site);
  }
  const [path = null, ...rest] = site.given;
  const handlers = ofRoute(handlersOf(run, rest, site, self)).map((handler) => ({
    method: methodName(method),
    handler,
  }));
  for (const { paths, presence } of placesOf(run, router, path)) {
    addLayer(router, { kind: 'route', at: site.at, paths, presence, handlers: [...handlers] });
  }
  return self;
}

function methodName(method: string): string | null {
  return method === 'all' ? null : method.toUpperCase();
}

/** `app.route('/path')`: one layer, to which the calls that follow add handlers. */
function route(run: Run, router: DraftRouter, site: CallSite): Value {
  const [path] = site.given;
  const paths = path === undefined ? null : pathsOf(path.value, path.at);
  const layer = {
    kind: 'route' as const,
    at: site.at,
    paths,
    presence: presenceWith(router, run.presence),
    handlers: [],
  };
  addLayer(router, layer);
  const id = run.stack.nextId++;
  run.stack.routes.set(id, { router, layer });
  return { kind: 'route', id, at: site.at };
}

function callRoute(run: Run, self: StackValue, method: string | null, site: CallSite): Value {
  const made = run.stack.routes.get(self.id);
  if (made === undefined) return unknown('this route is not known', site.at);
  if (method === null || (method !== 'all' && !METHODS.has(method))) {
    made.router.gaps.push({ reason: 'a method of a route is not followed', at: site.at });
    return self;
  }
  const presence = presenceWith(made.router, run.presence);
  const isSure = presence.length === made.layer.presence.length;
  for (const handler of ofRoute(handlersOf(run, site.given, site, self), isSure))
    made.layer.handlers.push({ method: methodName(method), handler });
  return self;
}

function param(run: Run, router: DraftRouter, self: StackValue, site: CallSite): Value {
  const [name, callback] = site.given;
  const names = name?.value.kind === 'array' ? name.value.elements : name === undefined ? [] : [name.value];
  for (const one of names) {
    if (one.kind !== 'string' || callback === undefined) {
      addGap(run, self, 'a callback of a parameter is not followed', site);
      continue;
    }
    const handler = {
      value: callback.value,
      name: nameOf(callback),
      at: callback.at,
      isAwaited: isPatched(run),
    };
    router.params.push({ name: one.value, callback: handler, presence: presenceWith(router, run.presence) });
  }
  return self;
}

/** `set`, `enable`, `disable` and their questions. */
function settingCall(
  run: Run,
  router: DraftRouter,
  self: StackValue,
  method: string,
  site: CallSite,
): Value | null {
  const [name, value] = site.given;
  switch (method) {
    case 'set':
    case 'enable':
    case 'disable': {
      const given: Value =
        method === 'set' ? (value?.value ?? UNDEFINED) : { kind: 'boolean', value: method === 'enable' };
      if (name?.value.kind !== 'string') return self;
      router.settings.set(name.value.value, {
        value: given,
        at: site.at,
        presence: presenceWith(router, run.presence),
      });
      return self;
    }
    case 'enabled':
    case 'disabled': {
      const truth = truthOf(settingOf(run, router, site));
      return truth === null
        ? unknown('a setting is not known', site.at)
        : { kind: 'boolean', value: truth === (method === 'enabled') };
    }
    default:
      return null;
  }
}

/** The value of a setting; `env` is what NODE_ENV says (`lib/application.js`, defaultConfiguration). */
function settingOf(run: Run, router: DraftRouter, site: CallSite): Value {
  const [name] = site.given;
  run.heard?.asked.push(router);
  if (name?.value.kind !== 'string') return unknown('which setting this is, is not known', site.at);
  const set = router.settings.get(name.value.value);
  if (set !== undefined)
    return set.presence.length === 0 ? set.value : unknown('a setting depends on a condition', site.at);
  if (name.value.value === 'env')
    return { kind: 'env', name: 'NODE_ENV', fallback: { kind: 'string', value: 'development' } };
  return UNDEFINED;
}

/** Methods that add nothing to the stack. */
const PLAIN = new Set([
  'listen',
  'engine',
  'render',
  'path',
  'handle',
  'on',
  'once',
  'emit',
  'addListener',
  'removeListener',
  'off',
  'setMaxListeners',
  'toString',
  'close',
  'init',
  'lazyrouter',
  'defaultConfiguration',
  'address',
]);

function otherCall(run: Run, self: StackValue, method: string, site: CallSite): Value {
  const callee = valueOfMember(run, self, method, site.at);
  const value: Value = {
    kind: 'call',
    callee,
    isNew: false,
    args: site.given.map((one) => one.value),
    at: site.at,
    argsAt: site.argsAt,
    argPlaces: site.given.map((one) => one.at),
  };
  // A method that a package put onto the app may add layers.
  if (!PLAIN.has(method)) addGap(run, self, `app.${method} is not Express's own`, site);
  letGo(run, value, site);
  return CHAINED.has(method) ? self : value;
}

/** Those of them that answer the app itself (`lib/application.js`, engine; EventEmitter). */
const CHAINED = new Set(['engine', 'on', 'once', 'addListener', 'removeListener', 'off', 'setMaxListeners']);

/** Whether the first argument of `use` is a path (`lib/application.js`, use): the first of a list decides. */
function splitPath(site: CallSite): { readonly path: Given | null; readonly rest: readonly Given[] } {
  const [first, ...rest] = site.given;
  if (first === undefined) return { path: null, rest: [] };
  let probe: Value = first.value;
  for (let depth = 0; depth < MAX_LISTS && probe.kind === 'array'; depth++) {
    const [inner] = probe.elements;
    if (inner === undefined) break;
    probe = inner;
  }
  return isPathLike(probe, rest.length > 0) ? { path: first, rest } : { path: null, rest: site.given };
}
