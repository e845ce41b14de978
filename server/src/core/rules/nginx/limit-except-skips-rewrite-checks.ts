// nginx/limit-except-skips-rewrite-checks: an `if` beside limit_except is not run for the limited methods.
import { arg, nameOf } from '../../kinds/nginx/config/lines';
import { isLocation } from '../../kinds/nginx/config/scopes';
import { readReturn } from '../../kinds/nginx/engine/rewrite';
import { nginxRule } from '../nginx-rule';
import { isLetIn, isRefused, openOf, showAt } from '../nginx-shared/witness';

export const rule = nginxRule({
  id: 'nginx/limit-except-skips-rewrite-checks',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'error',
  summary:
    'For the methods that limit_except limits, the checks by "if" and "return" of the location do not run.',
  needs: ['limit_except'],
  *check(context) {
    for (const { line, scope } of context.linesNamed('limit_except')) {
      if (!isLocation(scope)) continue;
      if (line.body?.list.some((inner) => inner.name === 'deny' && arg(inner, 0) === 'all') !== false)
        continue;
      const check = [...scope.ifs].find(([, block]) => {
        const answer = block.own.get('return')?.[0];
        return answer !== undefined && [401, 403].includes(readReturn(answer).status);
      });
      const named = line.args[0]?.value.toUpperCase();
      const other = ['POST', 'DELETE', 'GET'].find((method) => !scope.limitExcept?.methods.has(method));
      if (check === undefined || named === undefined || other === undefined) continue;
      const limited = showAt(context, scope, { method: other });
      const free = showAt(context, scope, { method: named });
      if (limited === null || free === null || !isLetIn(limited) || !isRefused(free)) continue;
      yield {
        at: nameOf(line),
        message: `${other} ${limited.request.target} is open: beside limit_except, the check by "if" runs for ${named} only.`,
        related: [{ ...nameOf(check[0]), message: 'is not run for the other methods' }],
        witness: openOf(limited),
      };
    }
  },
});
