// openapi/write-operation-unprotected: an operation that changes something takes itself out of what the root demands.
import type { Report } from '../../findings/finding';
import type { Operation } from '../../kinds/openapi/operation';
import { type Field, keyPlace } from '../../kinds/openapi/part';
import { gatewayGuard } from '../../kinds/openapi/requirement';
import { effectiveOf } from '../../kinds/openapi/security';
import { fix, type OpenApiContext, openapiRule } from '../openapi-rule';
import { isMeantOpen } from '../openapi-shared/public-intents';
import { placeOfUse } from '../openapi-shared/securities';
import { openWitness } from '../openapi-shared/witnesses';

const WRITES = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

export const rule = openapiRule({
  id: 'openapi/write-operation-unprotected',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'warning',
  summary:
    'An operation that changes something switches off what the root demands, so everybody may call it.',
  *check(context) {
    const { contract, facts, settings } = context;
    if (effectiveOf({ kind: 'absent' }, contract.security).access !== 'secured') return;
    for (const operation of facts.open) {
      const { own, method, path } = operation;
      if (!WRITES.has(method) || own.kind !== 'list' || settings.isPublic(path)) continue;
      if (facts.isExplained(operation) || gatewayGuard(operation) !== null) continue;
      // A 401 of what everybody may call has a rule of its own, which offers the same.
      if (isMeantOpen(contract, operation) || operation.responses.get('401') !== null) continue;
      yield report(context, operation, own.field);
    }
  },
});

function report(context: OpenApiContext, operation: Operation, security: Field): Report {
  const { method, path } = operation;
  const { alternatives } = effectiveOf({ kind: 'absent' }, context.contract.security);
  const [demand] = alternatives.flatMap(({ demands }) => demands);
  return {
    at: placeOfUse(security),
    message: `${method} ${path} switches off ${demand === undefined ? 'what the root demands' : `"${demand.name}"`}, so everybody may call it without credentials: delete its "security", or silence this line if that is meant.`,
    related: demand === undefined ? [] : [{ ...keyPlace(demand.field), message: 'demanded here' }],
    witness: openWitness(context, operation),
    fixes: fix('Delete it, so that the root decides', 'review', context.change.remove(security)),
  };
}
