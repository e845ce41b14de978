// express/jwt-scheme-mismatch: passport-jwt waits for another scheme than the one in front of the tokens that the program hands out.
import type { Report } from '../../findings/finding';
import { majorOf } from '../../kinds/express/modules/packages';
import type { CallValue } from '../../kinds/express/values';
import type { Request } from '../../model/request';
import { type ExpressContext, expressRule, fixOf, isPackaged } from '../express-rule';
import { type HandedOut, handedOut } from '../express-shared/handed-out';
import { extractorsOf, type SchemeRead, schemeRead } from '../express-shared/jwt-extractors';
import { withHeader } from '../express-shared/requests';

export const rule = expressRule({
  id: 'express/jwt-scheme-mismatch',
  kind: 'scheme-mismatch',
  certainty: 'assert',
  severity: 'warning',
  summary:
    'passport-jwt reads tokens behind another scheme than the one that the program hands them out with.',
  *check(context) {
    const places = extractorsOf(context);
    const extractors = places.filter((one) => one !== null);
    for (const { call, name } of extractors) {
      if (name === 'fromAuthHeader' && isGone(call)) yield removed(context, call);
    }
    const schemes = handedOut(context);
    const read = extractors.flatMap((one) => schemeRead(one) ?? []);
    const [first] = schemes;
    // Tokens that may come from elsewhere too may be taken from there.
    if (first === undefined || read.length === 0 || read.length < places.length) return;
    const isFitting = schemes.some((out) => read.some(({ scheme }) => scheme === out.scheme.toLowerCase()));
    for (const one of isFitting ? [] : read) yield mismatch(context, one, first);
  },
});

/** passport-jwt 3 has no `fromAuthHeader` any more (lib/extract_jwt.js). */
function isGone({ callee }: CallValue): boolean {
  return callee.kind === 'package' && (majorOf(callee.version) ?? 0) >= 3;
}

function removed(context: ExpressContext, { at }: CallValue): Report {
  return {
    at,
    message:
      'passport-jwt has no fromAuthHeader() since version 3, so the program does not start: use fromAuthHeaderAsBearerToken(), or fromAuthHeaderWithScheme() for another scheme.',
    fixes: asBearer(context, at),
  };
}

function mismatch(context: ExpressContext, { call, name, scheme }: SchemeRead, out: HandedOut): Report {
  const wanted = scheme === '' ? 'the whole Authorization header as a token' : `tokens behind "${scheme}"`;
  const refused = refusedRequest(context, out.scheme);
  const so =
    refused === null
      ? 'they are refused'
      : `${refused.request.method} ${refused.path} answers ${refused.status} to them`;
  const isBearer = out.scheme.toLowerCase() === 'bearer';
  return {
    at: call.at,
    message: `${name}() reads ${wanted}, and the program hands tokens out as "${out.scheme} …", so ${so}: use one scheme.`,
    related: [{ ...out.at, message: `They are handed out as "${out.scheme} …" here.` }],
    ...(refused === null
      ? {}
      : { witness: { request: refused.request, expect: { status: refused.status } } }),
    fixes: isBearer
      ? asBearer(context, call.at)
      : readBy(context, call.at, `fromAuthHeaderWithScheme('${out.scheme}')`, out.scheme),
  };
}

function asBearer(context: ExpressContext, at: CallValue['at']) {
  return readBy(context, at, 'fromAuthHeaderAsBearerToken()', 'Bearer');
}

function readBy({ change }: ExpressContext, at: CallValue['at'], by: string, scheme: string) {
  const text = change.textOf(at);
  const other = text.replace(/from\w+\([^()]*\)$/, by);
  return other === text ? [] : fixOf(`Read tokens behind "${scheme}"`, 'review', change.replace(at, other));
}

/** A request with a token as it was handed out, which is refused. */
function refusedRequest(
  context: ExpressContext,
  scheme: string,
): { readonly request: Request; readonly status: number; readonly path: string } | null {
  for (const route of context.routes) {
    const isChecked = context.frontOf(route).met.some(({ handler }) => isPackaged(handler, 'passport'));
    const bare = isChecked ? context.bareRequest(route) : null;
    if (bare === null) continue;
    const request = withHeader(bare, 'Authorization', `${scheme} token`);
    const { outcome } = context.decide(request);
    if (outcome.kind === 'challenged') return { request, status: outcome.status, path: route.path };
  }
  return null;
}
