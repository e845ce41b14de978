// One request on its way through a stack: what handlers read of it, what they put on it, and the answer as it grows.
import type { Effect } from '../../../model/decision';
import type { HeaderLine, Request } from '../../../model/request';
import type { Place } from '../../../text/span';
import type { AppHoldings, RouterSettings } from '../stack';
import type { CallValue, StackValue } from '../values';
import type { Ending, Enter, Version } from './behaviour';
import type { Datum, Unknown } from './datum';
import { EndedExchange } from './ended-exchange';
import {
  type CalledFor,
  copyOfNow,
  type Disk,
  type ExchangeState,
  heldIn,
  type Now,
  nowAtFirst,
  type Position,
  pathOf,
  queryIn,
} from './exchange-state';
import { answerFacet, answerName, FACETS, headerFacet, routedFacet } from './facets';
import type { Guide, Question } from './guide';
import { type RecordedCall, Recorder } from './recording';
import { headerIn, type Sights, withHeaders } from './sights';
import { type Facet, Slots, type SlotsName } from './trace';

const NO_PARAMS: Position['params'] = new Map();
const HELD: readonly SlotsName[] = ['slots', 'locals', 'notes'];

/**
 * The invariants: what belongs to the client's request never changes, and what handlers change is here and nowhere
 * else, so that a way through the stack can be walked again from the start with other answers; and all that is read or
 * changed here while a handler is recorded is heard.
 */
export class Exchange {
  /** The last call of a function, if it changed nothing that cannot be put back. */
  lastCall: RecordedCall | null = null;
  /** Whether all calls were such ones. */
  isPlain = true;
  /** Where it is, for the routers that lead it: they look at the target of the request without being heard. */
  readonly where: Position;
  readonly #held: { [of in SlotsName]: Slots | null } = { slots: null, locals: null, notes: null };
  readonly #request: Request;
  readonly #guide: Guide;
  #now: Now;
  #recorder: Recorder | null = null;
  #disk: Disk | null = null;
  #isRouted: (path: string) => boolean = () => false;
  #enter: Enter | null = null;
  #calledFor: CalledFor = { kind: 'request' };
  #settings: RouterSettings;
  #apps: readonly AppHoldings[] = [];

  constructor(
    request: Request,
    readonly version: Version,
    settings: RouterSettings,
    guide: Guide,
    readonly sights: Sights | null = null,
  ) {
    this.#request = request;
    this.#settings = settings;
    this.#guide = guide;
    const { target: url, method } = request;
    this.#now = nowAtFirst(method);
    this.where = { url, baseUrl: '', params: NO_PARAMS, paramsRest: null, unknownPaths: 0 };
  }

  /** Hears what a handler reads and does; `call` is how it can be repeated, `null` where it cannot. */
  record(act: () => Ending): { readonly ending: Ending; readonly call: RecordedCall | null } {
    const recorder = new Recorder(this);
    this.#listen(recorder);
    recorder.read(FACETS.version);
    try {
      const ending = act();
      this.#listen(null);
      this.noteReads(recorder.reads);
      return { ending, call: recorder.finish(ending) };
    } finally {
      this.#listen(null);
    }
  }

  /** Lets a handler act that nobody hears. */
  unheard(act: () => Ending): Ending {
    this.#now.reads = new Set(this.#now.reads);
    const ending = act();
    this.isPlain = false;
    this.lastCall = null;
    return ending;
  }

