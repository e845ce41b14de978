// nginx/error-page-drops-inherited-401: an own error_page loses the inherited one for 401.
import { group, isHidden } from '../../kinds/nginx/config/inherit';
import { nameOf } from '../../kinds/nginx/config/lines';
import { ownLines, type Scope } from '../../kinds/nginx/config/scopes';
import { insertBefore, sourceOf } from '../../kinds/nginx/edits';
import { readErrorPage } from '../../kinds/nginx/engine/special';
import { nginxRule } from '../nginx-rule';
import { guardLine, isGuarded } from '../nginx-shared/guarded';

export const rule = nginxRule({
  id: 'nginx/error-page-drops-inherited-401',
  kind: 'wrong-status',
  certainty: 'assert',
  severity: 'warning',
  summary:
    'An own error_page replaces all inherited ones: a refused request gets a bare 401 instead of the login.',
  needs: ['error_page'],
  *check(context) {
    const seen = new Set<Scope>();
    for (const { scope } of context.linesNamed('error_page')) {
      if (seen.has(scope) || scope.kind !== 'location' || scope.parent === null) continue;
      seen.add(scope);
      const own = ownLines(scope, 'error_page');
      const inherited = group(scope.parent, 'error_page');
      const [first] = own;
      if (
        isHidden(inherited) ||
        first === undefined ||
        own.some((line) => readErrorPage(line).statuses.includes(401))
      )
        continue;
      const lost = inherited.find((line) => readErrorPage(line).statuses.includes(401));
      // Rules on addresses alone refuse by 403.
      if (lost === undefined || !isGuarded(scope) || guardLine(scope) === null) continue;
      yield {
        at: nameOf(first),
        message:
          'A refused request gets a bare 401 here: this error_page replaces the inherited one for 401. Repeat it.',
        related: [{ ...nameOf(lost), message: 'not inherited any more' }],
        fixes: [
          {
            title: 'Repeat the error_page for 401 here',
            safety: 'safe',
            edits: [insertBefore(context.configuration, first, [sourceOf(context.configuration, lost)])],
          },
        ],
      };
    }
  },
});
