// What an exchange is made of: where it is, what it is asked with, and what functions change of it.
import type { Files } from '../../../model/files';
import type { RouterSettings } from '../stack';
import type { CallValue } from '../values';
import type { Datum, Unknown } from './datum';
import type { AnswerHeader } from './ended-exchange';
import type { Exchange } from './exchange';
import { Copier, type Slots } from './trace';

/** A request is for most functions; error handlers get the error, and param callbacks the parameter as well. */
export type CalledFor =
  | { readonly kind: 'request' }
  | { readonly kind: 'error'; readonly thrown: Datum }
  | { readonly kind: 'param'; readonly value: Datum; readonly name: string };

/** What is known of paths on the disk, where a request is asked about and the workspace can be looked into. */
export type Disk = Pick<Files, 'stat'>;

type Params = ReadonlyMap<string, Datum>;

/**
 * Where a request is on its way: the URL behind the path of the mount, that path, the parameters of the layer, and how
 * many paths that are not known it has come to so far.
 */
export type Position = {
  url: string;
  baseUrl: string;
  params: Params;
  paramsRest: Unknown | null;
  unknownPaths: number;
};

/** What calls change of an exchange that can be repeated. */
export type Now = {
  method: string;
  status: number | null;
  programCalls: readonly CallValue[];
  answer: ReadonlyMap<string, AnswerHeader>;
  /** Headers of the request that were changed, by name; `null` for those that were taken away. */
  sent: ReadonlyMap<string, string | null>;
  reads: Set<string>;
  awaits: RouterSettings['awaits'];
};

/** All of that, with where it is and what is held. */
export type ExchangeState = {
  readonly now: Readonly<Now>;
  readonly url: string;
  readonly held: readonly (readonly (readonly [string, Datum])[])[];
  readonly unknownPaths: number;
};

/** What an exchange begins with. */
export function nowAtFirst(method: string): Now {
  const reads = new Set<string>();
  return {
    method,
    status: 200,
    programCalls: NO_CALLS,
    answer: NO_ANSWER,
    sent: NONE_SENT,
    reads,
    awaits: 'nothing',
  };
}

const NO_CALLS: Now['programCalls'] = [];
const NO_ANSWER: Now['answer'] = new Map();
const NONE_SENT: Now['sent'] = new Map();

/** A copy that may change by itself; written out in the same order, as objects that are made alike are read faster. */
export function copyOfNow({ method, status, programCalls, answer, sent, reads, awaits }: Readonly<Now>): Now {
  return { method, status, programCalls, answer, sent, reads, awaits };
}

/** What names hold, for nobody to change; the same for all that hold nothing. */
export function heldIn(slots: Slots | null): ExchangeState['held'][number] {
  return slots === null ? NOTHING_HELD : [...slots];
}

const NOTHING_HELD: ExchangeState['held'][number] = [];

/** The same state for another exchange, with objects of its own. */
export function copyOfState(state: ExchangeState): ExchangeState {
  const copier = new Copier();
  return {
    ...state,
    held: state.held.map((some) =>
      some.length === 0 ? some : some.map(([name, value]) => [name, copier.copy(value)]),
    ),
  };
}

/** Whether the client sends a body. A request that only says of which type its body is has one, whatever it holds. */
export function hasBody(exchange: Exchange): boolean {
  const length = exchange.header('content-length');
  if (length !== null) return length.trim() !== '0';
  return exchange.bodyLength > 0 || exchange.header('content-type') !== null;
}

/** What follows `?` in a URL, without it; `null` where there is none. */
export function queryIn(url: string): string | null {
  const start = url.indexOf('?');
  return start < 0 ? null : url.slice(start + 1);
}

/** The path of a URL as a server gets it: all before `?`. */
export function pathOf(url: string): string {
  const query = url.indexOf('?');
  return query < 0 ? url : url.slice(0, query);
}
