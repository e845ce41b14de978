// What the rules for Express are given: an app's stack, its routes, its calls of packages, and the interpreter to ask.
import type { Fix, Report } from '../findings/finding';
import type { LayerRule, Rule, SiteSettings } from '../findings/rule';
import type { Version } from '../kinds/express/behaviour/behaviour';
import { routersOf } from '../kinds/express/dispatch/matchers';
import { type Change, type Changes, changesOf } from '../kinds/express/edits';
import { type Front, frontOf, type Met } from '../kinds/express/front';
import { type ExpressLayer, isExpressLayer } from '../kinds/express/layer';
import { isInstalled } from '../kinds/express/modules/installed';
import { packageOf } from '../kinds/express/program/escape';
import { type Everything, everythingIn, type WrittenCall } from '../kinds/express/program/everything';
import { bareRequest, requirementOf } from '../kinds/express/requirement';
import { withCredentials } from '../kinds/express/samples';
import type { Handler, Layer, Presence, RouteHandler, Router, Stack } from '../kinds/express/stack';
import { type RouteEntry, routeTable } from '../kinds/express/table';
import type { Value } from '../kinds/express/values';
import type { Decision } from '../model/decision';
import type { Files } from '../model/files';
import type { Request } from '../model/request';
import type { Requirement } from '../model/requirement';

/** A function in the stack, with the layer and the router that it stands in. */
export type PlacedHandler = {
  readonly handler: Extract<Handler, { kind: 'function' }>;
  readonly layer: Exclude<Layer, { kind: 'gap' }>;
  readonly router: Router;
  /** Conditions of the program under which it is there, but for those around its router. */
  readonly presence: readonly Presence[];
};

export type ExpressContext = {
  readonly layer: ExpressLayer;
  readonly stack: Stack;
  /** The versions that it may run on: report what holds on all of them. */
  readonly versions: readonly Version[];
  readonly files: Files;
  readonly settings: SiteSettings;
  /** Whether all of the program could be followed: only then what is not there is surely not there. */
  readonly isWhole: boolean;
  /** The app and every router that is mounted in it, each once. */
  readonly routers: readonly Router[];
  /** Every function of the stack, in the order of the layers of each router. */
  readonly handlers: readonly PlacedHandler[];
  /** Every route under every path that leads to it. */
  readonly routes: readonly RouteEntry[];
  /** What a request to a route meets, in order, its own handlers last. */
  frontOf(route: RouteEntry, method?: string): Front;
  /** What a request to a route must carry. */
  requirementOf(route: RouteEntry): Requirement;
  /** A request for a route without credentials; `null` where no path of it is known. */
  bareRequest(route: RouteEntry): Request | null;
  /** The same request with what is demanded, taken as valid; `null` where nobody can say what to send. */
  authorized(request: Request, requirement: Requirement): Request | null;
  /**
   * Calls of a package's function anywhere in the program, with what they are given: `callsOf('jsonwebtoken', 'sign')`.
   * Without names all calls of the package, also of what it made.
   */
  callsOf(name: string, ...path: readonly string[]): readonly WrittenCall[];
  /** All texts of the program: every expression with its scope. */
  readonly everything: Everything;
  /** What an expression of `everything` is known to be. */
  readonly evaluate: ExpressLayer['program']['evaluator']['evaluate'];
  /** Edits of the texts. */
  readonly change: Changes;
  /** What the app does with a request. */
  decide(request: Request): Decision;
};

export type ExpressRule = LayerRule<ExpressContext>;

/** Binds a rule to the apps of Express. */
export function expressRule(rule: ExpressRule): Rule {
  return {
    ...rule,
    layer: 'express',
    run: (layer, services): Iterable<Report> =>
      isExpressLayer(layer) ? ownReports(layer, rule.check(contextOf(layer, services))) : [],
  };
}

/** Reports about the program itself: what installed packages do is nobody's here to change. */
function* ownReports({ program }: ExpressLayer, reports: Iterable<Report>): Iterable<Report> {
  for (const report of reports) if (!isInstalled(report.at.file, program.entry)) yield report;
}

type Asked = Pick<ExpressContext, 'files' | 'settings' | 'decide'>;

/** What is the same for all rules of one run is made once, and what is the same for all runs over a layer, too. */
const contexts = new WeakMap<Asked, { readonly layer: ExpressLayer; readonly context: ExpressContext }>();
const shared = new WeakMap<ExpressLayer, Omit<ExpressContext, keyof Asked>>();

function contextOf(layer: ExpressLayer, services: Asked): ExpressContext {
  const known = contexts.get(services);
  if (known?.layer === layer) return known.context;
  let base = shared.get(layer);
  if (base === undefined) {
    base = baseOf(layer);
    shared.set(layer, base);
  }
  const { files, settings, decide } = services;
  const context = { ...base, files, settings, decide };
  contexts.set(services, { layer, context });
  return context;
}

