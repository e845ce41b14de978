// nginx/sibling-location-unprotected: a location does not inherit the guard of the one whose name it starts with.
import type { Fix, Report } from '../../findings/finding';
import { nameOf } from '../../kinds/nginx/config/lines';
import { passOf } from '../../kinds/nginx/config/locations';
import { type Location, locationName } from '../../kinds/nginx/config/scopes';
import { insertInto, sourceOf } from '../../kinds/nginx/edits';
import { GUARDS, type NginxContext, nginxRule } from '../nginx-rule';
import { guardLine, isGuarded, isOpen } from '../nginx-shared/guarded';
import { sendsUpstream } from '../nginx-shared/headers';
import { upstreamKey } from '../nginx-shared/same-upstream';
import { isLetIn, isRefused, openOf, showAt } from '../nginx-shared/witness';

/** Names of what nobody but staff should see. */
const PRIVILEGED =
  /(^|[/_-])(admin|administration|manage|management|internal|console|debug|actuator|metrics)([/_-]|$)/i;

/** Names of what is open on purpose below a guarded path: assets, logins, callbacks, probes. */
const OPEN_ON_PURPOSE =
  /(^|[/._-])(static|assets?|css|js|img|images?|icons?|fonts?|media|dist|build|open|public|share[ds]?|login|log-?in|sign-?in|sign-?up|logout|register|auth|oauth2?|sso|saml|callback|hooks?|webhooks?|health\w*|ready|live\w*|ping|status|favicon|robots|manifest|well-known|ws|socket\.io|events)([/._-]|$)/i;

/** Names of what programs call with tokens of its own, which the upstream checks. */
const FOR_PROGRAMS =
  /(^|[/._-])(api|apis|graphql|rpc|rest|v\d+|feeds?|rss|uploads?|downloads?|embed)([/._-]|$)/i;

export const rule = nginxRule({
  id: 'nginx/sibling-location-unprotected',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'warning',
  summary:
    'A location beside the guarded one inherits nothing from it, even if its path starts with the same words.',
  needs: GUARDS,
  *check(context) {
    const scopes = new Set(context.linesNamed('proxy_pass').map(({ scope }) => scope));
    for (const server of context.servers) {
      const passing = server.locations.filter((location) => scopes.has(location));
      const guarded = passing.filter(isGuarded);
      if (guarded.length === 0) continue;
      for (const location of passing) {
        const found = leftOut(context, location, guarded);
        if (found !== null) yield found;
      }
    }
  },
});

function leftOut(context: NginxContext, location: Location, guarded: readonly Location[]): Report | null {
  const path = pathOf(location);
  if (path === null || !isOpen(location) || location.own.has('internal')) return null;
  // One that says "off", or has its own word on addresses, was thought of.
  if ([...location.own.keys()].some((name) => /^(auth_|allow$|deny$|satisfy$|access_by_)/.test(name)))
    return null;
  if (
    sendsUpstream(location, 'Authorization') ||
    OPEN_ON_PURPOSE.test(path) ||
    context.settings.isPublic(path)
  )
    return null;
  const outer = guarded
    .filter((other) => isOutside(other, path) && upstreamKey(other) === upstreamKey(location))
    .sort((a, b) => (pathOf(b)?.length ?? 0) - (pathOf(a)?.length ?? 0))[0];
  const guard = outer === undefined ? null : guardLine(outer);
  if (outer === undefined || guard === null || !outer.own.has(guard.name)) return null;
  const rest = path.slice(pathOf(outer)?.length ?? 0);
  if (!PRIVILEGED.test(rest) && (pathOf(outer) === '/' || FOR_PROGRAMS.test(rest))) return null;
  const shown = showAt(context, location);
  const asked = showAt(context, outer);
  if (shown === null || !isLetIn(shown) || asked === null || !isRefused(asked)) return null;
  return {
    at: nameOf(passOf(location) ?? location.line),
    message: `${shown.request.target} is open: this location does not inherit the guard of location ${locationName(outer)} beside it. Guard it, too.`,
    related: [{ ...nameOf(guard), message: 'is for its own location only' }],
    witness: openOf(shown),
    fixes: fixesFor(context, location, outer),
  };
}

function pathOf({ match }: Location): string | null {
  return match.kind === 'prefix' || match.kind === 'exact' ? match.path : null;
}

/** Whether a path lies below a guarded prefix by its name. */
function isOutside(outer: Location, path: string): boolean {
  if (outer.match.kind !== 'prefix') return false;
  const prefix = outer.match.path;
  return path !== prefix && path.startsWith(prefix.endsWith('/') ? prefix : `${prefix}/`);
}

const OWN_GUARDS = new Set([
  'satisfy',
  'allow',
  'deny',
  'auth_basic',
  'auth_basic_user_file',
  'auth_request',
]);

function fixesFor(context: NginxContext, location: Location, outer: Location): readonly Fix[] {
  const { configuration } = context;
  const texts = outer.lines
    .filter((line) => OWN_GUARDS.has(line.name))
    .map((line) => sourceOf(configuration, line));
  const edit = insertInto(configuration, location, texts);
  return edit === null ? [] : [{ title: 'Guard it in the same way', safety: 'review', edits: [edit] }];
}
