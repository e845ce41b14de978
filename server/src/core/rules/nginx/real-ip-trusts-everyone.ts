// nginx/real-ip-trusts-everyone: any client may say which address it comes from, and addresses decide who gets in.
import type { Report } from '../../findings/finding';
import { group, innermost, isHidden } from '../../kinds/nginx/config/inherit';
import { arg, type Line, nameOf, placeOfWord } from '../../kinds/nginx/config/lines';
import { isLocation, type Scope } from '../../kinds/nginx/config/scopes';
import { addressIn } from '../../kinds/nginx/engine/addresses';
import { type NginxContext, nginxRule } from '../nginx-rule';
import { isLetIn, isRefused, openOf, showAt } from '../nginx-shared/witness';

export const rule = nginxRule({
  id: 'nginx/real-ip-trusts-everyone',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'warning',
  summary: 'set_real_ip_from trusts every client, so whoever sends the header passes the address lists.',
  *check(context) {
    const everyone = context
      .linesNamed('set_real_ip_from')
      .filter(({ line }) => /^(0\.0\.0\.0|::)\/0$/.test(arg(line, 0)));
    if (everyone.length === 0) return;
    const lists = context.linesNamed('allow').filter(({ line }) => addressIn(arg(line, 0)) !== null);
    for (const { line } of everyone) {
      for (const { line: allow, scope } of lists) {
        const found = forged(context, line, allow, scope);
        if (found === null) continue;
        yield found;
        break;
      }
    }
  },
});

/** Shows that a client of no listed address is refused, and let in as soon as it claims to have one. */
function forged(context: NginxContext, trust: Line, allow: Line, scope: Scope): Report | null {
  const trusted = group(scope, 'set_real_ip_from');
  const named = innermost(scope, 'real_ip_header');
  const address = addressIn(arg(allow, 0));
  const [word] = trust.args;
  if (isHidden(trusted) || !trusted.includes(trust) || isHidden(named)) return null;
  if (word === undefined || address === null) return null;
  const header = named === null ? 'X-Real-IP' : arg(named.line, 0);
  if (header.toLowerCase() === 'proxy_protocol') return null;
  for (const location of context.locations.filter((one) => holds(one, allow)).slice(0, 8)) {
    const honest = showAt(context, location);
    const claimed = showAt(context, location, { headers: [[header, address]] });
    if (honest === null || !isRefused(honest) || claimed === null || !isLetIn(claimed)) continue;
    return {
      at: placeOfWord(trust, word),
      message: `Whoever sends "${header}: ${address}" gets in at ${claimed.request.target}: every client is trusted here. Name your proxies only.`,
      related: [{ ...nameOf(allow), message: 'lets this address in' }],
      witness: openOf(claimed),
    };
  }
  return null;
}

/** Whether an address list with this line is effective in a location. */
function holds(location: Scope, allow: Line): boolean {
  const rules = isLocation(location) ? group(location, ['allow', 'deny']) : [];
  return !isHidden(rules) && rules.includes(allow);
}
