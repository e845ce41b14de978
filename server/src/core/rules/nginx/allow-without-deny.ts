// nginx/allow-without-deny: an allow without any deny restricts nothing.

import { innermost, isHidden, linesNamed, scopeOfGroup } from '../../kinds/nginx/config/inherit';
import { arg, nameOf } from '../../kinds/nginx/config/lines';
import { isLocation, type Scope } from '../../kinds/nginx/config/scopes';
import { insertAfter } from '../../kinds/nginx/edits';
import { nginxRule } from '../nginx-rule';
import { isLetIn, openOf, showAt } from '../nginx-shared/witness';

export const rule = nginxRule({
  id: 'nginx/allow-without-deny',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'info',
  summary: 'An allow restricts nobody unless a deny follows.',
  needs: ['allow'],
  *check(context) {
    const seen = new Set<Scope>();
    for (const { scope } of context.linesNamed('allow')) {
      if (seen.has(scope)) continue;
      seen.add(scope);
      const rules = linesNamed(scope, ['allow', 'deny']);
      const [first] = rules;
      const last = rules.at(-1);
      if (
        first === undefined ||
        last === undefined ||
        rules.some((line) => line.name === 'deny' || arg(line, 0) === 'all')
      )
        continue;
      // An inherited list that is lost here is another rule's.
      if (scope.parent !== null && scopeOfGroup(scope.parent, ['allow', 'deny']) !== null) continue;
      const satisfy = innermost(scope, 'satisfy');
      // With "satisfy any" a missing deny makes no difference.
      if (isHidden(satisfy) || (satisfy !== null && arg(satisfy.line, 0).toLowerCase() === 'any')) continue;
      const shown = isLocation(scope) ? showAt(context, scope) : null;
      if (shown === null || !isLetIn(shown)) continue;
      yield {
        at: nameOf(first),
        message: `${shown.request.target} is open to every address: allow restricts nobody without "deny all;" behind it.`,
        witness: openOf(shown),
        fixes: [
          {
            title: 'Add "deny all"',
            safety: 'review',
            edits: [insertAfter(context.configuration, last, ['deny all;'])],
          },
        ],
      };
    }
  },
});
