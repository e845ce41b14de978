// nginx/protected-directory-has-second-door: the folder of a guarded location is served by an open one, too.
import type { Report } from '../../findings/finding';
import { isOwn } from '../../kinds/nginx/config/layout';
import { nameOf, placeOf } from '../../kinds/nginx/config/lines';
import { isLocation, type Location, locationName, type Server } from '../../kinds/nginx/config/scopes';
import { escapeUri } from '../../kinds/nginx/engine/uri';
import { urlOf } from '../../model/request';
import { baseName, joinPath } from '../../text/path';
import { type NginxContext, nginxRule } from '../nginx-rule';
import { isChallengeLocation } from '../nginx-shared/acme';
import { isGuarded, isOpen, shutLine } from '../nginx-shared/guarded';
import { type Door, doorsTo, type Served, servedBy } from '../nginx-shared/served-files';
import { isLetIn, isRefused, isUnguarded, openOf, type Shown, showPath } from '../nginx-shared/witness';

export const rule = nginxRule({
  id: 'nginx/protected-directory-has-second-door',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'warning',
  summary: 'The folder of a guarded location is open under another path, which serves the same files.',
  *check(context) {
    if (context.linesNamed('root').length + context.linesNamed('alias').length === 0) return;
    for (const location of context.locations) {
      if (location.match.kind !== 'prefix' || !isGuarded(location) || isChallengeLocation(location)) continue;
      const served = servedBy(context, location.server(), location);
      const found = served === null ? null : secondDoor(context, location, location.match.path, served);
      if (found !== null) yield found;
    }
  },
});

function secondDoor(context: NginxContext, location: Location, path: string, served: Served): Report | null {
  const guard = shutLine(location);
  if (guard === null || fallsBack(location)) return null;
  const start = served.alias === null ? path : path.slice(served.alias.length);
  const file = someFileIn(context, served, joinPath(served.folder, `./${start}`));
  const doors = [...doorsTo(context, file)];
  const others = doors.filter((door) => mayBeOpen(context, location, door));
  if (others.length === 0) return null;
  const front = doors.find((door) => door.served.scope === location);
  const asked = front === undefined ? null : showPath(context, location.server(), escapeUri(front.uri));
  if (asked === null || !isRefused(asked)) return null;
  for (const door of others) {
    const shown = throughDoor(context, door);
    if (shown === null) continue;
    return {
      at: nameOf(guard),
      message: `${doorUrl(location, door, shown)} is open: ${doorName(door)} serves the folder of ${locationName(location)}, too. Guard it there, or keep the folder out of it.`,
      related:
        door.served.scope.line === null
          ? []
          : [{ ...placeOf(door.served.scope.line), message: 'serves the same folder to everybody' }],
      witness: openOf(shown),
    };
  }
  return null;
}

/** Whether a door is another one than the guarded location, and asks for nothing. */
function mayBeOpen(context: NginxContext, location: Location, { uri, served }: Door): boolean {
  const { scope, server } = served;
  if (scope === location || !isOpen(scope) || context.settings.isPublic(uri)) return false;
  return !isOtherView(context, location, served) && (!isLocal(server) || isLocal(location.server()));
}

/** What everybody gets through a door, `null` where it is none. */
function throughDoor(context: NginxContext, { uri, served }: Door): Shown | null {
  const { scope, server } = served;
  const shown = showPath(context, server, escapeUri(uri));
  if (shown === null || shown.decision.upstream !== null) return null;
  return (isLocation(scope) ? isUnguarded(shown, scope) : isLetIn(shown)) ? shown : null;
}

/**
 * Whether a guard is for another view of an open folder, such as its listing below another path, or closes a part of the
 * open location: what that one hands out there is another folder.
 */
function isOtherView(
  context: NginxContext,
  location: Location,
  { scope, server, folder, alias }: Served,
): boolean {
  if (server !== location.server()) return false;
  const path = location.match.kind === 'prefix' ? location.match.path : '';
  const own = servedBy(context, server, location);
  if (own !== null && own.alias !== null && alias === null && own.folder === folder) return true;
  return (
    isLocation(scope) && scope.match.kind === 'prefix' && alias !== null && path.startsWith(scope.match.path)
  );
}

/** A file that is there, as far as the configuration's own folder is known; else one that may be. */
function someFileIn({ files, configuration }: NginxContext, served: Served, folder: string): string {
  const known =
    configuration.level === 'main' && isOwn(configuration.layout, served.written)
      ? files.glob(`${folder}/*`)
      : null;
  return known?.find((path) => baseName(path).includes('.')) ?? `${folder}/index.html`;
}

/** Whether what a location does not find goes to something else than files: then its folder is not what is guarded. */
function fallsBack(location: Location): boolean {
  const last = location.own.get('try_files')?.at(-1)?.args.at(-1)?.value;
  return last?.startsWith('@') === true;
}

/** Whether nobody but the machine itself reaches a server. */
function isLocal(server: Server): boolean {
  return (
    server.listens.length > 0 &&
    server.listens.every(({ address, unix }) => unix || /^(127\.|::1$|localhost$)/.test(address))
  );
}

/** The path alone, or the whole URL where another server hands the file out. */
function doorUrl(location: Location, { served }: Door, { request }: Shown): string {
  return served.server === location.server() ? request.target : urlOf(request);
}

function doorName({ served: { scope } }: Door): string {
  return isLocation(scope) ? `location ${locationName(scope)}` : 'another server';
}
