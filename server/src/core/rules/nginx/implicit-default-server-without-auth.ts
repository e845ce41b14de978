// nginx/implicit-default-server-without-auth: an unknown Host reaches a guarded site's upstream by the first server.
import { arg, type Line, nameOf } from '../../kinds/nginx/config/lines';
import { findLocation, passOf } from '../../kinds/nginx/config/locations';
import { type Location, locationsOf, type Server } from '../../kinds/nginx/config/scopes';
import { serversAt } from '../../kinds/nginx/config/select-server';
import { GUARDS, type NginxContext, nginxRule } from '../nginx-rule';
import { isNeverAsked } from '../nginx-shared/fronts';
import { isGuarded, isOpen } from '../nginx-shared/guarded';

export const rule = nginxRule({
  id: 'nginx/implicit-default-server-without-auth',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'info',
  summary:
    'The first server of an address answers unknown hosts, and it leads to an upstream that others guard.',
  needs: GUARDS,
  *check(context) {
    if (!context.complete) return;
    const seen = new Set<string>();
    for (const server of context.servers) {
      for (const listen of server.listens) {
        const key = `${listen.address} ${listen.port}`;
        if (seen.has(key)) continue;
        seen.add(key);
        const all = serversAt(context.configuration, listen);
        const [first] = all;
        if (
          first === undefined ||
          all.length < 2 ||
          all.some((other) => other.listens.some(({ defaultServer }) => defaultServer))
        )
          continue;
        const passes = locationsOf(first).map(passOf);
        const upstreams = new Set(passes.flatMap((pass) => (pass === null ? [] : [upstreamOf(pass)])));
        const pass = upstreams.size === 0 ? null : doorIn(context, all.slice(1), first, upstreams);
        if (pass === null) continue;
        yield {
          at: nameOf(pass),
          message:
            'A request for any unknown host ends here, past the guard of the other server. Add a default_server that answers 444.',
        };
      }
    }
  },
});

/** The first open door among those locations of other servers that lead to an upstream of the first one. */
function doorIn(
  context: NginxContext,
  others: readonly Server[],
  first: Server,
  upstreams: ReadonlySet<string>,
): Line | null {
  for (const other of others) {
    for (const location of locationsOf(other)) {
      const pass = passOf(location);
      if (pass === null || !isGuarded(location) || !upstreams.has(upstreamOf(pass))) continue;
      const door = openDoor(first, location);
      // A server whose names all belong to others guards nothing.
      if (door !== null && !isNeverAsked(context, other)) return door;
    }
  }
  return null;
}

function upstreamOf(pass: Line): string {
  return `${pass.name} ${arg(pass, 0)}`;
}

/** What an open location of the first server passes the guarded path on with, if it leads to the same upstream. */
function openDoor(first: Server, guarded: Location): Line | null {
  const { match } = guarded;
  const wanted = passOf(guarded);
  if ((match.kind !== 'prefix' && match.kind !== 'exact') || wanted === null) return null;
  const found = findLocation(first, match.path);
  const location = 'kind' in found ? null : found.location;
  const pass = location === null ? null : passOf(location);
  if (location === null || pass === null || !isOpen(location)) return null;
  return pass.name === wanted.name && arg(pass, 0) === arg(wanted, 0) ? pass : null;
}
