// What a site does with one request: who answers, what, and because of which lines.
import type { Place } from '../text/span';
import type { LayerRef } from './layer';
import type { HeaderLine, Request } from './request';

export type OutcomeKind = 'passed' | 'challenged' | 'forbidden' | 'redirected' | 'responded' | 'unknown';

/** The answer that the client gets. `passed` means that nobody refused the request. */
export type Outcome =
  | {
      readonly kind: Exclude<OutcomeKind, 'unknown'>;
      readonly status: number;
      /** The field values of WWW-Authenticate, one for each line; `null` where the client gets none. */
      readonly challenges: readonly string[] | null;
      readonly location: string | null;
      readonly by: LayerRef;
      /** The line that gives the answer. */
      readonly at: Place | null;
    }
  | { readonly kind: 'unknown'; readonly reason: string; readonly by: LayerRef; readonly at: Place | null };

/** What the last upstream on the way got; `authorization` is `null` where it gets none. */
export type UpstreamRequest = { readonly url: string; readonly authorization: string | null };

/** What a line did to the request. */
export type Effect =
  | 'selects'
  | 'allows'
  | 'refuses'
  | 'skips'
  | 'rewrites'
  | 'redirects'
  | 'forwards'
  | 'answers'
  | 'changes'
  | 'unknown';

/** One step of the way, in order. */
export type Step = {
  readonly layer: LayerRef;
  readonly at: Place | null;
  readonly text: string;
  readonly effect: Effect;
};

/** An answer that a gateway keeps and gives again. */
export type CachedAnswer = {
  readonly status: number;
  readonly headers: readonly HeaderLine[];
  readonly body: string | null;
};

/**
 * What the caches of a site hold, by zone and key. Requests that are asked one after the other share it; without it
 * every request meets empty caches.
 */
export type AnswerCache = Map<string, CachedAnswer>;

export type Decision = {
  readonly request: Request;
  readonly outcome: Outcome;
  readonly upstream: UpstreamRequest | null;
  readonly steps: readonly Step[];
};

/** The kind of outcome that a status stands for, once it is known that the configuration gave it. */
export function outcomeKind(status: number): Exclude<OutcomeKind, 'unknown' | 'passed'> {
  if (status === 401) return 'challenged';
  if (status === 403) return 'forbidden';
  return status >= 300 && status < 400 && status !== 304 ? 'redirected' : 'responded';
}
