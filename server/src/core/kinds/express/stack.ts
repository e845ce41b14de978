// The stack of a program: apps and routers with their layers in the order in which the calls add them.
import type { Place } from '../../text/span';
import type { Behaviour, Version } from './behaviour/behaviour';
import type { StackValue, Value } from './values';

/** An app or a router. Routers may be mounted more than once, and in themselves. */
export type Router = {
  readonly kind: 'app' | 'router';
  /** The variable's name, where there is one. */
  readonly name: string | null;
  /** The call that makes it. */
  readonly at: Place;
  readonly settings: RouterSettings;
  readonly layers: readonly Layer[];
  readonly params: readonly ParamCallback[];
  /** Parts of the program that may add layers, and could not be followed. */
  readonly gaps: readonly Gap[];
  /** What an app holds for its handlers; routers hold nothing. */
  readonly holdings?: AppHoldings | undefined;
};

/** What an app was given by `app.set` and `app.locals` when the program started; what handlers change is unknown. */
export type AppHoldings = {
  readonly app: StackValue;
  readonly settings: ReadonlyMap<string, Value>;
  /** What stands for a setting that is not among these. */
  readonly otherSettings: Value;
  readonly locals: Value;
};

/**
 * What a router was made with. Apps freeze `strict` and `caseSensitive` with their first layer
 * (Express 4 `lib/application.js`, lazyrouter; Express 5 makes the router with its first use).
 */
export type RouterSettings = {
  readonly caseSensitive: boolean;
  readonly strict: boolean;
  readonly mergeParams: boolean;
  /**
   * What it takes of the promises of handlers beside what Express itself does: `errors` on Express 4 too, or also that
   * they come to "next" or "route" (express-promise-router 4).
   */
  readonly awaits: 'nothing' | 'errors' | 'values';
  /** `null` where it is not known; `false` is the default. Of apps only. */
  readonly trustProxy: TrustProxy;
  /** Further `app.set` values of which behaviours know something: `query parser`, `etag`, `env`. */
  readonly queryParser: 'default' | 'simple' | 'extended' | 'off' | 'unknown';
};

export type TrustProxy =
  | { readonly kind: 'off' }
  /** `trusts` is `null` where a function decides, or where that is not known. */
  | { readonly kind: 'on'; readonly at: Place | null; readonly trusts: Trusted | null }
  | { readonly kind: 'unknown'; readonly at: Place | null };

/** Whom an app trusts: everybody, so many in front of it, or addresses, ranges of them and names of ranges. */
export type Trusted = 'all' | number | readonly string[];

export const DEFAULT_SETTINGS: RouterSettings = {
  caseSensitive: false,
  strict: false,
  mergeParams: false,
  awaits: 'nothing',
  trustProxy: { kind: 'off' },
  queryParser: 'default',
};

/** A path as the program gives it to `use`, a method, `all` or `route`; arrays are flattened. */
export type PathPattern =
  | { readonly kind: 'string'; readonly text: string; readonly at: Place | null }
  | { readonly kind: 'regexp'; readonly source: string; readonly flags: string; readonly at: Place | null }
  | UnknownPath;

/** A path that is not known, but for the plain texts that it starts and ends with, if it does. */
export type UnknownPath = {
  readonly kind: 'unknown';
  readonly reason: string;
  readonly at: Place | null;
  readonly head: string;
  readonly tail: string;
  /** Whether a known path from the same place stands for it, which is its default. */
  readonly isElse?: boolean;
};

/** Whether a layer is there at all. */
export type Presence =
  | { readonly kind: 'always' }
  /** Under a condition of the program. Equal keys are true together; `negated` is there where the other is not. */
  | {
      readonly kind: 'perhaps';
      readonly key: string;
      readonly negated: boolean;
      /** The condition as a value, and whether it is true where this is there. */
      readonly test: Value;
      readonly holds: boolean;
      readonly reason: string;
      readonly at: Place;
    };

export const ALWAYS: Presence = { kind: 'always' };

type LayerBase = {
  /** The call that adds it. */
  readonly at: Place;
  /** `null` where the call names none, which is `/`. */
  readonly paths: readonly PathPattern[] | null;
  /** All that must hold for it to be there. */
  readonly presence: readonly Presence[];
};

export type Layer =
  /** `use(path, …)`: Express makes one layer of each function; here they stay together, in order. */
  | (LayerBase & { readonly kind: 'use'; readonly handlers: readonly Handler[] })
  /** `METHOD(path, …)`, `all(path, …)`, `route(path)`. */
  | (LayerBase & { readonly kind: 'route'; readonly handlers: readonly RouteHandler[] })
  /** Something that may add layers here or end requests, and cannot be followed. */
  | (LayerBase & { readonly kind: 'gap'; readonly reason: string });

/** What stands at a place of the stack: a function, or a router that goes on by itself. */
export type Handler =
  | {
      readonly kind: 'function';
      readonly name: string | null;
      /** Where it is named in the call. */
      readonly at: Place;
      /** Where its text stands, `null` for what a package makes. */
      readonly body: Place | null;
      /** How many parameters it declares before the first default or rest: 4 is an error handler. `null`: not known. */
      readonly arity: number | null;
      readonly behaviour: Behaviour;
      readonly isAwaited?: IsAwaited;
    }
  | { readonly kind: 'router'; readonly at: Place; readonly router: Router };

/** A handler of a route; `null` stands for all methods. Methods are in upper case. */
export type RouteHandler = {
  readonly method: string | null;
  readonly handler: Handler;
  /** What must hold for it to be there, besides what holds for its layer. */
  readonly presence?: readonly Presence[] | undefined;
};

/** `router.param(name, callback)`. */
export type ParamCallback = {
  readonly name: string;
  readonly at: Place;
  readonly behaviour: Behaviour;
  readonly presence: readonly Presence[];
  readonly isAwaited?: IsAwaited;
};

/**
 * Whether errors of its promise are errors on Express 4 too: express-async-errors 3 (`index.js`) sees to it for all that
 * is put into any router once it is loaded, and for nothing that was there before.
 */
export type IsAwaited = boolean | undefined;

/** A part of the program that could not be followed. */
export type Gap = { readonly reason: string; readonly at: Place };

/** A program's app with all that it mounts. */
export type Stack = {
  readonly app: Router;
  /** The major versions that the program may run on: one, or both where nothing tells. */
  readonly versions: readonly Version[];
  /** The app or router of the program that a value stands for; for what handlers call themselves. */
  readonly called?: (value: StackValue) => Router | null;
};

/** The routers that a layer mounts. */
export function mountedBy(layer: Layer): readonly Router[] {
  if (layer.kind === 'gap') return [];
  const handlers = layer.kind === 'use' ? layer.handlers : layer.handlers.map(({ handler }) => handler);
  return handlers.flatMap((handler) => (handler.kind === 'router' ? [handler.router] : []));
}

const mounted = new WeakMap<Router, readonly Router[]>();

/** The routers that the layers of a router mount, each once. */
export function mountedIn(router: Router): readonly Router[] {
  const known = mounted.get(router);
  if (known !== undefined) return known;
  const found = [...new Set(router.layers.flatMap(mountedBy))];
  mounted.set(router, found);
  return found;
}
