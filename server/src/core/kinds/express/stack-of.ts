// The stack of an app as requests meet it: what the program built, with its handlers read.
import type { Scheme } from '../../model/requirement';
import { holdingsOf } from './app-holdings';
import { type Surroundings, sameSurroundings, type Version } from './behaviour/behaviour';
import { arityOf, readBehaviour } from './behaviour/read';
import { succeed } from './dispatch/succession';
import { appChangesIn, keyOfChanges } from './program/app-changes';
import { conditionPresence } from './program/conditions';
import { type DraftHandler, type DraftLayer, type DraftRouter, routerOf } from './program/draft';
import { packageOf } from './program/escape';
import type { Program } from './program/program';
import { sessionWritesIn } from './program/session-writes';
import { settingsOf } from './router-settings';
import {
  type Gap,
  type Handler,
  type Layer,
  mountedBy,
  mountedIn,
  type ParamCallback,
  type Router,
  type Stack,
} from './stack';
import type { StackValue, Value } from './values';

/** Reads the handlers of an app and of all that it mounts. Guards are names of functions with their schemes. */
export function stackOf(
  program: Program,
  app: DraftRouter,
  versions: readonly Version[],
  guards: ReadonlyMap<string, string>,
): Stack {
  const schemes = new Map([...guards].map(([name, scheme]) => [name, schemeOf(scheme)]));
  const reader = new Reader(program, { ...surroundingsIn(program), guards: schemes });
  return { app: reader.app(app), versions, called: (value) => reader.called(app, value) };
}

type OfProgram = Omit<Surroundings, 'guards'>;

const surroundings = new WeakMap<Program, OfProgram>();

/** What is the same around all apps of a program. */
function surroundingsIn(program: Program): OfProgram {
  const known = surroundings.get(program);
  if (known !== undefined) return known;
  const made = {
    evaluator: program.evaluator,
    calls: program.run.calls.filter((call) => packageOf(call) === 'passport'),
    isWhole: program.isWhole,
    sessionWrites: onceOf(() => sessionWritesIn(program)),
    appChanges: keyOfChanges(appChangesIn(program)),
  };
  surroundings.set(program, made);
  return made;
}

/** A question that is answered when it is first asked. */
function onceOf<T>(question: () => T): () => T {
  let known: { readonly answer: T } | null = null;
  return () => {
    known ??= { answer: question() };
    return known.answer;
  };
}

function schemeOf(name: string): Scheme {
  switch (name) {
    case 'basic':
    case 'bearer':
    case 'digest':
    case 'negotiate':
      return { kind: name };
    case 'session':
      return { kind: 'session', cookie: 'connect.sid' };
    default:
      return { kind: 'custom', what: name };
  }
}

/** A router as it was read, and which layers were made of which. */
type Read = {
  readonly router: Router;
  readonly around: Surroundings;
  readonly layers: ReadonlyMap<DraftLayer, readonly Layer[]>;
};

const readBefore = new WeakMap<DraftRouter, Read>();

/** What the handlers of an app have called: what is known of the app rests on that as well. */
const calledIn = new WeakMap<DraftRouter, Map<StackValue, Router>>();

/** Routers are read once, since they may be mounted in several places, and in themselves. */
class Reader {
  readonly #routers = new Map<number, Router>();
  readonly #around: Surroundings;
  /** Routers of an earlier run that was taken over as it was, with all that they mount. */
  readonly #kept: Set<Router>;
  /** What routers and layers were before that mount something else now. */
  readonly #heirs = new Map<Router, Router>();
  readonly #layerHeirs = new Map<Layer, Layer>();
  readonly #isSameAround = new Map<Surroundings, boolean>();

