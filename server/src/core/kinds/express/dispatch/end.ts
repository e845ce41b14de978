// How a request ends: the answer of a handler, of Express itself, or none; and what that is to the client.
import { type Outcome, outcomeKind } from '../../../model/decision';
import type { LayerRef } from '../../../model/layer';
import type { Place } from '../../../text/span';
import type { Answerer, Continuation } from '../behaviour/behaviour';
import { constant, type Datum, fieldOf, textOf, thing } from '../behaviour/datum';
import type { Exchange } from '../behaviour/exchange';

/** A pending error, with the handler that gave it. */
export type Pending = { readonly thrown: Datum; readonly at: Place | null };

export type End =
  /** An answer with these headers; `by` is what gave it. */
  | {
      readonly kind: 'answered';
      readonly status: number | null;
      readonly challenges: readonly string[];
      readonly location: string | null;
      readonly at: Place | null;
      readonly by: Answerer;
      /** Where the handler stands in the stack; `null` for Express itself. */
      readonly handler: Place | null;
      /** Where a handler goes on although it has answered. */
      readonly continues: Continuation | null;
      /** The error that Express answers; `null` where a handler answers. */
      readonly thrown: Datum | null;
    }
  | { readonly kind: 'hang'; readonly reason: string; readonly at: Place | null }
  | { readonly kind: 'unknown'; readonly reason: string; readonly at: Place | null };

/** The answer as the exchange has it now. */
export function answered(
  exchange: Exchange,
  at: Place | null,
  by: Answerer,
  more: Partial<Pick<Extract<End, { kind: 'answered' }>, 'handler' | 'continues' | 'thrown'>> = {},
): End {
  return {
    kind: 'answered',
    status: exchange.status,
    challenges: exchange.answerHeader('WWW-Authenticate'),
    location: exchange.answerHeader('Location')[0] ?? null,
    at,
    by,
    handler: null,
    continues: null,
    thrown: null,
    ...more,
  };
}

/** What Express answers when the stack is at its end: 404, or the status of the error (finalhandler 1 and 2). */
export function finalAnswer(exchange: Exchange, pending: Pending | null): End {
  if (pending === null) {
    exchange.status = 404;
    exchange.tell(null, 'nothing in the stack answers, so Express says 404', 'answers');
    return answered(exchange, null, 'express');
  }
  const own = errorStatus(pending.thrown);
  if (own.kind === 'unknown') return { kind: 'unknown', reason: own.reason, at: pending.at };
  if (own.status !== null) {
    exchange.status = own.status;
    if (!setErrorHeaders(exchange, pending.thrown)) {
      return { kind: 'unknown', reason: 'the headers of an error are not known', at: pending.at };
    }
  } else if (exchange.status === null || exchange.status < 400 || exchange.status > 599) {
    if (exchange.status === null)
      return { kind: 'unknown', reason: 'the status is not known', at: pending.at };
    exchange.status = 500;
  }
  exchange.tell(pending.at, `the error reaches Express, which answers ${exchange.status}`, 'answers');
  return answered(exchange, pending.at, 'express', { thrown: pending.thrown });
}

type ErrorStatus =
  | { readonly kind: 'known'; readonly status: number | null }
  | { readonly kind: 'unknown'; readonly reason: string };

/** `err.status`, else `err.statusCode`, where they are numbers from 400 to 599 (finalhandler, getErrorStatusCode). */
function errorStatus(thrown: Datum): ErrorStatus {
  if (thrown.kind === 'constant') return { kind: 'known', status: null };
  for (const name of ['status', 'statusCode']) {
    const field = fieldOf(thrown, name);
    if (field === null || (field.kind !== 'constant' && field.kind !== 'object')) {
      return { kind: 'unknown', reason: 'the status of an error is not known' };
    }
    if (field.kind !== 'constant' || typeof field.value !== 'number') continue;
    if (field.value >= 400 && field.value < 600) return { kind: 'known', status: field.value };
  }
  return { kind: 'known', status: null };
}

/** Copies `err.headers`; `false` where they are not known. */
function setErrorHeaders(exchange: Exchange, thrown: Datum): boolean {
  const headers = fieldOf(thrown, 'headers');
  if (headers === null || headers.kind === 'unknown') return false;
  if (headers.kind !== 'object') return true;
  for (const [name, value] of headers.fields) {
    const text = textOf(value);
    if (text === null) return false;
    exchange.setHeader(name, [text]);
  }
  return true;
}

/** What the client sees of an end. A hanging request has the status 0. */
export function outcomeOf(end: End, by: LayerRef): Outcome {
  switch (end.kind) {
    case 'unknown':
      return { kind: 'unknown', reason: end.reason, by, at: end.at };
    case 'hang':
      return { kind: 'responded', status: 0, challenges: null, location: null, by, at: end.at };
    case 'answered': {
      if (end.status === null) return { kind: 'unknown', reason: 'the status is not known', by, at: end.at };
      const passed = PASSING.has(end.by) && end.status >= 200 && (end.status < 300 || end.status === 304);
      return {
        kind: passed ? 'passed' : outcomeKind(end.status),
        status: end.status,
        challenges: end.challenges.length === 0 ? null : end.challenges,
        location: end.location,
        by,
        at: end.at,
      };
    }
  }
}

/** Whose good answers mean that the request got through. */
const PASSING: ReadonlySet<Answerer> = new Set(['handler', 'static', 'proxy']);

/** The error of a parameter that cannot be decoded (`decode_param` in lib/router/layer.js). */
export function malformed(at: Place): Pending {
  const fields: [string, Datum][] = [
    ['name', constant('URIError')],
    ['message', constant('Failed to decode param')],
    ['status', constant(400)],
    ['statusCode', constant(400)],
  ];
  return { thrown: thing(fields, 'Error'), at };
}
