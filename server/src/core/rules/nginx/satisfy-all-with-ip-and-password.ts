// nginx/satisfy-all-with-ip-and-password: addresses and a password are both demanded, since nothing says "any".

import { innermost } from '../../kinds/nginx/config/inherit';
import { arg, nameOf } from '../../kinds/nginx/config/lines';
import { isLocation, ownLines, type Scope } from '../../kinds/nginx/config/scopes';
import { insertBefore } from '../../kinds/nginx/edits';
import { nginxRule } from '../nginx-rule';
import { answerOf, showAt } from '../nginx-shared/witness';

export const rule = nginxRule({
  id: 'nginx/satisfy-all-with-ip-and-password',
  kind: 'over-protected',
  certainty: 'assert',
  severity: 'info',
  summary:
    'An address list and a password on one level are both needed: outsiders get 403 and are never asked.',
  needs: ['deny'],
  *check(context) {
    const seen = new Set<Scope>();
    for (const { line, scope } of context.linesNamed('deny')) {
      if (arg(line, 0) !== 'all' || seen.has(scope)) continue;
      seen.add(scope);
      const allows = ownLines(scope, 'allow').filter((other) => arg(other, 0) !== 'all');
      const guard = [...ownLines(scope, 'auth_basic')].find((other) => arg(other, 0) !== 'off');
      if (allows.length === 0 || guard === undefined || innermost(scope, 'satisfy') !== null) continue;
      const shown = isLocation(scope) ? showAt(context, scope) : null;
      if (shown !== null && shown.outcome.status !== 403) continue;
      const [first] = allows;
      yield {
        at: nameOf(guard),
        message:
          'Who is outside the allowed addresses gets 403 and is never asked for the password. "satisfy any;" makes one of the two enough.',
        related: [{ ...nameOf(line), message: 'refuses everybody else first' }],
        witness: shown === null ? null : answerOf(shown),
        fixes:
          first === undefined
            ? []
            : [
                {
                  title: 'Let one of the two be enough',
                  safety: 'review',
                  edits: [insertBefore(context.configuration, first, ['satisfy any;'])],
                },
              ],
      };
    }
  },
});
