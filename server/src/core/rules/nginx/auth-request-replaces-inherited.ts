// nginx/auth-request-replaces-inherited: a second auth_request takes the place of the first, it does not add to it.
import { innermost, isHidden } from '../../kinds/nginx/config/inherit';
import { arg, nameOf } from '../../kinds/nginx/config/lines';
import { nginxRule } from '../nginx-rule';

export const rule = nginxRule({
  id: 'nginx/auth-request-replaces-inherited',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'info',
  summary: 'An auth_request of a location replaces the one of the server: only the inner one is asked.',
  *check(context) {
    for (const { line, scope } of context.linesNamed('auth_request')) {
      if (scope.parent === null || arg(line, 0) === 'off') continue;
      const outer = innermost(scope.parent, 'auth_request');
      if (outer === null || isHidden(outer)) continue;
      const before = arg(outer.line, 0);
      if (before === 'off' || before === arg(line, 0)) continue;
      yield {
        at: nameOf(line),
        message: `Only ${arg(line, 0)} is asked here, ${before} is not: an inner auth_request replaces the outer one.`,
        related: [{ ...nameOf(outer.line), message: 'replaced by the inner one' }],
      };
    }
  },
});
