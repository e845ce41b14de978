// nginx/map-auth-without-default: a map without a default is empty, and the check for 0 never holds.
import { nameOf } from '../../kinds/nginx/config/lines';
import { isLocation } from '../../kinds/nginx/config/scopes';
import { readCondition } from '../../kinds/nginx/engine/conditions';
import { readReturn } from '../../kinds/nginx/engine/rewrite';
import { nginxRule } from '../nginx-rule';
import { isLetIn, openOf, showAt } from '../nginx-shared/witness';

export const rule = nginxRule({
  id: 'nginx/map-auth-without-default',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'error',
  summary: 'Without a default, a map gives the empty text, and "if ($ok = 0)" lets everybody in.',
  needs: ['if'],
  *check(context) {
    for (const { line, scope } of context.linesNamed('if')) {
      const condition = readCondition(line);
      if (condition?.kind !== 'compare' || condition.negated || condition.value !== '0') continue;
      const table = context.configuration.tables.get(condition.operand.replace(/[${}]/g, ''));
      if (table?.name !== 'map' || table.body?.list.some((entry) => entry.name === 'default') !== false)
        continue;
      const answer = line.body?.list.find((inner) => inner.name === 'return');
      if (answer === undefined || ![401, 403].includes(readReturn(answer).status) || !isLocation(scope))
        continue;
      const shown = showAt(context, scope);
      if (shown === null || !isLetIn(shown)) continue;
      yield {
        at: nameOf(table),
        message: `${shown.request.target} is open: without a default the map gives "", which is not 0. Add "default 0;".`,
        related: [{ ...nameOf(line), message: 'never holds for an unknown key' }],
        witness: openOf(shown),
      };
    }
  },
});
