// Paths below a prefix location that a regex location takes.
import { userPattern } from '../../kinds/nginx/config/patterns';
import type { Location, Server } from '../../kinds/nginx/config/scopes';
import { escapeUri } from '../../kinds/nginx/engine/uri';
import { escapeLiteral, exampleAmong, literalPrefix, type Regex } from '../../regex';

/** A readable path below the prefix that this regex takes, and no earlier one. */
export function pathTakenBy(regex: Location, location: Location, server: Server): string | null {
  const inside = prefixPattern(location);
  const own = regexOf(regex);
  if (own === null || inside === null) return null;
  const before = server.locations.slice(0, server.locations.indexOf(regex));
  const earlier = before.flatMap((other) => regexOf(other) ?? []);
  const named = userPattern('/[a-z]{2,}[^/]*$', false).regex;
  const natural = named.kind === 'regex' ? exampleAmong([inside, own, named], earlier) : null;
  const found = natural?.kind === 'example' ? natural : exampleAmong([inside, own], earlier);
  return found.kind === 'example' ? escapeUri(found.text) : null;
}

function regexOf(location: Location): Regex | null {
  return location.match.kind === 'regex' && location.match.pattern.regex.kind === 'regex'
    ? location.match.pattern.regex
    : null;
}

function prefixPattern(location: Location): Regex | null {
  if (location.match.kind !== 'prefix') return null;
  const folder = location.match.path.replace(/\/?$/, '/');
  const { regex } = userPattern(`^${escapeLiteral(folder)}`, false);
  return regex.kind === 'regex' ? regex : null;
}

/** A pattern that spells out a path below the prefix was written with it in mind. */
export function namesPath(regex: Location, { match }: Location): boolean {
  const own = regexOf(regex);
  const start = own === null ? null : literalPrefix(own);
  return start !== null && match.kind === 'prefix' && start.length > match.path.length;
}
