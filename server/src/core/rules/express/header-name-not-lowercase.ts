// express/header-name-not-lowercase: req.headers has lower-case names only, so another spelling is always undefined.
import type { Report } from '../../findings/finding';
import type { Request } from '../../model/request';
import type { Place } from '../../text/span';
import { type ExpressContext, expressRule, fixOf } from '../express-rule';
import { isInAny } from '../express-shared/function-places';
import { type CapitalRead, capitalReads } from '../express-shared/header-spellings';
import { withHeader } from '../express-shared/requests';
import { routesThrough } from '../express-shared/routes-through';

export const rule = expressRule({
  id: 'express/header-name-not-lowercase',
  kind: 'scheme-mismatch',
  certainty: 'assert',
  severity: 'error',
  summary: 'A header is read from req.headers by a name with capitals, under which Node never keeps one.',
  *check(context) {
    const reads = capitalReads(context);
    for (const read of reads) {
      const same = reads.filter((one) => isSameIn(one, read));
      // Reads of one name in one function are mended together, or the guard still refuses everybody.
      if (same[0] === read) yield report(context, read, same);
    }
  },
});

function isSameIn(a: CapitalRead, b: CapitalRead): boolean {
  return a.name === b.name && a.in === b.in && a.hasOther === b.hasOther;
}

function report(
  context: ExpressContext,
  { name, at, hasOther }: CapitalRead,
  same: readonly CapitalRead[],
): Report {
  const edits = same.map(({ fix }) => fix);
  const shown = hasOther ? null : refusedRequest(context, name, at);
  const lower = name.toLowerCase();
  if (hasOther) {
    return {
      at,
      certainty: 'hint',
      severity: 'info',
      message: `Is "${name}" of use here? Node keeps the headers of a request in lower case, so only "${lower}" is ever there.`,
    };
  }
  return {
    at,
    message: `req.headers has no "${name}", whatever the client sends, as Node keeps names in lower case${shown === null ? '' : `, so ${shown.says}`}: read "${lower}".`,
    ...(shown === null ? {} : { witness: { request: shown.request, expect: { status: shown.status } } }),
    related: same.slice(1).map((one) => ({ ...one.at, message: `"${name}" is read here too.` })),
    fixes: fixOf(
      `Read "${lower}"`,
      'review',
      edits.includes(null) ? null : edits.flatMap((edit) => edit ?? []),
    ),
  };
}

type Shown = { readonly request: Request; readonly status: number; readonly says: string };

/** A request with the header that is refused all the same. */
function refusedRequest(context: ExpressContext, name: string, at: Place): Shown | null {
  const value = /^authorization$/i.test(name) ? 'Bearer token' : 'key';
  for (const { route, functions } of routesThrough(context, at)) {
    const bare = context.bareRequest(route);
    if (bare === null) continue;
    const request = withHeader(bare, name, value);
    const { outcome } = context.decide(request);
    if (outcome.kind !== 'challenged' && outcome.kind !== 'forbidden') continue;
    // Another guard may be the one that refuses.
    if (outcome.at === null || !isInAny(outcome.at, functions)) continue;
    const says = `${request.method} ${route.path} gets ${outcome.status} with credentials too`;
    return { request, status: outcome.status, says };
  }
  return null;
}
