// nginx/regex-location-bypasses-auth: a regex location takes paths out of a guarded prefix and does not guard them.
import type { Fix, Report } from '../../findings/finding';
import { arg, nameOf } from '../../kinds/nginx/config/lines';
import { passOf } from '../../kinds/nginx/config/locations';
import { type Location, locationName, type Server } from '../../kinds/nginx/config/scopes';
import { appendTo, inSameFile, replaceWord, sourceOf } from '../../kinds/nginx/edits';
import type { Edit } from '../../text/edit';
import { GUARDS, type NginxContext, nginxRule } from '../nginx-rule';
import { isChallengeLocation } from '../nginx-shared/acme';
import { isGuarded, isOpen, shutLine } from '../nginx-shared/guarded';
import { isPublicByItself, soundsPublic } from '../nginx-shared/machines';
import { namesPath, pathsTakenBy } from '../nginx-shared/taken-paths';
import { isLetIn, isRefused, openOf, type Shown, showAt, showPath } from '../nginx-shared/witness';

export const rule = nginxRule({
  id: 'nginx/regex-location-bypasses-auth',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'error',
  summary: 'A regex location wins over a guarded prefix, so some paths below the prefix are open.',
  needs: GUARDS,
  *check(context) {
    for (const server of context.servers) {
      const regexes = server.locations.filter(isOpenByChance);
      if (regexes.length === 0) continue;
      for (const location of server.locations) {
        if (location.match.kind !== 'prefix' || location.match.noRegex || !isGuarded(location)) continue;
        if (location.own.has('stub_status') || location.own.has('return')) continue;
        const found = escapeFrom(context, server, location, regexes);
        if (found !== null) yield found;
      }
    }
  },
});

/** A regex location that asks for nothing, and does not say so: `off`, `allow all` and challenges are meant to be open. */
function isOpenByChance(location: Location): boolean {
  if (location.match.kind !== 'regex' || !isOpen(location)) return false;
  if (isPublicByItself(location) || isChallengeLocation(location) || location.own.has('allow')) return false;
  return !soundsPublic(location.match.pattern.source);
}

function escapeFrom(
  context: NginxContext,
  server: Server,
  location: Location,
  regexes: readonly Location[],
): Report | null {
  const guard = shutLine(location);
  for (const regex of regexes) {
    if (namesPath(regex, location)) continue;
    const prefix = showAt(context, location);
    if (prefix !== null && !isRefused(prefix)) continue;
    const shown = openPath(context, regex, location, server);
    if (shown === null) continue;
    const path = shown.request.target;
    return {
      at: nameOf(guard ?? location.line),
      ...(isSameContent(location, regex) ? {} : { certainty: 'hint' as const }),
      message: isSameContent(location, regex)
        ? `${path} is open: ${locationName(regex)} takes it away from ${locationName(location)}, which is guarded. Use "^~".`
        : `Is ${path} meant to be open? ${locationName(regex)} takes it away from ${locationName(location)}, which is guarded.`,
      related: [{ ...nameOf(regex.line), message: 'takes the path, and asks for nothing' }],
      witness: openOf(shown),
      fixes: fixesFor(context, location, regex),
    };
  }
  return null;
}

/** A path that the regex takes and lets everybody ask for. */
function openPath(context: NginxContext, regex: Location, location: Location, server: Server): Shown | null {
  for (const path of pathsTakenBy(context, regex, location, server)) {
    const shown = showPath(context, server, path);
    if (shown !== null && isLetIn(shown)) return shown;
  }
  return null;
}

/** Files, or files and their scripts, or one upstream: what another upstream has at that path may be nothing. */
function isSameContent(location: Location, regex: Location): boolean {
  const [own, other] = [passOf(location), passOf(regex)];
  return own === null || (other !== null && arg(own, 0) === arg(other, 0));
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
