// nginx/regex-location-bypasses-auth: a regex location takes paths out of a guarded prefix and does not guard them.
import type { Fix, Report } from '../../findings/finding';
import { nameOf } from '../../kinds/nginx/config/lines';
import { passOf } from '../../kinds/nginx/config/locations';
import { userPattern } from '../../kinds/nginx/config/patterns';
import { type Location, locationName, type Server } from '../../kinds/nginx/config/scopes';
import { appendTo, inSameFile, replaceWord, sourceOf } from '../../kinds/nginx/edits';
import { escapeUri } from '../../kinds/nginx/engine/uri';
import { escapeLiteral, exampleAmong, literalPrefix, type Regex } from '../../regex';
import type { Edit } from '../../text/edit';
import { type NginxContext, nginxRule } from '../nginx-rule';
import { isChallengeLocation } from '../nginx-shared/acme';
import { guardLine, isGuarded, isOpen } from '../nginx-shared/guarded';
import { isPublicByItself } from '../nginx-shared/machines';
import { isLetIn, isRefused, openOf, showAt, showPath } from '../nginx-shared/witness';

export const rule = nginxRule({
  id: 'nginx/regex-location-bypasses-auth',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'error',
  summary: 'A regex location wins over a guarded prefix, so some paths below the prefix are open.',
  *check(context) {
    for (const server of context.servers) {
      const regexes = server.locations.filter(isOpenByChance);
      if (regexes.length === 0) continue;
      for (const location of server.locations) {
        if (location.match.kind !== 'prefix' || location.match.noRegex || !isGuarded(location)) continue;
        const found = escapeFrom(context, server, location, regexes);
        if (found !== null) yield found;
      }
    }
  },
});

/** A regex location that asks for nothing, and does not say so: `off`, `allow all` and challenges are meant to be open. */
function isOpenByChance(location: Location): boolean {
  if (location.match.kind !== 'regex' || !isOpen(location)) return false;
  return !isPublicByItself(location) && !isChallengeLocation(location) && !location.own.has('allow');
}

function escapeFrom(
  context: NginxContext,
  server: Server,
  location: Location,
  regexes: readonly Location[],
): Report | null {
  const inside = prefixPattern(location);
  const guard = guardLine(location);
  if (inside === null) return null;
  for (const regex of regexes) {
    if (namesPath(regex, location)) continue;
    const path = pathFor(inside, regex, server);
    if (path === null) continue;
    const shown = showPath(context, server, path);
    const prefix = showAt(context, location);
    if (shown === null || !isLetIn(shown) || (prefix !== null && !isRefused(prefix))) continue;
    return {
      at: nameOf(guard ?? location.line),
      message: `${path} is open: the location ${locationName(regex)} takes it away from ${locationName(location)}, which asks for credentials. Use "^~".`,
      related: [{ ...nameOf(regex.line), message: 'takes the path, and asks for nothing' }],
      witness: openOf(shown),
      fixes: fixesFor(context, location, regex),
    };
  }
  return null;
}

/** A pattern that spells out a path below the prefix was written with it in mind. */
function namesPath(regex: Location, { match }: Location): boolean {
  const own = regexOf(regex);
  const start = own === null ? null : literalPrefix(own);
  return start !== null && match.kind === 'prefix' && start.length > match.path.length;
}

/** A readable path below the prefix that this regex takes, and no earlier one. */
function pathFor(inside: Regex, regex: Location, server: Server): string | null {
  const own = regexOf(regex);
  if (own === null) return null;
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
  const { regex } = userPattern(`^${escapeLiteral(location.match.path)}`, false);
  return regex.kind === 'regex' ? regex : null;
}

/** `^~` closes the way. A handler that the prefix lacks moves in with it, or its scripts would be sent as text. */
function fixesFor(context: NginxContext, location: Location, regex: Location): readonly Fix[] {
  const [word] = location.line.args;
  if (word === undefined || location.line.args.length !== 1) return [];
  const edits = [replaceWord(location.line, word, `^~ ${word.value}`)];
  if (passOf(regex) !== null && passOf(location) === null) {
    const copy = inSameFile(location, regex) ? lastInto(context, location, regex) : null;
    if (copy === null) return [];
    edits.push(copy);
  }
  return [{ title: `Keep regex locations out of ${word.value} with "^~"`, safety: 'review', edits }];
}

function lastInto(context: NginxContext, location: Location, regex: Location): Edit | null {
  const source = sourceOf(context.configuration, regex.line).replaceAll('\r', '');
  const margin = /\n([ \t]*)\S[^\n]*$/.exec(source)?.[1] ?? '';
  return appendTo(context.configuration, location, [source.replaceAll(`\n${margin}`, '\n')]);
}