function baseOf(layer: ExpressLayer): Omit<ExpressContext, keyof Asked> {
  const { stack, program } = layer;
  const routers = routersOf(stack.app);
  const everything = everythingIn(program);
  return {
    layer,
    stack,
    versions: stack.versions,
    isWhole: program.isWhole && routers.every(({ gaps }) => gaps.length === 0),
    routers,
    handlers: routers.flatMap(handlersIn),
    routes: routeTable(stack.app).flatMap(byMethod),
    frontOf: (route, method = route.methods?.[0] ?? 'GET') => frontOf(stack, route, method),
    requirementOf: (route) => requirementOf(layer, route),
    bareRequest,
    authorized: withCredentials,
    callsOf: (name, ...path) => everything.calls.filter(({ callee }) => isOf(callee, name, path)),
    everything,
    evaluate: program.evaluator.evaluate,
    change: changesOf(program, program.sources.text),
  };
}

const ofMethods = new WeakMap<RouteEntry, readonly RouteEntry[]>();

/** `app.route(path)` with handlers for several methods is a route for each of them. */
function byMethod(route: RouteEntry): readonly RouteEntry[] {
  const { methods, handlers } = route;
  if (methods === null || methods.length < 2) return [route];
  const known = ofMethods.get(route);
  if (known !== undefined) return known;
  const made = methods.map((own) => ({
    ...route,
    methods: [own],
    handlers: handlers.filter(({ method }) => method === null || method === own),
  }));
  ofMethods.set(route, made);
  return made;
}

const placed = new WeakMap<Router, readonly PlacedHandler[]>();

/** The functions of a router, which may be in the stack of the next state of its program as well. */
function handlersIn(router: Router): readonly PlacedHandler[] {
  const known = placed.get(router) ?? findHandlers(router);
  placed.set(router, known);
  return known;
}

function findHandlers(router: Router): readonly PlacedHandler[] {
  return router.layers.flatMap((layer): PlacedHandler[] => {
    if (layer.kind === 'gap') return [];
    const all: readonly Pick<RouteHandler, 'handler' | 'presence'>[] =
      layer.kind === 'use' ? layer.handlers.map((handler) => ({ handler })) : layer.handlers;
    return all.flatMap(({ handler, presence = [] }) =>
      handler.kind === 'function'
        ? [{ handler, layer, router, presence: [...layer.presence, ...presence] }]
        : [],
    );
  });
}

/**
 * The functions of an app's routers of which something is true. It is asked once for each router, which may stay after a
 * change, so the test must rest on the function and its layer alone.
 */
export function handlersWhere(
  test: (placed: PlacedHandler) => boolean,
): (context: ExpressContext) => readonly PlacedHandler[] {
  const found = new WeakMap<Router, readonly PlacedHandler[]>();
  const findIn = (router: Router) => {
    const known = found.get(router) ?? handlersIn(router).filter(test);
    found.set(router, known);
    return known;
  };
  return ({ routers }) => routers.flatMap(findIn);
}

/** The functions and routers that a layer runs. */
export function handlersOf(layer: PlacedHandler['layer']): readonly Handler[] {
  return layer.kind === 'use' ? layer.handlers : layer.handlers.map(({ handler }) => handler);
}

/** Whether a callee is that function of a package, by any way of importing it. */
function isOf(callee: Value, name: string, path: readonly string[]): boolean {
  if (packageOf(callee) !== name) return false;
  if (path.length === 0) return true;
  if (callee.kind !== 'package') return false;
  const names = callee.path.filter((one) => one !== 'default');
  return names.length === path.length && names.every((one, i) => one === path[i]);
}

/** Whether a function of a stack is one that a package makes, such as `isPackaged(handler, 'cors')`. */
export function isPackaged({ behaviour }: PlacedHandler['handler'], name: string): boolean {
  return behaviour.source.kind === 'packaged' && behaviour.source.package === name;
}

/** Whether a function refuses requests for what they do not carry. */
export function isGuard({ behaviour }: PlacedHandler['handler']): boolean {
  const demand = behaviour.demands();
  return demand.kind === 'check' || demand.kind === 'all' || demand.kind === 'any';
}

/** The first thing on the way to a route that nobody can follow, and that may have ended the request. */
export function lostBefore({ met, gaps }: Front): Met | Front['gaps'][number] | null {
  return gaps[0] ?? met.find(({ handler }) => handler.behaviour.source.kind === 'unknown') ?? null;
}

/** A fix of a change; none where the change cannot be made. */
export function fixOf(title: string, safety: Fix['safety'], change: Change): readonly Fix[] {
  return change === null ? [] : [{ title, safety, edits: change }];
}
