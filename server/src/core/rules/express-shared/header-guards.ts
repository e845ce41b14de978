// Guards that take credentials from the Authorization header, and pairs of them that no request satisfies.
import type { Met } from '../../kinds/express/front';
import { withCredentials } from '../../kinds/express/samples';
import type { Request } from '../../model/request';
import type { Requirement } from '../../model/requirement';
import type { ExpressContext } from '../express-rule';
import { letsPass, readsOf } from './alone';
import { checksOf, schemesOf } from './refusal';

const IN_HEADER = new Set(['basic', 'bearer', 'digest', 'negotiate']);

/** Whether a demand can be met by the Authorization header only. */
export function wantsHeader(demand: Requirement): boolean {
  const schemes = schemesOf(demand);
  return schemes.length > 0 && schemes.every(({ kind }) => IN_HEADER.has(kind));
}

/**
 * A request for the first guard that is refused; `null` where some request may get through both. `isSure` is false where
 * one of them takes a token in the URL too (RFC 6750, section 2.3), which leaves the header to the other one.
 */
export function refusedBoth(
  context: ExpressContext,
  bare: Request,
  first: Met,
  second: Met,
): { readonly request: Request; readonly status: number; readonly isSure: boolean } | null {
  const [mine, other] = [first, second].map((one) => requestsFor(bare, one));
  const [request] = mine ?? [];
  if (mine === undefined || other === undefined || request === undefined) return null;
  const isApart = refusesAll(context, second, mine) && refusesAll(context, first, other);
  if (!isApart || ![first, second].every((one) => readsHeaderOnly(context, one, bare))) return null;
  const statuses = [...mine, ...other].map((each) => refusedStatus(context, each));
  const [status] = statuses;
  if (status === undefined || status === null || statuses.includes(null)) return null;
  const isSure = [first, second].every((one) => refusesAll(context, one, inUrl(bare, one)));
  return { request, status, isSure };
}

/** Requests with a token in the URL. */
function inUrl(bare: Request, { handler: { at } }: Met): readonly Request[] {
  const scheme = { kind: 'apiKey', in: 'query', name: 'access_token' } as const;
  const request = withCredentials(bare, { kind: 'check', scheme, detail: null, scopes: [], at });
  return request === null ? [] : [request];
}

function refusesAll(context: ExpressContext, guard: Met, requests: readonly Request[]): boolean {
  return requests.every((request) => letsPass(context, guard, request) === false);
}

/** Whether a guard looks for credentials in the Authorization header, and nowhere else. */
function readsHeaderOnly(context: ExpressContext, guard: Met, bare: Request): boolean {
  const reads = [...readsOf(context, guard, bare)];
  return (
    reads.includes('header authorization') &&
    !reads.some(
      (read) => /^(?:cookie|query|slot|body) ./.test(read) || /^header (?!authorization$|host$)/.test(read),
    )
  );
}

/** Requests with the credentials of each scheme that a guard accepts, those that the program holds where it does. */
function requestsFor(bare: Request, { handler }: Met): readonly Request[] {
  return checksOf(handler.behaviour.demands()).flatMap((one) => withCredentials(bare, one) ?? []);
}

/** Whether a request with the credentials of a guard is refused, whichever of its schemes they are of. */
export function refusesCredentials(decider: Decider, bare: Request, guard: Met): boolean {
  return requestsFor(bare, guard).every((request) => refusedStatus(decider, request) !== null);
}

type Decider = Pick<ExpressContext, 'decide'>;

function refusedStatus(decider: Decider, request: Request): number | null {
  const { outcome } = decider.decide(request);
  const isRefused =
    outcome.kind === 'challenged' ||
    outcome.kind === 'forbidden' ||
    (outcome.kind === 'responded' && outcome.status === 400);
  return isRefused ? outcome.status : null;
}
