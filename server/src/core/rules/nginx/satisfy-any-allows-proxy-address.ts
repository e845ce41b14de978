// nginx/satisfy-any-allows-proxy-address: behind a proxy, all clients have the proxy's address, which needs no password here.
import { group, innermost, isHidden } from '../../kinds/nginx/config/inherit';
import { arg, nameOf, placeOfWord } from '../../kinds/nginx/config/lines';
import { isLocation } from '../../kinds/nginx/config/scopes';
import { addressIn, addressInRange } from '../../kinds/nginx/engine/addresses';
import { variablesIn } from '../../kinds/nginx/engine/values';
import { type NginxContext, nginxRule } from '../nginx-rule';
import { guardLine } from '../nginx-shared/guarded';
import { isLetIn, isRefused, openOf, showAt } from '../nginx-shared/witness';

/** Addresses that proxies and containers have (RFC 1918, RFC 4193, loopback). */
const PRIVATE = ['127.0.0.0/8', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '::1', 'fc00::/7'];

export const rule = nginxRule({
  id: 'nginx/satisfy-any-allows-proxy-address',
  kind: 'unprotected',
  certainty: 'hint',
  severity: 'info',
  summary:
    'Behind a proxy every client has its address: with "satisfy any", allowing that address is enough for all.',
  *check(context) {
    if (!isBehindProxy(context)) return;
    const seen = new Set<object>();
    for (const { line, scope } of context.linesNamed('satisfy')) {
      if (arg(line, 0).toLowerCase() !== 'any' || !isLocation(scope)) continue;
      const rules = group(scope, ['allow', 'deny']);
      const trusted = group(scope, 'set_real_ip_from');
      const guard = guardLine(scope);
      if (guard === null || isHidden(rules) || isHidden(trusted) || trusted.length > 0) continue;
      const allow = rules.find((rule) => rule.name === 'allow' && isPrivate(arg(rule, 0)));
      const [word] = allow?.args ?? [];
      const from = addressIn(arg(allow ?? line, 0));
      if (allow === undefined || word === undefined || from === null || seen.has(allow)) continue;
      seen.add(allow);
      const inside = showAt(context, scope, { from });
      const outside = showAt(context, scope);
      if (inside === null || !isLetIn(inside) || outside === null || !isRefused(outside)) continue;
      yield {
        at: placeOfWord(allow, word),
        message: `Does the proxy in front have an address in ${word.value}? Then ${inside.request.target} needs no password from anybody. Set set_real_ip_from.`,
        related: [
          { ...nameOf(line), message: 'one of both is enough' },
          { ...nameOf(guard), message: 'is then never asked' },
        ],
        witness: openOf(inside),
      };
    }
  },
});

function isPrivate(range: string): boolean {
  const base = addressIn(range);
  return base !== null && PRIVATE.some((net) => addressInRange(base, net) !== null);
}

/** Whether the configuration reads what only a proxy in front would say. */
function isBehindProxy(context: NginxContext): boolean {
  const told =
    /^http_(x_forwarded_(for|proto|host|port)|x_real_ip|cf_connecting_ip|true_client_ip|forwarded)$/;
  return ['proxy_set_header', 'fastcgi_param', 'if', 'map', 'set', 'real_ip_header'].some((name) =>
    context
      .linesNamed(name)
      .some(({ line, scope }) =>
        line.name === 'real_ip_header'
          ? innermost(scope, 'set_real_ip_from') === null
          : line.args.some((word) => variablesIn(word.value).some((variable) => told.test(variable))),
      ),
  );
}