  constructor(
    private readonly program: Program,
    around: Surroundings,
  ) {
    this.#around = around;
    const before = program.run.stack.routers.flatMap((draft) => this.#readBefore(draft)?.router ?? []);
    this.#kept = closed(before);
  }

  /** An app with all that it mounts, and a note of what it was before. */
  app(draft: DraftRouter): Router {
    const before = this.#readBefore(draft);
    const called = [...(calledIn.get(draft) ?? [])];
    const isOther = called.some(([value, router]) => this.#routerOf(value) !== router);
    if (isOther) {
      calledIn.delete(draft);
      if (before !== null) this.#kept.delete(before.router);
    }
    const app = this.router(draft);
    if (before !== null && before.router !== app) {
      const [kept, routers, layers] = [this.#kept, this.#heirs, this.#layerHeirs];
      succeed(app, { before: before.router, kept, routers, layers });
    }
    return app;
  }

  /** The app or router that a handler of an app calls; `null` where the program has none such. */
  called(app: DraftRouter, value: StackValue): Router | null {
    const router = this.#routerOf(value);
    const known = calledIn.get(app) ?? new Map<StackValue, Router>();
    if (router !== null) calledIn.set(app, known.set(value, router));
    return router;
  }

  #routerOf(value: Value): Router | null {
    const draft = routerOf(this.program.run.stack, value);
    return draft === null ? null : this.router(draft);
  }

  router(draft: DraftRouter): Router {
    const known = this.#routers.get(draft.id);
    if (known !== undefined) return known;
    const before = this.#readBefore(draft);
    if (before !== null && this.#kept.has(before.router)) {
      this.#routers.set(draft.id, before.router);
      return before.router;
    }
    return this.#read(draft, before);
  }

  #read(draft: DraftRouter, before: Read | null): Router {
    const layers: Layer[] = [];
    const params: ParamCallback[] = [];
    const gaps: Gap[] = [...draft.gaps];
    const { kind, name, at } = draft;
    const settings = settingsOf(draft);
    const holdings = holdingsOf(draft, this.program);
    const router: Router = { kind, name, at, settings, layers, params, gaps, holdings };
    this.#routers.set(draft.id, router);
    if (before !== null) this.#heirs.set(before.router, router);
    const made = new Map(draft.layers.map((layer) => [layer, this.#layersAfter(layer, before)]));
    layers.push(...draft.layers.flatMap((layer) => made.get(layer) ?? []));
    for (const { name: param, callback, presence } of draft.params) {
      const { value, at: place } = callback;
      const behaviour = readBehaviour(value, callback.name, this.#around, place);
      params.push({ name: param, at: place, behaviour, presence, isAwaited: callback.isAwaited });
    }
    readBefore.set(draft, { router, around: this.#around, layers: made });
    return router;
  }

  /** What was read of a draft in an earlier run, if functions do the same now as they did then. */
  #readBefore(draft: DraftRouter): Read | null {
    const before = readBefore.get(draft);
    return before !== undefined && this.#isAroundSame(before.around) ? before : null;
  }

  #isAroundSame(around: Surroundings): boolean {
    const known = this.#isSameAround.get(around) ?? sameSurroundings(around, this.#around);
    this.#isSameAround.set(around, known);
    return known;
  }

  /** The layers of a draft: those that were made of it before, unless a router that they mount is another one now. */
  #layersAfter(draft: DraftLayer, before: Read | null): readonly Layer[] {
    const earlier = before?.layers.get(draft);
    if (earlier?.every((layer) => mountedBy(layer).every((router) => this.#kept.has(router)))) return earlier;
    const made = this.#layers(draft);
    if (earlier === undefined || earlier.length !== made.length) return made;
    return made.map((layer, i) => {
      const was = earlier[i];
      if (was === undefined) return layer;
      const heir = withHandlersOf(was, layer);
      this.#layerHeirs.set(was, heir);
      return heir;
    });
  }

  /** A layer; two where a condition of the program chooses between routers, or between functions for all requests. */
  #layers(draft: DraftLayer): readonly Layer[] {
    if (draft.kind === 'gap') return [draft];
    const handlers = draft.kind === 'use' ? draft.handlers : draft.handlers.map(({ handler }) => handler);
    const index = handlers.findIndex(({ value }) => this.#isChoice(value, draft.kind === 'use'));
    const chosen = handlers[index]?.value;
    if (chosen?.kind === 'either' && draft.presence.length < MAX_CHOICES) {
      const [first, second] = chosen.of;
      const place = handlers[index]?.at ?? draft.at;
      if (first !== undefined && second !== undefined && chosen.of.length === 2) {
        return [first, second].flatMap((value, i) => {
          const presence = [...draft.presence, conditionPresence(chosen.when, place, i === 1)];
          return this.#layers({ ...withHandler(draft, index, value), presence });
        });
      }
    }
    if (draft.kind === 'use') {
      const { kind, at, paths, presence } = draft;
      return [{ kind, at, paths, presence, handlers: draft.handlers.map((one) => this.#handler(one)) }];
    }
    const { kind, at, paths, presence } = draft;
    const routed = draft.handlers.map(({ method, handler }) => ({
      method,
      handler: this.#handler(handler),
      presence: handler.presence,
    }));
    return [{ kind, at, paths, presence, handlers: routed }];
  }

  #isChoice(value: Value, isForAll: boolean): boolean {
    if (value.kind !== 'either') return false;
    const isOfFunctions = value.when !== null && value.of.some(({ kind }) => kind === 'function');
    return (isForAll && isOfFunctions) || value.of.some(({ kind }) => kind === 'app' || kind === 'router');
  }

  #handler({ value, name, at, isAwaited }: DraftHandler): Handler {
    const router = this.#routerOf(value);
    if (router !== null) return { kind: 'router', at, router };
    const behaviour = readBehaviour(value, name, this.#around, at);
    const body = value.kind === 'function' ? value.at : null;
    // What the settings call a guard is none for errors, unless its parameters say so.
    const arity = arityOf(value) ?? (behaviour.source.kind === 'named' ? 3 : null);
    return { kind: 'function', name, at, body, arity, behaviour, isAwaited };
  }
}

/** A layer that was made of the same as an earlier one: its functions are still the same. */
function withHandlersOf(before: Layer, layer: Layer): Layer {
  if (layer.kind === 'use' && before.kind === 'use') {
    const handlers = layer.handlers.map((one, i) => sameFunction(before.handlers[i], one));
    return { ...layer, handlers };
  }
  if (layer.kind !== 'route' || before.kind !== 'route') return layer;
  const handlers = layer.handlers.map((one, i) => ({
    ...one,
    handler: sameFunction(before.handlers[i]?.handler, one.handler),
  }));
  return { ...layer, handlers };
}

function sameFunction(before: Handler | undefined, now: Handler): Handler {
  return before?.kind === 'function' && now.kind === 'function' ? before : now;
}

/** Of routers, those that mount none that is not among them. */
function closed(routers: readonly Router[]): Set<Router> {
  const kept = new Set(routers);
  for (let size = -1; size !== kept.size; ) {
    size = kept.size;
    for (const router of kept) {
      if (!mountedIn(router).every((one) => kept.has(one))) kept.delete(router);
    }
  }
  return kept;
}

/** A layer may depend on at most so many choices. */
const MAX_CHOICES = 4;

function withHandler<D extends Exclude<DraftLayer, { kind: 'gap' }>>(
  draft: D,
  index: number,
  value: Value,
): D {
  if (draft.kind === 'use') {
    const handlers = draft.handlers.map((one, i) => (i === index ? { ...one, value } : one));
    return { ...draft, handlers };
  }
  const handlers = draft.handlers.map((one, i) =>
    i === index ? { ...one, handler: { ...one.handler, value } } : one,
  );
  return { ...draft, handlers };
}