  #read(facet: Facet<Exchange>, part?: string): void {
    this.#recorder?.read(facet, part);
    if (this.sights !== null && facet.sight !== null) this.sights.see(facet.sight);
  }

  #listen(recorder: Recorder | null): void {
    this.#recorder = recorder;
    const { slots, locals, notes } = this.#held;
    if (slots !== null) slots.listener = recorder;
    if (locals !== null) locals.listener = recorder;
    if (notes !== null) notes.listener = recorder;
  }

  /** What handlers put on `req`, by name: `user`, `session`, `cookies`, `body` … */
  get slots(): Slots {
    return this.#slotsOf('slots');
  }

  /** `res.locals`. */
  get locals(): Slots {
    return this.#slotsOf('locals');
  }

  /** Packages' own notes to each other, such as that sessions are there. */
  get notes(): Slots {
    return this.#slotsOf('notes');
  }

  #slotsOf(of: SlotsName): Slots {
    const held = this.#held[of];
    if (held !== null) return held;
    const made = new Slots(of);
    made.listener = this.#recorder;
    this.#held[of] = made;
    return made;
  }

  /** The names that are held, `null` where nobody has asked for them. */
  held(of: SlotsName): Slots | null {
    return this.#held[of];
  }

  /** All that calls change which can be repeated, as it is now. */
  get state(): ExchangeState {
    const { url, unknownPaths } = this.where;
    const held = HELD.map((of) => heldIn(this.#held[of]));
    return { now: copyOfNow(this.#now), url, unknownPaths, held };
  }

  /** Takes back what such calls have changed since. */
  set state({ now, url, unknownPaths, held }: ExchangeState) {
    this.where.url = url;
    this.where.unknownPaths = unknownPaths;
    this.#now = copyOfNow(now);
    for (const [i, of] of HELD.entries()) {
      const before = held[i] ?? [];
      if (before.length > 0 || this.#held[of] !== null) this.#slotsOf(of).putBack(before);
    }
  }

  /** What can be asked when the exchange is over. */
  get ended(): EndedExchange {
    return new EndedExchange(this.#now.status, this.#now.reads, this.#now.answer);
  }

  /** Answers a question that the request does not settle, for this way through the stack. */
  suppose(question: Question): boolean {
    const answer = this.#guide.suppose(question);
    this.#recorder?.supposed(question, answer);
    return answer;
  }

  /** Adds a step to what the user is told. */
  tell(at: Place | null, text: string, effect: Effect): void {
    this.#recorder?.did({ kind: 'tell', at, text, effect });
    this.#guide.tell(at, text, effect);
  }

  /** What was asked of the request on the way: `header authorization`, `query`, `slot session` … */
  get reads(): Set<string> {
    return this.#recorder?.reads ?? this.#now.reads;
  }

  /** Notes what a call read that was made before. */
  noteReads(reads: Iterable<string>): void {
    if (this.#recorder === null) this.#now.reads = new Set([...this.#now.reads, ...reads]);
    else for (const read of reads) this.#recorder.reads.add(read);
  }

  /** What the client sent beside a method and a URL. */
  get client(): Omit<Request, 'method' | 'target'> {
    this.#read(FACETS.client, 'a sent header');
    return this.#now.sent.size === 0 ? this.#request : withHeaders(this.#request, this.#now.sent);
  }

  /** Changes a header of the request for those behind, by its name in lower case; `null` takes it away. */
  setSentHeader(lower: string, value: string | null): void {
    this.#recorder?.did({ kind: 'sentHeader', name: lower, value }, 'a sent header', `header ${lower}`);
    this.#now.sent = new Map(this.#now.sent).set(lower, value);
  }

  /** As Express shows it to the handler that runs. */
  get method(): string {
    this.#read(FACETS.method);
    return this.#now.method;
  }

  set method(method: string) {
    this.#recorder?.did({ kind: 'method', to: method }, 'method');
    this.#now.method = method;
  }

  /** As Express shows it to the handler that runs: without the path of the mount. */
  get url(): string {
    this.#read(FACETS.url);
    return this.where.url;
  }

  set url(url: string) {
    this.#recorder?.did({ kind: 'url', to: url }, 'url', 'path', 'query');
    this.where.url = url;
  }

  /** The path of the mount. */
  get baseUrl(): string {
    this.#read(FACETS.baseUrl);
    return this.where.baseUrl;
  }

  get params(): ReadonlyMap<string, Datum> {
    this.#read(FACETS.params);
    return this.where.params;
  }

  /** What stands for parameters that nobody knows; `null` where all are known. */
  get paramsRest(): Unknown | null {
    this.#read(FACETS.paramsRest);
    return this.where.paramsRest;
  }

  get disk(): Disk | null {
    this.#read(FACETS.disk);
    return this.#disk;
  }

  /** What a request may be asked with: folders, whether a route names a path, and the routers that handlers call. */
  within(disk: Disk | null, isRouted: (path: string) => boolean, enter: Enter): void {
    this.#disk = disk;
    this.#isRouted = isRouted;
    this.#enter = enter;
  }

  /** A handler calls an app or a router: from here on nobody hears it, and nothing is kept of its call. */
  enter(called: StackValue, isLeft: boolean): Ending {
    const recorder = this.#recorder;
    recorder?.forget();
    this.#listen(null);
    if (recorder !== null) this.noteReads(recorder.reads);
    const reason = 'what a router that is called here does is not known';
    const ending = this.#enter?.(called, isLeft) ?? { kind: 'unknown', reason, at: called.at };
    // What was read on the way may have been kept for other requests; what the handler reads now is its own.
    this.#now.reads = new Set(this.#now.reads);
    return ending;
  }

  /** Whether a route of the program names a path; for what may answer it as well. */
  isRouted(path: string): boolean {
    this.#read(routedFacet(path));
    return this.#isRouted(path);
  }

  get originalUrl(): string {
    this.#read(FACETS.originalUrl);
    return this.#request.target;
  }

  /** Calls of packages' functions in the program, such as `passport.use(…)`. */
  get programCalls(): readonly CallValue[] {
    this.#read(FACETS.programCalls);
    return this.#now.programCalls;
  }

  set programCalls(calls: readonly CallValue[]) {
    this.#recorder?.did({ kind: 'programCalls', to: calls }, 'calls');
    this.#now.programCalls = calls;
  }

  /** What the function that runs is called for. */
  get calledFor(): CalledFor {
    this.#read(FACETS.calledFor);
    return this.#calledFor;
  }

  set calledFor(calledFor: CalledFor) {
    this.#recorder?.forget();
    this.#calledFor = calledFor;
  }

  /** What the router that runs takes of the promises of its handlers. */
  get awaits(): RouterSettings['awaits'] {
    this.#read(FACETS.awaits);
    return this.#now.awaits;
  }

  set awaits(awaits: RouterSettings['awaits']) {
    this.#recorder?.forget();
    this.#now.awaits = awaits;
  }

  /** The settings of the app that runs. */
  get settings(): RouterSettings {
    this.#read(FACETS.settings);
    return this.#settings;
  }

  set settings(settings: RouterSettings) {
    this.#recorder?.forget();
    this.#settings = settings;
  }

  /** The app that runs, with those around it whose settings it inherits; none where it is not known. */
  get apps(): readonly AppHoldings[] {
    this.#read(FACETS.apps);
    return this.#apps;
  }

  set apps(apps: readonly AppHoldings[]) {
    this.#recorder?.forget();
    this.#apps = apps;
  }

  /** `res.statusCode`; `null` where the program sets what is not known. */
  get status(): number | null {
    this.#read(FACETS.status);
    return this.#now.status;
  }

  set status(status: number | null) {
    this.#recorder?.did({ kind: 'status', to: status }, 'status');
    this.#now.status = status;
  }

  /** The path that a handler sees as `req.path`. */
  get path(): string {
    this.#read(FACETS.path);
    return pathOf(this.where.url);
  }

  /** What follows `?` in the URL that Express parses, without it; `null` where there is none. */
  get query(): string | null {
    this.#read(FACETS.query);
    return queryIn(this.version === 4 ? this.#request.target : this.where.url);
  }

  /** A header that the client sent; repeated ones are joined as Node does it (`http.IncomingMessage`). */
  header(name: string): string | null {
    const lower = name.toLowerCase();
    this.#read(headerFacet(lower));
    return this.#now.sent.has(lower) ? (this.#now.sent.get(lower) ?? null) : headerIn(this.#request, lower);
  }

  get bodyLength(): number {
    this.#read(FACETS.bodyLength);
    return this.#request.bodyLength;
  }

  /** Whether the credentials that the client presents are good. */
  get hasValidCredentials(): boolean {
    this.#read(FACETS.credentials);
    return this.#request.credentials === 'valid';
  }

  setHeader(name: string, values: readonly string[]): void {
    const lower = name.toLowerCase();
    this.#recorder?.did({ kind: 'setHeader', name, values }, 'a header', answerName(lower));
    this.#now.answer = new Map(this.#now.answer).set(lower, { name, values });
  }

  appendHeader(name: string, values: readonly string[]): void {
    const before = this.answerHeader(name);
    const lower = name.toLowerCase();
    this.#recorder?.did({ kind: 'appendHeader', name, values }, 'a header', answerName(lower));
    const own = this.#now.answer.get(lower)?.name ?? name;
    this.#now.answer = new Map(this.#now.answer).set(lower, { name: own, values: [...before, ...values] });
  }

  removeHeader(name: string): void {
    const lower = name.toLowerCase();
    this.#recorder?.did({ kind: 'removeHeader', name }, 'a header', answerName(lower));
    this.#now.answer = new Map([...this.#now.answer].filter(([one]) => one !== lower));
  }

  /** The values of a header of the answer, one for each line. */
  answerHeader(name: string): readonly string[] {
    const lower = name.toLowerCase();
    this.#read(answerFacet(lower));
    return this.#now.answer.get(lower)?.values ?? [];
  }

  get answerHeaders(): readonly HeaderLine[] {
    this.#read(FACETS.answer, 'a header');
    return [...this.#now.answer.values()].flatMap(({ name, values }) =>
      values.map((value): HeaderLine => [name, value]),
    );
  }
}
