// nginx/map-auth-without-default: a map without a default is empty, and the check for 0 never holds.
import type { Fix } from '../../findings/finding';
import { type Line, nameOf } from '../../kinds/nginx/config/lines';
import { isLocation, isServer } from '../../kinds/nginx/config/scopes';
import { insertBefore } from '../../kinds/nginx/edits';
import { readCondition } from '../../kinds/nginx/engine/conditions';
import { readReturn } from '../../kinds/nginx/engine/rewrite';
import { type NginxContext, nginxRule } from '../nginx-rule';
import { mapValues } from '../nginx-shared/conditions';
import { isLetIn, openOf, showAt, showPath } from '../nginx-shared/witness';

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
      if (condition?.kind !== 'compare' || condition.negated || condition.value === '') continue;
      const { operand, value } = condition;
      const table = context.configuration.tables.get(operand.replace(/[${}]/g, '').toLowerCase());
      if (table?.name !== 'map' || table.body?.list.some((entry) => entry.name === 'default') !== false)
        continue;
      if (!listsAllowed(mapValues(context, operand), value)) continue;
      const answer = line.body?.list.find((inner) => inner.name === 'return');
      if (answer === undefined || ![401, 403].includes(readReturn(answer).status)) continue;
      const shown = isLocation(scope)
        ? showAt(context, scope)
        : isServer(scope)
          ? showPath(context, scope, '/')
          : null;
      if (shown === null || !isLetIn(shown)) continue;
      yield {
        at: nameOf(table),
        message: `${shown.request.target} is open: without a default the map gives "", which is not ${value}. Add "default ${value};".`,
        related: [{ ...nameOf(line), message: 'never holds for an unknown key' }],
        witness: openOf(shown),
        fixes: defaultFix(context, table, value),
      };
    }
  },
});

/**
 * Whether a map lists who is let in, so that whoever is not listed should be refused: for the usual 0 some line gives
 * another value, for any other one no line gives it. A map of the values that are refused lists whom to keep out.
 */
function listsAllowed(values: readonly string[] | null, refused: string): boolean {
  if (values === null) return refused === '0';
  const given = values.filter((value) => value !== '');
  return refused === '0'
    ? given.some((value) => value !== '0')
    : given.length > 0 && !given.includes(refused);
}

function defaultFix(context: NginxContext, table: Line, value: string): readonly Fix[] {
  const first = table.body?.list[0];
  if (first === undefined || first.file !== table.file || !/^\w+$/.test(value)) return [];
  const edit = insertBefore(context.configuration, first, [`default ${value};`]);
  return [{ title: `Add "default ${value};"`, safety: 'review', edits: [edit] }];
}
