// express/chained-authenticators: two guards in a row want different schemes in the one Authorization header.
import type { Report } from '../../findings/finding';
import type { Met } from '../../kinds/express/front';
import { withCredentials } from '../../kinds/express/samples';
import type { RouteEntry } from '../../kinds/express/table';
import type { Request } from '../../model/request';
import type { Requirement } from '../../model/requirement';
import { samePlace } from '../../text/span';
import { type ExpressContext, expressRule, fixOf } from '../express-rule';
import { letsPass, readsOf } from '../express-shared/alone';
import { guardName, schemesOf } from '../express-shared/refusal';

export const rule = expressRule({
  id: 'express/chained-authenticators',
  kind: 'scheme-mismatch',
  certainty: 'assert',
  severity: 'error',
  summary: 'Two guards in a row want different schemes in the one Authorization header.',
  *check(context) {
    const reported: Met['handler'][] = [];
    for (const route of context.routes) {
      const report = reportOf(context, route, reported);
      if (report !== null) yield report;
    }
  },
});

function reportOf(context: ExpressContext, route: RouteEntry, reported: Met['handler'][]): Report | null {
  const bare = context.bareRequest(route);
  if (bare === null) return null;
  const { met } = context.frontOf(route);
  const guards = met.filter(
    ({ presence, handler }) => presence.length === 0 && wantsHeader(handler.behaviour.demands()),
  );
  for (const [i, second] of guards.entries()) {
    if (reported.includes(second.handler)) continue;
    for (const first of guards.slice(0, i)) {
      const requests = refusedBoth(context, bare, first, second);
      if (requests === null) continue;
      const { request, status } = requests;
      reported.push(second.handler);
      return {
        at: second.handler.at,
        message: `${request.method} ${route.path} needs ${schemeOf(first)} for ${guardName(first)} and ${schemeOf(second)} for ${guardName(second)} in one Authorization header, so no request satisfies both: let one guard accept either.`,
        related: [
          {
            ...first.handler.at,
            message: `${guardName(first)} comes first, and asks for ${schemeOf(first)}.`,
          },
        ],
        witness: { request, expect: { status } },
        fixes: fixOf('Accept either of them', 'review', merged(context, first, second)),
      };
    }
  }
  return null;
}

const IN_HEADER = new Set(['basic', 'bearer', 'digest', 'negotiate']);

/** Whether a demand can be met by the Authorization header only. */
function wantsHeader(demand: Requirement): boolean {
  const schemes = schemesOf(demand);
  return schemes.length > 0 && schemes.every(({ kind }) => IN_HEADER.has(kind));
}

function schemeOf({ handler }: Met): string {
  const names = schemesOf(handler.behaviour.demands()).map(
    ({ kind }) => `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`,
  );
  return names.join(' or ');
}

/** A request for the first guard that is refused; `null` where some request may get through both. */
function refusedBoth(
  context: ExpressContext,
  bare: Request,
  first: Met,
  second: Met,
): { readonly request: Request; readonly status: number } | null {
  const [mine, other] = [first, second].map((one) => requestsFor(bare, one));
  const [request] = mine ?? [];
  if (mine === undefined || other === undefined || request === undefined) return null;
  const isApart = refusesAll(context, second, mine) && refusesAll(context, first, other);
  if (!isApart || ![first, second].every((one) => readsHeaderOnly(context, one, bare))) return null;
  const statuses = [...mine, ...other].map((each) => refusedStatus(context, each));
  const [status] = statuses;
  return status === undefined || status === null || statuses.includes(null) ? null : { request, status };
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

/** Requests with the credentials of each scheme that a guard accepts. */
function requestsFor(bare: Request, { handler }: Met): readonly Request[] {
  return schemesOf(handler.behaviour.demands()).flatMap((scheme) => {
    const check = { kind: 'check', scheme, detail: null, scopes: [], at: handler.at } as const;
    return withCredentials(bare, check) ?? [];
  });
}

function refusedStatus(context: ExpressContext, request: Request): number | null {
  const { outcome } = context.decide(request);
  const isRefused =
    outcome.kind === 'challenged' ||
    outcome.kind === 'forbidden' ||
    (outcome.kind === 'responded' && outcome.status === 400);
  return isRefused ? outcome.status : null;
}

/** `authenticate('a', o), authenticate('b', o)` of one call as `authenticate(['a', 'b'], o)`. */
function merged({ change }: ExpressContext, first: Met, second: Met) {
  if (!samePlace(first.layer.at, second.layer.at)) return null;
  const [one, other] = [first, second].map(({ handler }) =>
    /^(\w+\.authenticate\()('[\w-]+'|"[\w-]+")([\s\S]*\))$/.exec(change.textOf(handler.at)),
  );
  if (!one || !other || one[3] !== other[3]) return null;
  const { file } = first.handler.at;
  const between = { file, span: { start: first.handler.at.span.end, end: second.handler.at.span.start } };
  if (!/^\s*,\s*$/.test(change.textOf(between))) return null;
  const all = { file, span: { start: first.handler.at.span.start, end: second.handler.at.span.end } };
  return change.replace(all, `${one[1]}[${one[2]}, ${other[2]}]${one[3]}`);
}
