// nginx/cors-preflight-requires-auth: the browser's preflight is asked for credentials that it never has.
import type { Fix, Report } from '../../findings/finding';
import { group, innermost, isHidden } from '../../kinds/nginx/config/inherit';
import { arg, type Line, nameOf } from '../../kinds/nginx/config/lines';
import type { Location } from '../../kinds/nginx/config/scopes';
import { insertInto } from '../../kinds/nginx/edits';
import { isAlways } from '../../kinds/nginx/engine/answer';
import { type NginxContext, nginxRule } from '../nginx-rule';
import { guardLine, isGuarded } from '../nginx-shared/guarded';
import { corsOriginAnywhere } from '../nginx-shared/headers';
import { isPublicByItself } from '../nginx-shared/machines';
import { answerOf, isRefused, showAt } from '../nginx-shared/witness';

export const rule = nginxRule({
  id: 'nginx/cors-preflight-requires-auth',
  kind: 'preflight-blocked',
  certainty: 'assert',
  severity: 'warning',
  summary:
    'OPTIONS meets a guard, but a CORS preflight carries no credentials, so the browser blocks every call.',
  *check(context) {
    if (context.linesNamed('add_header').length === 0) return;
    const reported = new Set<Line>();
    for (const location of context.locations) {
      const origin = corsOriginAnywhere(location);
      const guard = origin === null ? null : guardLine(location);
      if (origin === null || guard === null || reported.has(guard) || !isGuarded(location)) continue;
      const found = refusedPreflight(context, location, origin, guard);
      if (found === null) continue;
      reported.add(guard);
      yield found;
    }
  },
});

function refusedPreflight(
  context: NginxContext,
  location: Location,
  origin: Line,
  guard: Line,
): Report | null {
  const page = arg(origin, 1).startsWith('http') ? arg(origin, 1) : 'https://app.example';
  const shown = showAt(context, location, {
    method: 'OPTIONS',
    headers: [
      ['Origin', page],
      ['Access-Control-Request-Method', 'GET'],
      ['Access-Control-Request-Headers', 'authorization'],
    ],
  });
  if (shown === null) {
    // What an authentication service answers to a preflight is not in the files.
    if (guard.name !== 'auth_request' || isPublicByItself(location)) return null;
    const message = `Does ${arg(guard, 0)} let preflights in? OPTIONS comes without credentials, and a refusal blocks every CORS call.`;
    return {
      at: nameOf(guard),
      certainty: 'hint',
      message,
      related: [{ ...nameOf(origin), message: 'pages of other origins are meant to call it' }],
    };
  }
  if (!isRefused(shown)) return null;
  const { target } = shown.request;
  return {
    at: nameOf(guard),
    message: `OPTIONS ${target} is answered ${shown.outcome.status}: a browser's preflight has no credentials, so every CORS call fails. Answer OPTIONS before the guard.`,
    related: [{ ...nameOf(origin), message: 'pages of other origins are meant to call it' }],
    witness: answerOf(shown),
    fixes: fixesFor(context, location),
  };
}

/** Answers the preflight in the rewrite phase, with the headers that the block sends; an `if` inherits none of them. */
function fixesFor(context: NginxContext, location: Location): readonly Fix[] {
  const headers = group(location, 'add_header');
  if (isHidden(headers) || innermost(location, 'limit_except') !== null) return [];
  const cors = headers.filter((line) => /^access-control-|^vary$/i.test(arg(line, 0)));
  const named = new Set(cors.map((line) => arg(line, 0).toLowerCase()));
  const lines = cors.map(
    (line) => `    add_header ${arg(line, 0)} ${quoted(line)}${isAlways(line) ? ' always' : ''};`,
  );
  if (!named.has('access-control-allow-headers'))
    lines.push('    add_header Access-Control-Allow-Headers "Authorization, Content-Type" always;');
  if (!named.has('access-control-allow-methods'))
    lines.push(
      '    add_header Access-Control-Allow-Methods "GET, POST, PUT, PATCH, DELETE, OPTIONS" always;',
    );
  const edit = insertInto(context.configuration, location, [
    ['if ($request_method = OPTIONS) {', ...lines, '    return 204;', '}'].join('\n'),
  ]);
  return edit === null ? [] : [{ title: 'Answer OPTIONS before the guard', safety: 'review', edits: [edit] }];
}

function quoted(line: Line): string {
  const value = arg(line, 1);
  return /[\s;{}]/.test(value) || value === '' ? `"${value.replaceAll('"', '\\"')}"` : value;
}
