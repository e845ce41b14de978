// One request on its way through a stack: what handlers read of it, what they put on it, and the answer as it grows.
import type { Effect } from '../../../model/decision';
import type { Files } from '../../../model/files';
import { type HeaderLine, headerOf, type Request } from '../../../model/request';
import type { Place } from '../../../text/span';
import type { RouterSettings } from '../stack';
import type { CallValue } from '../values';
import type { Version } from './behaviour';
import { carried, type Datum, UNDEFINED, type Unknown } from './datum';

/** Something that the request does not settle. Equal keys are answered alike on one way through the stack. */
export type Question = {
  readonly key: string;
  /** What is not known, as the user reads it. */
  readonly reason: string;
  readonly at: Place | null;
};

/** Answers questions on one way through the stack, and hears what handlers say of themselves. */
export type Guide = {
  suppose(question: Question): boolean;
  tell(at: Place | null, text: string, effect: Effect): void;
};

/** A request is for most functions; error handlers get the error, and param callbacks the parameter as well. */
export type CalledFor =
  | { readonly kind: 'request' }
  | { readonly kind: 'error'; readonly thrown: Datum }
  | { readonly kind: 'param'; readonly value: Datum; readonly name: string };

/** What is known of paths on the disk, where a request is asked about and the workspace can be looked into. */
export type Disk = Pick<Files, 'stat'>;

/** A header of the answer: a line for each value. */
type AnswerHeader = { readonly name: string; readonly values: readonly string[] };

/**
 * The invariant: what belongs to the client's request never changes, and what handlers change is here and nowhere
 * else, so that a way through the stack can be walked again from the start with other answers.
 */
export class Exchange {
  /** As Express shows them to the handler that runs: without the path of the mount. */
  method: string;
  url: string;
  baseUrl = '';
  params: ReadonlyMap<string, Datum> = new Map();
  /** What stands for parameters that nobody knows; `null` where all are known. */
  paramsRest: Unknown | null = null;
  readonly originalUrl: string;
  /** What handlers put on `req`, by name: `user`, `session`, `cookies`, `body` … */
  readonly slots = new Map<string, Datum>();
  /** `res.locals`. */
  readonly locals = new Map<string, Datum>();
  /** Calls of packages' functions in the program, such as `passport.use(…)`. */
  programCalls: readonly CallValue[] = [];
  /** Packages' own notes to each other, such as that sessions are there. */
  readonly notes = new Map<string, Datum>();
  /** What was asked of the request on the way: `header authorization`, `query`, `slot session` … */
  readonly reads = new Set<string>();
  /** What the function that runs is called for. */
  calledFor: CalledFor = { kind: 'request' };
  /** What the router that runs takes of the promises of its handlers. */
  awaits: RouterSettings['awaits'] = 'nothing';
  /** `res.statusCode`; `null` where the program sets what is not known. */
  status: number | null = 200;
  /** Whether a route of the program names a path; for what may answer it as well. */
  isRouted: (path: string) => boolean = () => false;
  disk: Disk | null = null;
  private readonly answer = new Map<string, AnswerHeader>();

  constructor(
    readonly request: Request,
    readonly version: Version,
    /** The settings of the app that runs. */
    public settings: RouterSettings,
    private readonly guide: Guide,
  ) {
    this.method = request.method;
    this.url = request.target;
    this.originalUrl = request.target;
  }

  /** Answers a question that the request does not settle, for this way through the stack. */
  suppose(question: Question): boolean {
    return this.guide.suppose(question);
  }

  /** Adds a step to what the user is told. */
  tell(at: Place | null, text: string, effect: Effect): void {
    this.guide.tell(at, text, effect);
  }

  /** The path that a handler sees as `req.path`. */
  get path(): string {
    return pathOf(this.url);
  }

  /** What follows `?` in the URL, without it; `null` where there is none. */
  get query(): string | null {
    const start = this.url.indexOf('?');
    return start < 0 ? null : this.url.slice(start + 1);
  }

  /** A header that the client sent; repeated ones are joined as Node does it (`http.IncomingMessage`). */
  header(name: string): string | null {
    const lower = name.toLowerCase();
    if (lower === 'host') return headerOf(this.request.headers, 'host') ?? this.request.host;
    const values = this.request.headers.filter(([line]) => line.toLowerCase() === lower).map(([, v]) => v);
    const [first] = values;
    if (first === undefined) return null;
    return ONLY_FIRST.has(lower) ? first : values.join(lower === 'cookie' ? '; ' : ', ');
  }

  /** A header that the client sent, as a handler holds it. */
  headerDatum(name: string): Datum {
    const value = this.header(name);
    return value === null ? UNDEFINED : carried(value);
  }

  /**
   * Whether the client sends a body. A request that only says of which type its body is has one, whatever it holds.
   */
  get hasBody(): boolean {
    const length = this.header('content-length');
    if (length !== null) return length.trim() !== '0';
    return this.request.bodyLength > 0 || this.header('content-type') !== null;
  }

  /** Whether the credentials that the client presents are good. */
  get hasValidCredentials(): boolean {
    return this.request.credentials === 'valid';
  }

  setHeader(name: string, values: readonly string[]): void {
    this.answer.set(name.toLowerCase(), { name, values });
  }

  appendHeader(name: string, values: readonly string[]): void {
    const before = this.answer.get(name.toLowerCase());
    this.answer.set(name.toLowerCase(), {
      name: before?.name ?? name,
      values: [...(before?.values ?? []), ...values],
    });
  }

  removeHeader(name: string): void {
    this.answer.delete(name.toLowerCase());
  }

  /** The values of a header of the answer, one for each line. */
  answerHeader(name: string): readonly string[] {
    return this.answer.get(name.toLowerCase())?.values ?? [];
  }

  get answerHeaders(): readonly HeaderLine[] {
    return [...this.answer.values()].flatMap(({ name, values }) =>
      values.map((value): HeaderLine => [name, value]),
    );
  }
}

/** Headers of which Node keeps the first line only (`_http_incoming.js`, matchKnownFields). */
const ONLY_FIRST = new Set([
  'age',
  'authorization',
  'content-length',
  'content-type',
  'etag',
  'expires',
  'from',
  'if-modified-since',
  'if-unmodified-since',
  'last-modified',
  'location',
  'max-forwards',
  'proxy-authorization',
  'referer',
  'retry-after',
  'server',
  'user-agent',
]);

/** The path of a URL as a server gets it: all before `?`. */
export function pathOf(url: string): string {
  const query = url.indexOf('?');
  return query < 0 ? url : url.slice(0, query);
}
