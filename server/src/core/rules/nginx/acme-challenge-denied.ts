// nginx/acme-challenge-denied: a location that hides dot files refuses the challenges of certificates, too.
import type { Fix, Report } from '../../findings/finding';
import { nameOf } from '../../kinds/nginx/config/lines';
import { findLocation } from '../../kinds/nginx/config/locations';
import { type Location, locationName, ownLine, type Server } from '../../kinds/nginx/config/scopes';
import { replaceWord } from '../../kinds/nginx/edits';
import { type NginxContext, nginxRule } from '../nginx-rule';
import { CHALLENGE, challengeLocation, speaksPlainHttp, usesAcmeClient } from '../nginx-shared/acme';
import { answerOf, showPath } from '../nginx-shared/witness';

export const rule = nginxRule({
  id: 'nginx/acme-challenge-denied',
  kind: 'over-protected',
  certainty: 'assert',
  severity: 'info',
  summary: 'A location that hides dot files takes the HTTP-01 challenge of a certificate and refuses it.',
  needs: ['deny', 'return'],
  *check(context) {
    for (const server of context.servers) {
      if (!speaksPlainHttp(server)) continue;
      const own = challengeLocation(server);
      if (own === null && !usesAcmeClient(context, server)) continue;
      const found = denial(context, server, own);
      if (found !== null) yield found;
    }
  },
});

function denial(context: NginxContext, server: Server, own: Location | null): Report | null {
  const found = findLocation(server, CHALLENGE);
  const taking = 'kind' in found ? null : found.location;
  if (taking?.match.kind !== 'regex' || taking === own || !refuses(taking)) return null;
  const shown = showPath(context, server, CHALLENGE);
  if (shown?.outcome.status !== 403 && shown?.outcome.status !== 404) return null;
  return {
    at: nameOf(taking.line),
    ...(own === null ? { certainty: 'hint' as const } : {}),
    message:
      own === null
        ? `Is the certificate renewed over HTTP? ${locationName(taking)} answers ${shown.outcome.status} to ${CHALLENGE}.`
        : `GET ${CHALLENGE} is answered ${shown.outcome.status}: ${locationName(taking)} takes it. Leave /.well-known/ out.`,
    related: own === null ? [] : [{ ...nameOf(own.line), message: 'is meant to answer it: a regex wins' }],
    witness: answerOf(shown),
    fixes: leaveOut(taking),
  };
}

function refuses(location: Location): boolean {
  return ownLine(location, 'deny') !== null || ownLine(location, 'return') !== null;
}

/** `/\.` becomes `/\.(?!well-known/)`; a pattern of another shape is for its author to change. */
function leaveOut(location: Location): readonly Fix[] {
  const word = location.line.args.at(-1);
  if (word === undefined || word.quote !== null) return [];
  const match = /^(.*\/\\\.)(?!.*\/\\\.)(?!\(\?!)(.*)$/.exec(word.value);
  if (match === null) return [];
  const pattern = `${match[1]}(?!well-known/)${match[2]}`;
  return [
    {
      title: 'Leave /.well-known/ out',
      safety: 'review',
      edits: [replaceWord(location.line, word, pattern)],
    },
  ];
}
