// express/signed-cookie-read-unsigned: a cookie is set signed and read from req.cookies, where signed ones never are.
import type { Report } from '../../findings/finding';
import { entryOf } from '../../kinds/express/values';
import type { Request } from '../../model/request';
import type { Place } from '../../text/span';
import { type ExpressContext, expressRule, fixOf } from '../express-rule';
import { type CookieRead, cookieReads } from '../express-shared/cookie-reads';
import { type SetCookie, setCookies } from '../express-shared/cookies';
import { withHeader } from '../express-shared/requests';
import { routesThrough } from '../express-shared/routes-through';

export const rule = expressRule({
  id: 'express/signed-cookie-read-unsigned',
  kind: 'session-cookie',
  certainty: 'assert',
  severity: 'error',
  summary:
    'A cookie is set with signed: true and read from req.cookies, where cookie-parser never puts a signed one.',
  *check(context) {
    const signed = signedOnes(context);
    if (signed.size === 0) return;
    const reads = cookieReads(context);
    for (const [name, set] of signed) {
      const own = reads.filter((read) => read.name === name);
      const [first] = own;
      if (first !== undefined) yield report(context, first, own, set);
    }
  },
});

/** The cookies that are set signed wherever they are set. */
function signedOnes(context: ExpressContext): ReadonlyMap<string, SetCookie> {
  const signed = new Map<string, SetCookie>();
  const plain = new Set<string>();
  for (const set of setCookies(context)) {
    // One that may be any cookie may be this one, without a signature.
    if (set.names === null && !isSigned(set)) return new Map();
    for (const name of set.names ?? []) {
      if (isSigned(set)) signed.set(name, set);
      else plain.add(name);
    }
  }
  for (const name of plain) signed.delete(name);
  return signed;
}

function isSigned({ options }: SetCookie): boolean {
  const signed = entryOf(options, 'signed');
  return signed?.kind === 'boolean' && signed.value;
}

function report(
  context: ExpressContext,
  { name, at }: CookieRead,
  own: readonly CookieRead[],
  set: SetCookie,
): Report {
  const edits = own.map(({ jar }) => (jar === null ? null : context.change.replace(jar, 'signedCookies')));
  const shown = refusedRequest(context, name, at);
  const so = shown === null ? '' : `, so ${shown.path} answers ${shown.status} to who is logged in`;
  return {
    at,
    message: `The cookie "${name}" is set with signed: true and is never in req.cookies${so}: read it from req.signedCookies.`,
    related: [
      { ...set.at, message: `"${name}" is set signed here.` },
      ...own.slice(1).map((read) => ({ ...read.at, message: 'It is read here too.' })),
    ],
    ...(shown === null ? {} : { witness: { request: shown.request, expect: { status: shown.status } } }),
    fixes: fixOf(
      'Read it from req.signedCookies',
      'review',
      edits.includes(null) ? null : edits.flatMap((edit) => edit ?? []),
    ),
  };
}

/** A request with the cookie as it was set, which is refused. */
function refusedRequest(
  context: ExpressContext,
  name: string,
  at: Place,
): { readonly request: Request; readonly status: number; readonly path: string } | null {
  for (const { route } of routesThrough(context, at)) {
    const bare = context.bareRequest(route);
    if (bare === null) continue;
    const cookie = `${encodeURIComponent(name)}=${encodeURIComponent('s:value.signature')}`;
    const request = withHeader(bare, 'Cookie', cookie);
    const { outcome } = context.decide(request);
    if (outcome.kind === 'challenged' || outcome.kind === 'forbidden')
      return { request, status: outcome.status, path: route.path };
  }
  return null;
}
