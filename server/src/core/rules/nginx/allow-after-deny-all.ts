// nginx/allow-after-deny-all: rules behind `deny all` are never reached.

import { linesNamed } from '../../kinds/nginx/config/inherit';
import { arg, nameOf } from '../../kinds/nginx/config/lines';
import { insertBefore, removeLine, sourceOf } from '../../kinds/nginx/edits';
import { nginxRule } from '../nginx-rule';

export const rule = nginxRule({
  id: 'nginx/allow-after-deny-all',
  kind: 'over-protected',
  certainty: 'assert',
  severity: 'warning',
  summary: 'An allow behind "deny all" has no effect: the first rule that matches decides.',
  needs: ['allow'],
  *check(context) {
    for (const { line, scope } of context.linesNamed('allow')) {
      const rules = linesNamed(scope, ['allow', 'deny']);
      const deny = rules.find((other) => other.name === 'deny' && arg(other, 0) === 'all');
      if (deny === undefined || rules.indexOf(deny) > rules.indexOf(line)) continue;
      yield {
        at: nameOf(line),
        message: `"allow ${arg(line, 0)}" has no effect behind "deny all": the first rule that matches decides. Move it up.`,
        related: [{ ...nameOf(deny), message: 'refuses everybody before' }],
        fixes: [
          {
            title: 'Move it before "deny all"',
            safety: 'review',
            edits: [
              insertBefore(context.configuration, deny, [sourceOf(context.configuration, line)]),
              removeLine(context.configuration, line),
            ],
          },
        ],
      };
    }
  },
});
