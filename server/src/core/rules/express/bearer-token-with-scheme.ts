// express/bearer-token-with-scheme: what is verified as a token still has the scheme or a blank in front, so no token is valid.
import type { Report } from '../../findings/finding';
import type { Change } from '../../kinds/express/edits';
import type { WrittenCall } from '../../kinds/express/program/everything';
import type { Value } from '../../kinds/express/values';
import type { Request } from '../../model/request';
import type { Place } from '../../text/span';
import { type ExpressContext, expressRule, fixOf } from '../express-rule';
import { speaksOfBearer } from '../express-shared/bearer-words';
import { givenTo } from '../express-shared/callers';
import { libraryName } from '../express-shared/json-web-tokens';
import { madeOf } from '../express-shared/made-text';
import { withHeader } from '../express-shared/requests';
import { routesThrough } from '../express-shared/routes-through';

export const rule = expressRule({
  id: 'express/bearer-token-with-scheme',
  kind: 'scheme-mismatch',
  certainty: 'assert',
  severity: 'warning',
  summary:
    'What is verified as a token still has the scheme or a blank in front of it, so no token is valid.',
  *check(context) {
    for (const call of checksIn(context)) {
      const token = call.args[0];
      const made = token === undefined ? null : madeOf(context, token, { authorization: SAMPLE });
      if (token === undefined || made?.kind !== 'text' || !isSpoilt(made.text)) continue;
      const shown = refusedRequest(context, call.at);
      if (shown === 'let in' || (shown === null && made.text === SAMPLE)) continue;
      yield report(context, call, sourceOf(context, token), made.text, shown);
    }
  },
});

const TOKEN = 'aaa.bbb.ccc';
const SAMPLE = `Bearer ${TOKEN}`;

function isSpoilt(text: string): boolean {
  return text === 'Bearer' || (text !== TOKEN && text.endsWith(TOKEN));
}

/** Calls that check tokens: jsonwebtoken, and jose. */
function checksIn(context: ExpressContext): readonly WrittenCall[] {
  return context.everything.calls.filter(({ callee }) =>
    /^(?:jsonwebtoken\.verify|jose\.jwtVerify)$/.test(libraryName(callee) ?? ''),
  );
}

/** A request with a Bearer token that is refused at the check. */
function refusedRequest(
  context: ExpressContext,
  at: Place,
): { readonly request: Request; readonly status: number; readonly path: string } | 'let in' | null {
  const through = routesThrough(context, at).map(({ route }) => route);
  for (const route of through.length === 0 ? context.routes : through) {
    const bare = context.bareRequest(route);
    if (bare === null) continue;
    const request = withHeader(bare, 'Authorization', 'Bearer token');
    const { outcome } = context.decide(request);
    if (outcome.kind === 'passed' && through.length > 0) return 'let in';
    if (outcome.kind === 'challenged' || outcome.kind === 'forbidden')
      return { request, status: outcome.status, path: route.path };
  }
  return null;
}

/** The expression that takes the token from the header. */
function sourceOf(context: ExpressContext, token: Value): Value {
  if (token.kind === 'parameter') {
    const [given] = givenTo(context, token);
    return given === undefined ? token : sourceOf(context, given.value);
  }
  const [test, first] = token.kind === 'operation' && token.operator === '?:' ? token.of : [];
  return test !== undefined && test === first ? sourceOf(context, first) : token;
}

function report(
  context: ExpressContext,
  call: WrittenCall,
  source: Value,
  made: string,
  shown: Exclude<ReturnType<typeof refusedRequest>, 'let in'>,
): Report {
  const taken = source.kind === 'member' || source.kind === 'call' ? source.at : null;
  const what =
    made === SAMPLE
      ? 'the whole Authorization header'
      : made === 'Bearer'
        ? 'the scheme'
        : 'the token with a blank in front';
  // Some APIs take the bare token, and the program alone does not say whether this one does.
  const isQuestion = made === SAMPLE && !speaksOfBearer(context);
  const so =
    shown === null
      ? 'every Bearer token is refused'
      : `${shown.path} answers ${shown.status} to every Bearer token`;
  return {
    at: taken ?? call.argPlaces[0] ?? call.at,
    ...(isQuestion ? { certainty: 'hint' as const, severity: 'info' as const } : {}),
    message: isQuestion
      ? `Do clients send the token alone? Verified is the whole Authorization header, so ${so}.`
      : `Verified is ${what} instead of the token alone, so ${so}: take what follows "Bearer ".`,
    related: taken === null ? [] : [{ ...call.at, message: 'The token is verified here.' }],
    ...(shown === null ? {} : { witness: { request: shown.request, expect: { status: shown.status } } }),
    fixes: taken === null ? [] : fixOf('Take the token alone', 'review', tokenAlone(context, taken, made)),
  };
}

/** The same expression for the token alone; `null` where it is written in a way that is not known. */
function tokenAlone({ change }: ExpressContext, at: Place, made: string): Change {
  const text = change.textOf(at);
  // A pattern that takes an object or a list apart is not the expression itself.
  if (/^[{[]/.test(text)) return null;
  const alone =
    made === SAMPLE
      ? `${text}?.split(' ')[1]`
      : made === 'Bearer'
        ? text.replace(/\[0\]$/, '[1]')
        : text.replace(/(['"`])Bearer\1/, '$1Bearer $1').replace(/(slice|substr|substring)\(6\)/, '$1(7)');
  return alone === text ? null : change.replace(at, alone);
}
