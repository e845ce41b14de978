// nginx/limit-except-inverted: limit_except guards all methods but the named ones, so these are open.
import { nameOf } from '../../kinds/nginx/config/lines';
import { isLocation } from '../../kinds/nginx/config/scopes';
import { nginxRule } from '../nginx-rule';
import { isLetIn, openOf, showAt } from '../nginx-shared/witness';

const WRITING = new Set([
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'MKCOL',
  'COPY',
  'MOVE',
  'PROPPATCH',
  'LOCK',
  'UNLOCK',
]);
const GUARDS = ['auth_basic', 'auth_jwt', 'deny', 'allow', 'auth_pam'];

export const rule = nginxRule({
  id: 'nginx/limit-except-inverted',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'error',
  summary:
    'limit_except names the methods that are NOT limited: naming the writing ones leaves just these open.',
  needs: ['limit_except'],
  *check(context) {
    for (const { line, scope } of context.linesNamed('limit_except')) {
      const methods = line.args.map((word) => word.value.toUpperCase());
      const [first] = methods;
      if (first === undefined || !methods.every((method) => WRITING.has(method)) || !isLocation(scope))
        continue;
      if (!line.body?.list.some((inner) => GUARDS.includes(inner.name))) continue;
      const shown = showAt(context, scope, { method: first });
      if (shown === null || !isLetIn(shown)) continue;
      yield {
        at: nameOf(line),
        message: `${first} ${shown.request.target} is open: limit_except guards all methods but the named ones. Name the reading ones: limit_except GET.`,
        witness: openOf(shown),
      };
    }
  },
});
