// nginx/identity-header-not-cleared: an upstream trusts a header that one location sets and another lets clients set.
import { group, isHidden } from '../../kinds/nginx/config/inherit';
import { arg, type Line, nameOf } from '../../kinds/nginx/config/lines';
import { passOf } from '../../kinds/nginx/config/locations';
import { type Location, locationName } from '../../kinds/nginx/config/scopes';
import { insertBefore } from '../../kinds/nginx/edits';
import { type NginxContext, nginxRule } from '../nginx-rule';
import { isAuthTarget } from '../nginx-shared/auth-targets';
import { isOpen } from '../nginx-shared/guarded';
import { headerLine } from '../nginx-shared/headers';
import { tellsUser, verifiedVariables } from '../nginx-shared/identity';
import { upstreamKey } from '../nginx-shared/same-upstream';
import { isLetIn, showAt } from '../nginx-shared/witness';

export const rule = nginxRule({
  id: 'nginx/identity-header-not-cleared',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'warning',
  summary: 'A location without a guard passes on a header by which the same upstream knows users elsewhere.',
  *check(context) {
    const identities = identitiesByUpstream(context);
    for (const location of identities.size === 0 ? [] : context.locations) {
      const pass = passOf(location);
      if (pass === null || location.own.has('internal') || !isOpen(location)) continue;
      const identity = identities
        .get(upstreamKey(location) ?? '')
        ?.find(({ name }) => passesOn(location, name));
      if (identity === undefined || isAuthTarget(context, location)) continue;
      const shown = showAt(context, location, { headers: [[identity.name, 'admin']] });
      if (shown === null || !isLetIn(shown)) continue;
      yield {
        at: nameOf(pass),
        message: `Anybody can send ${identity.name} through ${locationName(location)}, and this upstream knows users by it. Clear it there.`,
        related: [{ ...nameOf(identity.line), message: 'is set from the verified identity here' }],
        fixes:
          location.own.has('proxy_set_header') || !inherits(location)
            ? [
                {
                  title: `Clear ${identity.name} here`,
                  safety: 'review',
                  edits: [
                    insertBefore(context.configuration, pass, [`proxy_set_header ${identity.name} "";`]),
                  ],
                },
              ]
            : [],
      };
    }
  },
});

/** A header by which an upstream knows users, and the line that sets it where nginx knows them. */
type Identity = { readonly name: string; readonly line: Line };

function identitiesByUpstream(context: NginxContext): ReadonlyMap<string, readonly Identity[]> {
  const found = new Map<string, Identity[]>();
  const verified = verifiedVariables(context);
  for (const location of verified.size === 0 ? [] : context.locations) {
    const upstream = upstreamKey(location);
    const lines = group(location, 'proxy_set_header');
    if (upstream === null || isHidden(lines) || isOpen(location)) continue;
    for (const line of lines) {
      if (!tellsUser(line, verified)) continue;
      const known = found.get(upstream) ?? [];
      if (!known.some((one) => one.line === line))
        found.set(upstream, [...known, { name: arg(line, 0), line }]);
    }
  }
  return found;
}

function passesOn(location: Location, name: string): boolean {
  return (
    headerLine(location, 'proxy_set_header', name) === null && !isHidden(group(location, 'proxy_set_header'))
  );
}

/** An own line would cut off what the location inherits. */
function inherits(location: Location): boolean {
  const lines = group(location, 'proxy_set_header');
  return isHidden(lines) || lines.length > 0;
}
