// nginx/merge-slashes-off-bypass: with merge_slashes off, //admin/ is not /admin/, and another location answers it.
import type { Report } from '../../findings/finding';
import { innermost, isHidden } from '../../kinds/nginx/config/inherit';
import { arg, type Line, nameOf } from '../../kinds/nginx/config/lines';
import { findLocation } from '../../kinds/nginx/config/locations';
import { type Location, locationName, locationsOf, type Server } from '../../kinds/nginx/config/scopes';
import { defaultServer } from '../../kinds/nginx/config/select-server';
import { removeLine } from '../../kinds/nginx/edits';
import { targetOf } from '../../kinds/nginx/samples';
import { type NginxContext, nginxRule } from '../nginx-rule';
import { isGuarded, isOpen, shutLine } from '../nginx-shared/guarded';
import { upstreamKey } from '../nginx-shared/same-upstream';
import { servedBy } from '../nginx-shared/served-files';
import { isRefused, isUnguarded, openOf, showAt, showPath } from '../nginx-shared/witness';

export const rule = nginxRule({
  id: 'nginx/merge-slashes-off-bypass',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'warning',
  summary:
    'With merge_slashes off, a second slash leads past a guarded location to one that asks for nothing.',
  *check(context) {
    if (!context.linesNamed('merge_slashes').some(({ line }) => arg(line, 0).toLowerCase() === 'off')) return;
    for (const [line, servers] of serversByLine(context)) {
      const found = firstBypass(context, line, servers);
      if (found !== null) yield found;
    }
  },
});

function firstBypass(context: NginxContext, line: Line, servers: readonly Server[]): Report | null {
  let question: Report | null = null;
  for (const location of servers.flatMap((server) => [...locationsOf(server)])) {
    const found = bypass(context, line, location);
    if (found !== null && found.certainty === undefined) return found;
    question ??= found;
  }
  return question;
}

/**
 * The servers for which each line switches merging off. Slashes are merged before the host is known: over plain HTTP the
 * default server of the address says whether.
 */
function serversByLine({ configuration, servers }: NginxContext): ReadonlyMap<Line, readonly Server[]> {
  const found = new Map<Line, Server[]>();
  for (const server of servers) {
    for (const listen of server.listens) {
      const first = listen.ssl ? server : (defaultServer(configuration, listen) ?? server);
      const setting = innermost(first, 'merge_slashes');
      if (setting === null || isHidden(setting) || arg(setting.line, 0).toLowerCase() !== 'off') continue;
      const same = found.get(setting.line);
      if (same === undefined) found.set(setting.line, [server]);
      else if (same.at(-1) !== server) same.push(server);
    }
  }
  return found;
}

function bypass(context: NginxContext, line: Line, location: Location): Report | null {
  const { match } = location;
  if ((match.kind !== 'prefix' && match.kind !== 'exact') || match.path === '/' || !isGuarded(location))
    return null;
  const server = location.server();
  const plain = targetOf(location);
  const guard = shutLine(location);
  const other = plain === null ? null : findLocation(server, `/${plain}`);
  if (plain === null || guard === null || other === null || 'kind' in other || other.location === null)
    return null;
  const alike = sameContent(context, location, other.location);
  if (alike === null || !isOpen(other.location)) return null;
  const asked = showAt(context, location);
  const shown = showPath(context, server, `/${plain}`);
  if (asked === null || !isRefused(asked) || shown === null || !isUnguarded(shown, other.location))
    return null;
  const related = [
    { ...nameOf(guard), message: `guards ${plain} with one slash only` },
    {
      ...nameOf(other.location.line),
      message: `location ${locationName(other.location)} answers it with two`,
    },
  ];
  const fixes = [
    { title: 'Merge slashes', safety: 'review' as const, edits: [removeLine(context.configuration, line)] },
  ];
  if (alike === 'upstream')
    return {
      at: nameOf(line),
      certainty: 'hint',
      message: `Does the upstream take /${plain} for ${plain}? With merge_slashes off nobody asks for a password there.`,
      related,
      fixes,
    };
  return {
    at: nameOf(line),
    message: `/${plain} is open: with merge_slashes off it is not below ${locationName(location)}, and leads to the same files. Take this line out.`,
    related,
    witness: openOf(shown),
    fixes,
  };
}

/** Whether two locations lead to the same: one folder for certain, one upstream if that merges slashes itself. */
function sameContent(context: NginxContext, a: Location, b: Location): 'files' | 'upstream' | null {
  const key = upstreamKey(a);
  if (key !== null) return key === upstreamKey(b) ? 'upstream' : null;
  const [first, second] = [servedBy(context, a.server(), a), servedBy(context, b.server(), b)];
  if (first === null || second === null || first.alias !== null || second.alias !== null) return null;
  return first.folder === second.folder ? 'files' : null;
}
