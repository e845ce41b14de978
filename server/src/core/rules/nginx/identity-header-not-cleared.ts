// nginx/identity-header-not-cleared: an upstream trusts a header that one location sets and another lets clients set.
import { group, isHidden } from '../../kinds/nginx/config/inherit';
import { arg, type Line, nameOf } from '../../kinds/nginx/config/lines';
import { passOf } from '../../kinds/nginx/config/locations';
import { type Location, locationName } from '../../kinds/nginx/config/scopes';
import { insertBefore } from '../../kinds/nginx/edits';
import { variablesIn } from '../../kinds/nginx/engine/values';
import { nginxRule } from '../nginx-rule';
import { isAuthTarget } from '../nginx-shared/auth-targets';
import { isOpen } from '../nginx-shared/guarded';
import { headerLine } from '../nginx-shared/headers';
import { isLetIn, showAt } from '../nginx-shared/witness';

export const rule = nginxRule({
  id: 'nginx/identity-header-not-cleared',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'warning',
  summary: 'A location without a guard passes on a header by which the same upstream knows users elsewhere.',
  *check(context) {
    const identities = new Map<string, { readonly name: string; readonly line: Line }>();
    const verified = new Set(
      context.linesNamed('auth_request_set').map(({ line }) => arg(line, 0).slice(1).toLowerCase()),
    );
    if (verified.size === 0) return;
    for (const { line, scope } of context.linesNamed('proxy_set_header')) {
      const pass = scope.kind === 'location' ? passOf(scope) : null;
      if (pass === null || !variablesIn(arg(line, 1)).some((name) => verified.has(name))) continue;
      if (!/user|email|group|role|identity|auth-request/i.test(arg(line, 0)) || isOpen(scope)) continue;
      identities.set(arg(pass, 0), { name: arg(line, 0), line });
    }
    for (const location of identities.size === 0 ? [] : context.locations) {
      const pass = passOf(location);
      const identity = pass === null ? undefined : identities.get(arg(pass, 0));
      if (pass === null || identity === undefined || !passesOn(location, identity.name) || !isOpen(location))
        continue;
      if (location.own.has('internal') || isAuthTarget(context, location)) continue;
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
