// nginx/proxy-set-header-drops-inherited: an own proxy_set_header loses the inherited ones that authentication rests on.
import { group, isHidden } from '../../kinds/nginx/config/inherit';
import { arg, type Line, nameOf } from '../../kinds/nginx/config/lines';
import { passOf } from '../../kinds/nginx/config/locations';
import { isLocation, type Location, ownLines, type Scope } from '../../kinds/nginx/config/scopes';
import { insertAfter, sourceOf } from '../../kinds/nginx/edits';
import { type NginxContext, nginxRule } from '../nginx-rule';
import { isAuthTarget } from '../nginx-shared/auth-targets';
import { guardLine, isOpen } from '../nginx-shared/guarded';
import { tellsUser, verifiedVariables } from '../nginx-shared/identity';
import { lossOf, showAt } from '../nginx-shared/witness';

/** Headers whose loss changes who the upstream takes the client for. */
const TELLING =
  /^(authorization|cookie|x-forwarded-user|x-remote-user|remote-user|x-webauth-user|x-auth-.*|x-api-key|x-user.*|x-email)$/i;

export const rule = nginxRule({
  id: 'nginx/proxy-set-header-drops-inherited',
  kind: 'header-stripped',
  certainty: 'assert',
  severity: 'warning',
  summary: 'A proxy_set_header of a location replaces all inherited ones, the Authorization among them.',
  needs: ['proxy_set_header'],
  *check(context) {
    const seen = new Set<Scope>();
    const verified = verifiedVariables(context);
    for (const { scope } of context.linesNamed('proxy_set_header')) {
      if (seen.has(scope) || !isLocation(scope) || scope.parent === null) continue;
      seen.add(scope);
      const location = scope;
      const own = ownLines(scope, 'proxy_set_header');
      const lost = lostLines(location, own).filter(
        // Where nobody is known to nginx, the header of the client comes through: that is another rule's to say.
        (line) => !tellsUser(line, verified) || !isOpen(location),
      );
      const [first] = own;
      const [missing] = lost;
      if (first === undefined || missing === undefined || passOf(location) === null) continue;
      // What the authentication service is sent is chosen by itself.
      if (isAuthTarget(context, location)) continue;
      yield {
        at: nameOf(first),
        message: `${arg(missing, 0)} of the outer block is lost here: this proxy_set_header replaces all inherited ones. Repeat it.`,
        related: lost.map((line) => ({ ...nameOf(line), message: 'not inherited any more' })),
        witness: witnessOf(context, location, missing),
        fixes: [
          {
            title: `Repeat ${lost.map((line) => arg(line, 0)).join(', ')} here`,
            safety: 'safe',
            edits: [
              insertAfter(
                context.configuration,
                first,
                lost.map((line) => sourceOf(context.configuration, line)),
              ),
            ],
          },
        ],
      };
    }
  },
});

/** Inherited lines of telling headers that the own ones do not set. */
function lostLines(location: Location, own: readonly Line[]): readonly Line[] {
  const inherited = location.parent === null ? [] : group(location.parent, 'proxy_set_header');
  if (isHidden(inherited)) return [];
  const names = new Set(own.map((line) => arg(line, 0).toLowerCase()));
  return inherited.filter((line) => {
    const name = arg(line, 0);
    if (!TELLING.test(name) || names.has(name.toLowerCase())) return false;
    // Handing the client's own header on is what happens without the line, too.
    if (arg(line, 1) === `$http_${name.toLowerCase().replaceAll('-', '_')}`) return false;
    // A cleared Authorization is missed where nginx's own guard has used it; elsewhere the client's may be wanted.
    return arg(line, 1) !== '' || name.toLowerCase() !== 'authorization' || guardLine(location) !== null;
  });
}

/** What the upstream gets as Authorization, where that is what is lost. */
function witnessOf(context: NginxContext, location: Location, missing: Line) {
  if (arg(missing, 0).toLowerCase() !== 'authorization' || location.own.has('internal')) return null;
  const cleared = arg(missing, 1) === '';
  const headers = cleared ? ([['Authorization', 'Basic YWxpY2U6d29uZGVybGFuZA==']] as const) : [];
  const shown = showAt(context, location, { headers });
  if (shown === null || shown.decision.upstream === null) return null;
  return (shown.decision.upstream.authorization === null) === cleared ? null : lossOf(shown);
}
