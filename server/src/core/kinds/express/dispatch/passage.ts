// What a router remembers while one request is in it, and how the request goes on.
import type { Datum, Unknown } from '../behaviour/datum';
import type { Exchange } from '../behaviour/exchange';
import type { Router } from '../stack';
import type { End, Pending } from './end';
import type { Trail } from './trail';
import type { Turns } from './ways';

/** What the routers that one request goes through have in common. */
export type Journey = {
  readonly exchange: Exchange;
  readonly trail: Trail;
  readonly turns: Turns<End>;
  /** The first of the app's own layers, of those that the request may meet. */
  readonly first: number;
  /** The request has come to one of them, with nothing to be remembered but what the exchange is. */
  comeTo(nth: number): void;
};

/** What a router remembers while one request is in it. */
export type Passage = Journey & {
  readonly router: Router;
  readonly parentParams: ReadonlyMap<string, Datum>;
  readonly parentRest: Unknown | null;
  readonly parentUrl: string;
  readonly depth: number;
  /** The methods that an automatic answer to OPTIONS names. */
  readonly methods: string[];
  /** Param callbacks run once for each value. */
  readonly called: Map<string, { readonly value: string; readonly stop: Stop | null }>;
  pending: Pending | null;
};

/** Why the callbacks of a parameter do not let the layer run. */
export type Stop =
  | { readonly kind: 'leaveRoute' | 'leaveRouter' }
  | { readonly kind: 'failed'; readonly pending: Pending };

/** Goes on with the next layer, leaves the router, or ends. */
export type Move = { readonly kind: 'on' } | { readonly kind: 'out' } | End;

export const ON: Move = { kind: 'on' };
export const OUT: Move = { kind: 'out' };
