// The stack of an app as requests meet it: what the program built, with its handlers read.
import type { Scheme } from '../../model/requirement';
import { type Surroundings, sameSurroundings, type Version } from './behaviour/behaviour';
import { arityOf, readBehaviour } from './behaviour/read';
import { conditionPresence } from './program/conditions';
import type { DraftHandler, DraftLayer, DraftRouter } from './program/draft';
import { packageOf } from './program/escape';
import { truthOf } from './program/operators';
import type { Program } from './program/program';
import { sessionWritesIn } from './program/session-writes';
import type {
  Gap,
  Handler,
  Layer,
  ParamCallback,
  Presence,
  Router,
  RouterSettings,
  Stack,
  TrustProxy,
} from './stack';
import type { Value } from './values';

/** Reads the handlers of an app and of all that it mounts. Guards are names of functions with their schemes. */
export function stackOf(
  program: Program,
  app: DraftRouter,
  versions: readonly Version[],
  guards: ReadonlyMap<string, string>,
): Stack {
  const around: Surroundings = {
    evaluator: program.evaluator,
    calls: program.run.calls.filter((call) => packageOf(call) === 'passport'),
    isWhole: program.isWhole,
    guards: new Map([...guards].map(([name, scheme]) => [name, schemeOf(scheme)])),
    sessionWrites: onceOf(() => sessionWritesIn(program)),
  };
  return { app: new Reader(program, around).router(app), versions };
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

const readBefore = new WeakMap<DraftRouter, { readonly router: Router; readonly around: Surroundings }>();

/** Routers are read once, since they may be mounted in several places, and in themselves. */
class Reader {
  readonly #routers = new Map<number, Router>();

  constructor(
    private readonly program: Program,
    private readonly around: Surroundings,
  ) {}

  router(draft: DraftRouter): Router {
    const known = this.#routers.get(draft.id) ?? this.#readBefore(draft);
    if (known !== undefined) return known;
    const layers: Layer[] = [];
    const params: ParamCallback[] = [];
    const gaps: Gap[] = [...draft.gaps];
    const { kind, name, at } = draft;
    const router: Router = {
      kind,
      name,
      at,
      settings: settingsOf(draft, this.program),
      layers,
      params,
      gaps,
    };
    this.#routers.set(draft.id, router);
    layers.push(...draft.layers.flatMap((layer) => this.#layers(layer)));
    for (const { name: param, callback, presence } of draft.params) {
      const { value, at: place } = callback;
      const behaviour = readBehaviour(value, callback.name, this.around, place);
      params.push({ name: param, at: place, behaviour, presence });
    }
    readBefore.set(draft, { router, around: this.around });
    return router;
  }

  /** A router of an earlier run that was taken over as it was: its handlers keep what is known of them. */
  #readBefore(draft: DraftRouter): Router | undefined {
    const before = readBefore.get(draft);
    if (before === undefined || !sameSurroundings(before.around, this.around)) return undefined;
    if (before.router.settings.awaits !== settingsOf(draft, this.program).awaits) return undefined;
    this.#routers.set(draft.id, before.router);
    return before.router;
  }

  /** A layer; two where a condition of the program chooses between a router and something else. */
  #layers(draft: DraftLayer): readonly Layer[] {
    if (draft.kind === 'gap') return [draft];
    const handlers = draft.kind === 'use' ? draft.handlers : draft.handlers.map(({ handler }) => handler);
    const index = handlers.findIndex(({ value }) => this.#isChoiceOfRouters(value));
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
    const routed = draft.handlers.map(({ method, handler }) => ({ method, handler: this.#handler(handler) }));
    return [{ kind, at, paths, presence, handlers: routed }];
  }

  #isChoiceOfRouters(value: Value): boolean {
    return value.kind === 'either' && value.of.some((one) => one.kind === 'app' || one.kind === 'router');
  }

  #handler({ value, name, at }: DraftHandler): Handler {
    if (value.kind === 'app' || value.kind === 'router') {
      const draft = this.program.run.stack.byId.get(value.id);
      if (draft !== undefined) return { kind: 'router', at, router: this.router(draft) };
    }
    const behaviour = readBehaviour(value, name, this.around, at);
    const body = value.kind === 'function' ? value.at : null;
    // What the settings call a guard is none for errors, unless its parameters say so.
    const arity = arityOf(value) ?? (behaviour.source.kind === 'named' ? 3 : null);
    return { kind: 'function', name, at, body, arity, behaviour };
  }
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

/**
 * Apps freeze how they match with their first layer; routers are made with it (`express.Router(options)`). What a
 * condition sets is taken as it is by default.
 */
function settingsOf(
  { kind, options, frozen, settings, from }: DraftRouter,
  { run }: Program,
): RouterSettings {
  const option = (name: string): boolean => {
    const value = options?.kind === 'object' ? options.entries.get(name) : undefined;
    return value !== undefined && truthOf(value) === true;
  };
  const errors = run.packages.has('express-async-errors') ? 'errors' : 'nothing';
  const awaits = from === 'express-promise-router' ? 'values' : errors;
  if (kind === 'router') {
    return {
      caseSensitive: option('caseSensitive'),
      strict: option('strict'),
      mergeParams: option('mergeParams'),
      awaits,
      trustProxy: { kind: 'off' },
      queryParser: 'default',
    };
  }
  const early = (name: string): boolean => {
    const value = (frozen ?? new Map<string, Value>()).get(name);
    return value !== undefined && truthOf(value) === true;
  };
  return {
    caseSensitive: early('case sensitive routing'),
    strict: early('strict routing'),
    mergeParams: false,
    awaits,
    trustProxy: trustProxyOf(settings),
    queryParser: queryParserOf(settings.get('query parser')?.value),
  };
}

function trustProxyOf(settings: DraftRouter['settings']): TrustProxy {
  const set = settings.get('trust proxy');
  if (set === undefined) return { kind: 'off' };
  const isSure = !set.presence.some((one: Presence) => one.kind === 'perhaps');
  const truth = set.value.kind === 'array' ? true : truthOf(set.value);
  if (truth === null || !isSure) return { kind: 'unknown', at: set.at };
  return truth ? { kind: 'on', at: set.at } : { kind: 'off' };
}

function queryParserOf(value: Value | undefined): RouterSettings['queryParser'] {
  if (value === undefined) return 'default';
  if (value.kind === 'boolean') return value.value ? 'simple' : 'off';
  const isNamed = value.kind === 'string' && (value.value === 'simple' || value.value === 'extended');
  return isNamed && value.kind === 'string' ? (value.value === 'simple' ? 'simple' : 'extended') : 'unknown';
}
