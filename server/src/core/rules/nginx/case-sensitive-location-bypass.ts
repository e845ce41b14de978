// nginx/case-sensitive-location-bypass: an upstream that ignores case answers a guarded path under another spelling.
import type { Report } from '../../findings/finding';
import { group, isHidden } from '../../kinds/nginx/config/inherit';
import { arg, nameOf } from '../../kinds/nginx/config/lines';
import { passOf } from '../../kinds/nginx/config/locations';
import { isLocation, type Location } from '../../kinds/nginx/config/scopes';
import { escapeUri } from '../../kinds/nginx/engine/uri';
import { targetOf } from '../../kinds/nginx/samples';
import { GUARDS, type NginxContext, nginxRule } from '../nginx-rule';
import { guardLine, isGuarded, ownGuardLine } from '../nginx-shared/guarded';
import { isLetIn, isRefused, openOf, showAt, showPath } from '../nginx-shared/witness';

/** Servers whose routes ignore case by default, as their hosts are often called. */
const IGNORES_CASE =
  /(^|[/.:_-])(iis|asp-?net|dotnet|kestrel|sharepoint|exchange|express|express-?app)([/.:_-]|\d|$)/i;

export const rule = nginxRule({
  id: 'nginx/case-sensitive-location-bypass',
  kind: 'unprotected',
  certainty: 'hint',
  severity: 'info',
  summary:
    'nginx tells /admin from /ADMIN, while the upstream may not: the guard then covers one spelling of many.',
  needs: GUARDS,
  *check(context) {
    for (const { line, scope } of context.linesNamed('proxy_pass')) {
      if (!isLocation(scope) || !/[a-z]/.test(pathOf(scope)) || !isGuarded(scope)) continue;
      if (!IGNORES_CASE.test(arg(line, 0)) && !hidesAspNet(scope)) continue;
      const found = respelt(context, scope);
      if (found !== null) yield found;
    }
  },
});

function pathOf({ match }: Location): string {
  return match.kind === 'prefix' || match.kind === 'exact' ? match.path : '';
}

/** Response headers of ASP.NET that are hidden tell what the upstream is. */
function hidesAspNet(location: Location): boolean {
  const hidden = group(location, 'proxy_hide_header');
  return !isHidden(hidden) && hidden.some((line) => /^X-AspNet(Mvc)?-Version$/i.test(arg(line, 0)));
}

function respelt(context: NginxContext, location: Location): Report | null {
  const target = targetOf(location);
  const guard = guardLine(location);
  if (target === null || guard === null) return null;
  const path = pathOf(location);
  const spelt = escapeUri(path.toUpperCase()) + target.slice(escapeUri(path).length);
  const shown = showPath(context, location.server(), spelt);
  const asked = showAt(context, location);
  if (shown === null || !isLetIn(shown) || asked === null || !isRefused(asked)) return null;
  const pass = passOf(location);
  const other = shown.decision.upstream?.url ?? '';
  if (pass === null || !other.startsWith(/^[a-z]+:\/\/[^/]+/.exec(arg(pass, 0))?.[0] ?? arg(pass, 0)))
    return null;
  return {
    at: nameOf(ownGuardLine(location) ?? location.line),
    message: `Does this upstream take ${spelt} for ${target}? The guard does not: that spelling is open. Use "location ~* ^${path}".`,
    related: [
      {
        ...nameOf(ownGuardLine(location) === null ? guard : location.line),
        message: 'is for this spelling only',
      },
    ],
    witness: openOf(shown),
  };
}
