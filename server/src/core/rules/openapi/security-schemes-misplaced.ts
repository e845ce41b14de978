// openapi/security-schemes-misplaced: `securitySchemes` where nobody looks for them.
import type { Report } from '../../findings/finding';
import { type Change, together } from '../../kinds/openapi/edits';
import { type Field, get, keyPlace, mapOf, valueIn } from '../../kinds/openapi/part';
import { fix, type OpenApiContext, openapiRule } from '../openapi-rule';
import { misplacedSchemes } from '../openapi-shared/causes';
import { putBelow } from '../openapi-shared/put-below';
import { plainValue } from '../openapi-shared/reshape';

export const rule = openapiRule({
  id: 'openapi/security-schemes-misplaced',
  kind: 'contract-mismatch',
  certainty: 'assert',
  severity: 'error',
  summary: 'The schemes stand where nobody looks for them, so that none is declared.',
  *check(context) {
    for (const field of misplacedSchemes(context.contract)) yield report(context, field);
  },
});

function report(context: OpenApiContext, field: Field): Report {
  const { contract } = context;
  const isOld = contract.version.family === '2.0';
  const right = isOld ? 'securityDefinitions' : 'components.securitySchemes';
  const isAtRoot = mapOf(field).node.parent === null;
  const where = isAtRoot ? 'at the root' : isOld ? 'among the definitions' : 'among the schemas';
  return {
    at: keyPlace(field),
    message: `Nobody looks for "securitySchemes" ${where}, so no scheme is declared: move them to ${right}.`,
    fixes: fix(`Move them to ${right}`, 'review', isOld ? movedIn2(context, field) : moved(context, field)),
  };
}

function moved({ contract, change }: OpenApiContext, field: Field): Change {
  const components = get(contract.root, 'components');
  if (get(components, 'securitySchemes') !== null) return null;
  if (components !== null) return change.move(field, components, 'last', 'securitySchemes');
  const below = putBelow(contract, field, 'components');
  if (below !== null) return below;
  const written = valueIn(field);
  const value = plainValue(written);
  if (value === undefined || written === null) return null;
  return together(change.rename(field, 'components'), change.replace(written, { securitySchemes: value }));
}

function movedIn2({ contract, change }: OpenApiContext, field: Field): Change {
  if (get(contract.root, 'securityDefinitions') !== null) return null;
  return mapOf(field).node.parent === null
    ? change.rename(field, 'securityDefinitions')
    : change.move(field, contract.root, 'last', 'securityDefinitions');
}
