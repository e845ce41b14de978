// nginx/acme-challenge-requires-auth: the certificate authority is asked for a password.
import type { Fix, Report } from '../../findings/finding';
import { arg, nameOf } from '../../kinds/nginx/config/lines';
import { findLocation } from '../../kinds/nginx/config/locations';
import { type Location, locationName, ownLine, type Server } from '../../kinds/nginx/config/scopes';
import { insertInto } from '../../kinds/nginx/edits';
import { GUARDS, type NginxContext, nginxRule } from '../nginx-rule';
import { CHALLENGE, challengeLocation, speaksPlainHttp, usesAcmeClient } from '../nginx-shared/acme';
import { guardLine, guardLines } from '../nginx-shared/guarded';
import { isPublicByItself } from '../nginx-shared/machines';
import { answerOf, showPath } from '../nginx-shared/witness';

export const rule = nginxRule({
  id: 'nginx/acme-challenge-requires-auth',
  kind: 'over-protected',
  certainty: 'assert',
  severity: 'warning',
  summary: 'The HTTP-01 challenge of a certificate comes without credentials and is refused.',
  needs: GUARDS,
  *check(context) {
    for (const server of context.servers) {
      if (!speaksPlainHttp(server)) continue;
      const own = challengeLocation(server);
      if (own === null && !usesAcmeClient(context, server)) continue;
      // One that switches the wrong guard off is another rule's.
      if (own !== null && isPublicByItself(own)) continue;
      const found = refusal(context, server, own);
      if (found !== null) yield found;
    }
  },
});

function refusal(context: NginxContext, server: Server, own: Location | null): Report | null {
  const shown = showPath(context, server, CHALLENGE);
  const found = findLocation(server, CHALLENGE);
  const answering = 'kind' in found ? null : found.location;
  const guard = guardLine(answering ?? server);
  if (guard === null) return null;
  // What an authentication service answers to the authority is not in the files.
  const asksService = shown === null && guard.name === 'auth_request' && own !== null;
  if (!asksService && shown?.outcome.status !== 401) return null;
  const witness = shown === null ? null : answerOf(shown);
  if (own === null) {
    return {
      at: nameOf(guard),
      // Without a location for it, the certificate may come by DNS.
      certainty: 'hint',
      message: `Is the certificate of ${server.names[0]?.word.value ?? 'this server'} renewed over HTTP? ${CHALLENGE} is answered 401.`,
      witness,
    };
  }
  const allow = ownLine(own, 'allow');
  return {
    at: nameOf(allow !== null && arg(allow, 0) === 'all' ? allow : own.line),
    ...(asksService ? { certainty: 'hint' as const } : {}),
    message: asksService
      ? `Does ${arg(guard, 0)} let the certificate authority in? It has no login: "${guard.name} off;" exempts the challenge.`
      : `GET ${CHALLENGE} is answered 401, so no certificate is issued. Add "${guard.name} off;" to its location.`,
    related: [{ ...nameOf(guard), message: 'asks for credentials' }],
    witness,
    fixes: answering === own ? exempt(context, own) : [],
  };
}

/** Every guard has a switch of its own. */
function exempt(context: NginxContext, location: Location): readonly Fix[] {
  const names = guardLines(location).map((line) => line.name);
  if (names.some((name) => location.own.has(name))) return [];
  const lines = names.map((name) => `${name} off;`);
  const edit = insertInto(context.configuration, location, lines);
  return edit === null
    ? []
    : [{ title: `Add "${lines.join(' ')}" to ${locationName(location)}`, safety: 'review', edits: [edit] }];
}
