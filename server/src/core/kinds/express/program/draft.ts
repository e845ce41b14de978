// The stack while the program builds it: apps, routers and routes by number, their layers in the order of the calls.
import type { Place } from '../../../text/span';
import type { IsAwaited, PathPattern, Presence } from '../stack';
import type { ObjectValue, StackValue, Value } from '../values';

/** A handler as it is named in the call. */
export type DraftHandler = {
  readonly value: Value;
  readonly name: string | null;
  readonly at: Place;
  /** What must hold for it to be there, besides what holds for its layer. */
  readonly presence?: readonly Presence[] | undefined;
  readonly isAwaited?: IsAwaited;
};

type DraftBase = {
  readonly at: Place;
  readonly paths: readonly PathPattern[] | null;
  readonly presence: readonly Presence[];
};

export type DraftLayer =
  | (DraftBase & { readonly kind: 'use'; readonly handlers: readonly DraftHandler[] })
  | (DraftBase & { readonly kind: 'route'; readonly handlers: DraftRouteHandler[] })
  | (DraftBase & { readonly kind: 'gap'; readonly reason: string });

export type DraftRouteHandler = { readonly method: string | null; readonly handler: DraftHandler };

export type DraftRouter = {
  readonly kind: 'app' | 'router';
  readonly id: number;
  readonly at: Place;
  /** The value that `express.Router(options)` was given. */
  readonly options: Value | null;
  /** The package that it comes from. */
  readonly from: string;
  name: string | null;
  readonly settings: Map<
    string,
    { readonly value: Value; readonly at: Place; readonly presence: readonly Presence[] }
  >;
  /** `app.locals`, as the program fills it. */
  readonly locals: ObjectValue;
  /** What else the program put onto it, such as `app.config`. */
  readonly own: Map<string, Value>;
  /** The settings as they were when the first layer came, which freezes some of them. */
  frozen: ReadonlyMap<string, Value> | null;
  readonly layers: DraftLayer[];
  readonly params: {
    readonly name: string;
    readonly callback: DraftHandler;
    readonly presence: readonly Presence[];
  }[];
  readonly gaps: { readonly reason: string; readonly at: Place }[];
  /** The conditions under which it was made: they hold for all that is done with it. */
  readonly born: readonly Presence[];
  isMounted: boolean;
};

/** What a program has built; routers and routes are found by the number that their values carry. */
export type DraftStack = {
  /** In the order in which they were made. */
  readonly routers: DraftRouter[];
  readonly byId: Map<number, DraftRouter>;
  readonly routes: Map<number, DraftRoute>;
  /** Numbers go on from one run of a program to the next, which may take over what was made before. */
  nextId: number;
};

export type DraftRoute = {
  readonly router: DraftRouter;
  readonly layer: Extract<DraftLayer, { kind: 'route' }>;
};

export function newDraftStack(nextId = 0): DraftStack {
  return { routers: [], byId: new Map(), routes: new Map(), nextId };
}

/** Takes an app or a router into a stack. */
export function takeRouter({ routers, byId }: DraftStack, router: DraftRouter): void {
  routers.push(router);
  byId.set(router.id, router);
}

/** Makes an app or a router, and the value that stands for it, under a number that it had in an earlier run or a new one. */
export function addRouter(
  stack: DraftStack,
  kind: DraftRouter['kind'],
  at: Place,
  options: Value | null,
  born: readonly Presence[],
  from = 'express',
  id = stack.nextId++,
): StackValue {
  takeRouter(stack, {
    kind,
    id,
    at,
    options,
    from,
    name: null,
    settings: new Map(),
    locals: newLocals(at),
    own: new Map(),
    frozen: null,
    layers: [],
    params: [],
    gaps: [],
    born: [...born],
    isMounted: false,
  });
  return { kind, id, at };
}

/** `app.locals` holds the settings from the start (Express 4 and 5 `lib/application.js`, defaultConfiguration). */
function newLocals(at: Place): ObjectValue {
  const settings: Value = {
    kind: 'unknown',
    reason: 'the settings of an app are not followed as a whole',
    at,
  };
  return { kind: 'object', entries: new Map([['settings', settings]]), isOpen: false, at: null };
}

/** The app or router that a value stands for. */
export function routerOf(stack: DraftStack, value: Value): DraftRouter | null {
  return value.kind === 'app' || value.kind === 'router' ? (stack.byId.get(value.id) ?? null) : null;
}

/** Adds a layer; the first one freezes the settings that the router is made with. */
export function addLayer(router: DraftRouter, layer: DraftLayer): void {
  router.frozen ??= new Map([...router.settings].map(([name, { value }]) => [name, value]));
  router.layers.push(layer);
}

/** The conditions that what is done with a router now stands under, besides those under which the router is there. */
export function presenceWith(router: DraftRouter, presence: readonly Presence[]): readonly Presence[] {
  return presence.filter((one) => !router.born.includes(one));
}
