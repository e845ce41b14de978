// nginx/trailing-slash-location-bypass: the path without its slash is not covered by the guard, and goes to the same upstream.
import type { Report } from '../../findings/finding';
import { nameOf } from '../../kinds/nginx/config/lines';
import { findLocation, passOf, redirectsSlash } from '../../kinds/nginx/config/locations';
import type { Location } from '../../kinds/nginx/config/scopes';
import { insertBefore } from '../../kinds/nginx/edits';
import { escapeUri } from '../../kinds/nginx/engine/uri';
import { GUARDS, type NginxContext, nginxRule } from '../nginx-rule';
import { isGuarded, isOpen, ownGuardLine } from '../nginx-shared/guarded';
import { isLetIn, isRefused, openOf, showAt, showPath } from '../nginx-shared/witness';

export const rule = nginxRule({
  id: 'nginx/trailing-slash-location-bypass',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'warning',
  summary: 'A guarded "location /x/" without a *_pass does not cover /x, which another location passes on.',
  needs: GUARDS,
  *check(context) {
    for (const location of context.locations) {
      const { match } = location;
      if (match.kind !== 'prefix' || match.path.length < 2 || !match.path.endsWith('/')) continue;
      if (location.own.has('internal') || redirectsSlash(location) || !isGuarded(location)) continue;
      const found = bypass(context, location, match.path);
      if (found !== null) yield found;
    }
  },
});

function bypass(context: NginxContext, location: Location, path: string): Report | null {
  const bare = path.slice(0, -1);
  const found = findLocation(location.server(), bare);
  const other = 'kind' in found || found.redirect ? null : found.location;
  const pass = other === null ? null : passOf(other);
  if (other === null || pass === null || !isOpen(other) || context.settings.isPublic(bare)) return null;
  const shown = showPath(context, location.server(), escapeUri(bare));
  const inside = showAt(context, location);
  if (shown === null || !isLetIn(shown) || inside === null || !isRefused(inside)) return null;
  const redirect = `location = ${bare} { return 301 ${path}; }`;
  const plain = /^[\w/.-]+$/.test(path);
  // That the upstream knows the path is certain only where this location ends up there as well.
  const certain = leadsThere(context, location, addressOf(shown.decision.upstream));
  return {
    at: nameOf(ownGuardLine(location) ?? location.line),
    ...(certain ? {} : { certainty: 'hint' }),
    message: certain
      ? `${bare} is open: the guard of ${path} does not cover the path without its slash. Redirect it to ${path}.`
      : `Is ${bare} meant to be open? The guard of ${path} does not cover it, and it is passed on. Redirect it to ${path}.`,
    related: [
      { ...nameOf(pass), message: `gets ${bare}` },
      { ...nameOf(location.line), message: 'is for what is below' },
    ],
    // That the upstream gets it is what the redirect changes.
    witness: openOf(shown),
    fixes: plain
      ? [
          {
            title: `Redirect ${bare} to ${path}`,
            safety: 'review',
            edits: [insertBefore(context.configuration, location.line, [redirect])],
          },
        ]
      : [],
  };
}

/** Whether the guarded location leads to an upstream, too: by a rewrite, or by what try_files falls back to. */
function leadsThere(context: NginxContext, location: Location, upstream: string | null): boolean {
  const shown = showAt(context, location, { headers: [['Authorization', 'Basic YWxpY2U6d29uZGVybGFuZA==']] });
  return upstream !== null && addressOf(shown?.decision.upstream ?? null) === upstream;
}

/** Scheme, host and port of what the last upstream got. */
function addressOf(upstream: { readonly url: string } | null): string | null {
  return /^[a-z]+:\/\/[^/]*/.exec(upstream?.url ?? '')?.[0] ?? null;
}
