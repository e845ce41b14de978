// Paths below a prefix location that a regex location takes.
import { innermost, isHidden } from '../../kinds/nginx/config/inherit';
import { isOwn } from '../../kinds/nginx/config/layout';
import { arg } from '../../kinds/nginx/config/lines';
import { userPattern } from '../../kinds/nginx/config/patterns';
import type { Location, Server } from '../../kinds/nginx/config/scopes';
import { escapeUri } from '../../kinds/nginx/engine/uri';
import { selects } from '../../kinds/nginx/samples';
import { escapeLiteral, exampleAmong, literalPrefix, type Regex } from '../../regex';
import type { NginxContext } from '../nginx-rule';
import { onDisk } from './served-files';

/** Paths below the prefix that this regex takes: one that is made up, and one of a file that is there. */
export function* pathsTakenBy(
  context: NginxContext,
  regex: Location,
  location: Location,
  server: Server,
): Generator<string> {
  const madeUp = pathTakenBy(regex, location, server);
  if (madeUp === null) return;
  yield madeUp;
  const file = fileTakenBy(context, regex, location);
  if (file !== null) yield file;
}

/** The path of a file among those of the workspace, directly in the prefix's folder or in one that lies in it. */
function fileTakenBy(context: NginxContext, regex: Location, { match }: Location): string | null {
  const root = innermost(regex, 'root');
  const { layout } = context.configuration;
  if (match.kind !== 'prefix' || root === null || isHidden(root) || !isOwn(layout, arg(root.line, 0)))
    return null;
  const folder = onDisk(layout, arg(root.line, 0));
  for (const names of ['*', '*/*']) {
    const files = context.files.glob(`${folder}${match.path.replace(/\/?$/, '/')}${names}`) ?? [];
    const found = files
      .map((file) => escapeUri(file.slice(folder.length)))
      .find((path) => selects(regex, path));
    if (found !== undefined) return found;
  }
  return null;
}

/** A readable path below the prefix that this regex takes, and no earlier one. */
function pathTakenBy(regex: Location, location: Location, server: Server): string | null {
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
