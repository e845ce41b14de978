// nginx/auth-request-with-inherited-basic: a location adds auth_request to an inherited password, and both are needed.
import { innermost, isHidden } from '../../kinds/nginx/config/inherit';
import { arg, nameOf } from '../../kinds/nginx/config/lines';
import { isLocation } from '../../kinds/nginx/config/scopes';
import { insertAfter } from '../../kinds/nginx/edits';
import { variablesIn } from '../../kinds/nginx/engine/values';
import { nginxRule } from '../nginx-rule';
import { authCalls } from '../nginx-shared/auth-targets';
import { clearsUpstream } from '../nginx-shared/headers';
import { answerOf, showAt } from '../nginx-shared/witness';

export const rule = nginxRule({
  id: 'nginx/auth-request-with-inherited-basic',
  kind: 'scheme-mismatch',
  certainty: 'assert',
  severity: 'info',
  summary:
    'A password is inherited beside auth_request: both are needed, in the one Authorization header there is.',
  needs: ['auth_request'],
  *check(context) {
    for (const { line, scope } of context.linesNamed('auth_request')) {
      if (arg(line, 0) === 'off' || scope.own.has('auth_basic') || scope.parent === null) continue;
      const basic = innermost(scope.parent, 'auth_basic');
      const satisfy = innermost(scope, 'satisfy');
      if (
        basic === null ||
        isHidden(basic) ||
        arg(basic.line, 0) === 'off' ||
        isHidden(satisfy) ||
        satisfy !== null
      )
        continue;
      if (innermost(scope, 'auth_basic_user_file') === null || variablesIn(arg(basic.line, 0)).length > 0)
        continue;
      // A service that never sees Authorization leaves it to the password: both can be given.
      const targets = authCalls(context).filter((call) => call.line === line);
      if (targets.some(({ target }) => target !== null && clearsUpstream(target, 'Authorization'))) continue;
      const token = { headers: [['Authorization', 'Bearer token']] } as const;
      const shown = isLocation(scope) ? showAt(context, scope, token) : null;
      yield {
        at: nameOf(line),
        message:
          'The inherited password is needed as well: a request has one Authorization header for both. Write "auth_basic off;" or "satisfy any;".',
        related: [{ ...nameOf(basic.line), message: 'is inherited and still asked' }],
        witness: shown?.outcome.status === 401 ? answerOf(shown) : null,
        fixes: [
          {
            title: 'Add "auth_basic off;"',
            safety: 'review',
            edits: [insertAfter(context.configuration, line, ['auth_basic off;'])],
          },
        ],
      };
    }
  },
});
