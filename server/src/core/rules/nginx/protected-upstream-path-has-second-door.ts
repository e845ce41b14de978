// nginx/protected-upstream-path-has-second-door: an open location's proxy_pass reaches a path that another one guards.
import type { Report } from '../../findings/finding';
import { arg, nameOf } from '../../kinds/nginx/config/lines';
import { isLocation, type Location, locationName, type Server } from '../../kinds/nginx/config/scopes';
import { parseUpstream } from '../../kinds/nginx/engine/upstreams';
import { escapeUri } from '../../kinds/nginx/engine/uri';
import { variablesIn } from '../../kinds/nginx/engine/values';
import { selects } from '../../kinds/nginx/samples';
import { GUARDS, type NginxContext, nginxRule } from '../nginx-rule';
import { isGuarded, isOpen, shutLine } from '../nginx-shared/guarded';
import { sendsUpstream } from '../nginx-shared/headers';
import { upstreamKey } from '../nginx-shared/same-upstream';
import { isLetIn, isRefused, openOf, showAt, showPath } from '../nginx-shared/witness';

export const rule = nginxRule({
  id: 'nginx/protected-upstream-path-has-second-door',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'warning',
  summary:
    'A location guards a path of an upstream, and the path of another proxy_pass leads there without a guard.',
  needs: GUARDS,
  *check(context) {
    for (const all of waysByUpstream(context)) {
      // Where every way keeps its path, each path has one location.
      if (all.length < 2 || all.every(({ path, arrives }) => path === arrives)) continue;
      for (const guarded of all.filter(({ location }) => isGuarded(location))) {
        const found = secondDoor(context, guarded, all);
        if (found !== null) yield found;
      }
    }
  },
});

/** The ways of each server to each upstream. */
function waysByUpstream(context: NginxContext): readonly (readonly Way[])[] {
  const found = new Map<Server, Map<string, Way[]>>();
  for (const { line, scope } of context.linesNamed('proxy_pass')) {
    const way = isLocation(scope) ? wayOf(scope, arg(line, 0), line.args[0]?.hole === true) : null;
    if (way === null) continue;
    const server = way.location.server();
    const ways = found.get(server) ?? new Map<string, Way[]>();
    found.set(server, ways);
    const key = upstreamKey(way.location) ?? '';
    ways.set(key, [...(ways.get(key) ?? []), way]);
  }
  return [...found.values()].flatMap((ways) => [...ways.values()]);
}

/** A location that passes requests on, the start of their path, and what it has become when it arrives. */
type Way = { readonly location: Location; readonly path: string; readonly arrives: string };

function wayOf(location: Location, url: string, isHole: boolean): Way | null {
  const { match } = location;
  if ((match.kind !== 'prefix' && match.kind !== 'exact') || isHole || variablesIn(url).length > 0)
    return null;
  if (location.own.has('rewrite') || location.own.has('internal')) return null;
  const path = parseUpstream(url)?.path;
  if (path === undefined || path.includes('?')) return null;
  return { location, path: match.path, arrives: path === '' ? match.path : path };
}

function secondDoor(context: NginxContext, guarded: Way, all: readonly Way[]): Report | null {
  const { location } = guarded;
  const guard = shutLine(location);
  const asked = guard === null ? null : showAt(context, location);
  if (guard === null || asked === null || !isRefused(asked)) return null;
  for (const door of all.filter((way) => isOpen(way.location))) {
    const path = pathThrough(door, guarded.arrives);
    if (path === null || !selects(door.location, escapeUri(path)) || context.settings.isPublic(path))
      continue;
    // An application that is sent credentials asks for its own.
    if (sendsUpstream(door.location, 'Authorization')) continue;
    const shown = showPath(context, location.server(), escapeUri(path));
    if (shown === null || !isLetIn(shown)) continue;
    const reached = parseUpstream(shown.decision.upstream?.url ?? '')?.path;
    if (reached !== escapeUri(guarded.arrives)) continue;
    const at = nameOf(guard);
    const leads = `location ${locationName(door.location)} leads to it for everybody`;
    const related = [{ ...nameOf(door.location.line), message: leads }];
    if (guarded.arrives !== '/')
      return {
        at,
        message: `${shown.request.target} is open and reaches ${guarded.arrives} of the upstream, which ${locationName(location)} guards. Guard it there, too.`,
        related,
        witness: openOf(shown),
      };
    return {
      at,
      certainty: 'hint',
      message: `Is the whole upstream meant to be open below ${shown.request.target}? Location ${locationName(location)} guards it.`,
      related,
    };
  }
  return null;
}

/** The path by which a way reaches a path of the upstream, `null` where it does not. */
function pathThrough({ location, path, arrives }: Way, wanted: string): string | null {
  if (location.match.kind === 'exact') return arrives === wanted ? path : null;
  return wanted.startsWith(arrives) ? path + wanted.slice(arrives.length) : null;
}
