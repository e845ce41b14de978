// What shows that certificates are fetched over HTTP: HTTP-01 challenges (RFC 8555, section 8.3).
import { arg, type Line } from '../../kinds/nginx/config/lines';
import { type Location, locationsOf, type Server } from '../../kinds/nginx/config/scopes';
import { baseName } from '../../text/path';
import type { NginxContext } from '../nginx-rule';

/** The path of a challenge, as the authority asks for it without credentials over plain HTTP. */
export const CHALLENGE = '/.well-known/acme-challenge/token';

const CLIENT = /letsencrypt|certbot|acme-challenge|acme\.sh|(^|\/)\.?acme(\/|$)/i;

/** Whether the authority's request can arrive at a server: a TLS-only server is renewed another way. */
export function speaksPlainHttp(server: Server): boolean {
  return server.line !== null && server.listens.some((listen) => !listen.ssl && !listen.unix);
}

/** The location that was written for challenges, `null` where there is none. */
export function challengeLocation(server: Server): Location | null {
  for (const location of locationsOf(server)) if (isChallengeLocation(location)) return location;
  return null;
}

export function isChallengeLocation({ match }: Location): boolean {
  switch (match.kind) {
    case 'prefix':
      return match.path.includes('acme-challenge') || /^\/\.well-known\/?$/.test(match.path);
    case 'exact':
      return match.path.includes('acme-challenge');
    case 'regex':
      return match.pattern.source.includes('acme-challenge');
    case 'named':
    case 'unknown':
      return false;
  }
}

const clients = new WeakMap<NginxContext['configuration'], ReadonlySet<string>>();

/** Whether a server on port 80, or its twin for TLS, uses files of a client that fetches certificates. */
export function usesAcmeClient(context: NginxContext, server: Server): boolean {
  let names = clients.get(context.configuration);
  if (names === undefined) {
    names = new Set(context.servers.filter(hasClient).flatMap(namesOf));
    clients.set(context.configuration, names);
  }
  if (names.size === 0 || !server.listens.some((listen) => listen.port === 80)) return false;
  return namesOf(server).some((name) => names.has(name));
}

/** The names of a server; one without any goes by itself. */
function namesOf(server: Server): readonly string[] {
  const names = server.names.map((name) => name.word.value).filter((name) => !/^_?$/.test(name));
  return names.length > 0 || server.line === null
    ? names
    : [`${server.line.file} ${server.line.node.span.start}`];
}

function hasClient(server: Server): boolean {
  return server.lines.some((line) => namesClient(line) || comesFromClient(line, server));
}

function namesClient(line: Line): boolean {
  const names = line.name === 'ssl_certificate' || line.name === 'root' || line.name === 'alias';
  return names && CLIENT.test(arg(line, 0));
}

/** A snippet for the client, as it is included into many servers. */
function comesFromClient({ file }: Line, server: Server): boolean {
  return file !== server.line?.file && CLIENT.test(baseName(file));
}
