// nginx/satisfy-any-allow-all: with `satisfy any`, `allow all` makes the password needless.

import { innermost, isHidden } from '../../kinds/nginx/config/inherit';
import { arg, nameOf } from '../../kinds/nginx/config/lines';
import { isLocation, type Scope } from '../../kinds/nginx/config/scopes';
import { nginxRule } from '../nginx-rule';
import { guardLine } from '../nginx-shared/guarded';
import { isLetIn, openOf, showAt } from '../nginx-shared/witness';

export const rule = nginxRule({
  id: 'nginx/satisfy-any-allow-all',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'error',
  summary: '"satisfy any" with "allow all" lets everybody in without the password.',
  needs: ['allow'],
  *check(context) {
    for (const { line, scope } of context.linesNamed('allow')) {
      if (arg(line, 0) !== 'all' || !isAny(scope)) continue;
      const guard = guardLine(scope);
      const shown = guard === null || !isLocation(scope) ? null : showAt(context, scope);
      // In a location that inherits the guard, it may be how the author exempts it.
      if (guard === null || shown === null || !isLetIn(shown) || !scope.own.has(guard.name)) continue;
      yield {
        at: nameOf(line),
        message: `${shown.request.target} is open: with "satisfy any", "allow all" is enough and the password is never needed.`,
        related: [{ ...nameOf(guard), message: 'never needed' }],
        witness: openOf(shown),
      };
    }
  },
});

function isAny(scope: Scope): boolean {
  const satisfy = innermost(scope, 'satisfy');
  return satisfy !== null && !isHidden(satisfy) && arg(satisfy.line, 0).toLowerCase() === 'any';
}
