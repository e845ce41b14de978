// nginx/acme-challenge-requires-auth: the certificate authority is asked for a password.
import type { Fix, Report } from '../../findings/finding';
import { arg, nameOf } from '../../kinds/nginx/config/lines';
import { findLocation } from '../../kinds/nginx/config/locations';
import { type Location, locationName, locationsOf, type Server } from '../../kinds/nginx/config/scopes';
import { insertInto } from '../../kinds/nginx/edits';
import { type NginxContext, nginxRule } from '../nginx-rule';
import { guardLine } from '../nginx-shared/guarded';
import { answerOf, isRefused, showPath } from '../nginx-shared/witness';

const CHALLENGE = '/.well-known/acme-challenge/';
const SIGN = /letsencrypt|acme|certbot/i;

export const rule = nginxRule({
  id: 'nginx/acme-challenge-requires-auth',
  kind: 'over-protected',
  certainty: 'assert',
  severity: 'warning',
  summary: 'The HTTP-01 challenge of a certificate comes without credentials and is refused.',
  *check(context) {
    for (const server of context.servers) {
      // The authority comes over plain HTTP; a server that only speaks TLS is renewed another way.
      if (server.line === null || server.listens.every((listen) => listen.ssl)) continue;
      const own = challengeLocation(server);
      if (own === null && !(server.listens.some((listen) => listen.port === 80) && hasSign(context)))
        continue;
      const found = refusal(context, server, own);
      if (found !== null) yield found;
    }
  },
});

function challengeLocation(server: Server): Location | null {
  for (const location of locationsOf(server)) {
    if (location.match.kind === 'prefix' && location.match.path.startsWith('/.well-known/acme-challenge'))
      return location;
    if (location.match.kind === 'regex' && /acme-challenge/.test(location.match.pattern.source))
      return location;
  }
  return null;
}

function hasSign(context: NginxContext): boolean {
  return ['ssl_certificate', 'include', 'root', 'alias'].some((name) =>
    context.linesNamed(name).some(({ line }) => SIGN.test(arg(line, 0))),
  );
}

function refusal(context: NginxContext, server: Server, own: Location | null): Report | null {
  const shown = showPath(context, server, `${CHALLENGE}token`);
  if (shown === null || !isRefused(shown)) return null;
  const found = findLocation(server, `${CHALLENGE}token`);
  const answering = 'kind' in found ? null : found.location;
  const guard = guardLine(answering ?? server);
  // A refusal by addresses alone is another rule's.
  if (guard === null && shown.outcome.status !== 401) return null;
  const at = own === null ? (guard === null ? null : nameOf(guard)) : nameOf(own.line);
  if (at === null) return null;
  return {
    at,
    message: `${CHALLENGE} is answered ${shown.outcome.status}: the certificate cannot be renewed. Exempt it from the guard.`,
    related: guard === null ? [] : [{ ...nameOf(guard), message: 'asks for credentials' }],
    witness: answerOf(shown),
    fixes: own === null || guard === null ? [] : exempt(context, own, guard.name),
  };
}

function exempt(context: NginxContext, location: Location, guard: string): readonly Fix[] {
  const edit = insertInto(context.configuration, location, [`${guard} off;`]);
  return edit === null
    ? []
    : [{ title: `Add "${guard} off;" to ${locationName(location)}`, safety: 'review', edits: [edit] }];
}
