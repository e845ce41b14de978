// openapi/response-range-lowercase: `4xx` is no range, so it documents nothing.
import { keyPlace } from '../../kinds/openapi/part';
import { fix, openapiRule } from '../openapi-rule';
import { answersOf } from '../openapi-shared/answers';

export const rule = openapiRule({
  id: 'openapi/response-range-lowercase',
  kind: 'contract-mismatch',
  certainty: 'assert',
  severity: 'error',
  summary: 'A range of statuses is written with a small x, so no reader takes it for one.',
  *check({ contract, change }) {
    // 2.0 has no ranges at all.
    if (contract.version.family === '2.0') return;
    const all = [...contract.operations, ...contract.outgoing];
    for (const { operation, response } of answersOf(all, isLowerRange)) {
      const { status, field } = response;
      const range = status.toUpperCase();
      const isTaken = operation.responses.get(range) !== null;
      yield {
        at: keyPlace(field),
        message: `"${status}" of ${operation.method} ${operation.path} is no range of statuses and documents none: write "${range}".`,
        fixes: isTaken ? [] : fix(`Write "${range}"`, 'safe', change.rename(field, range)),
      };
    }
  },
});

/** The wildcard is an uppercase X (OAS 3.x, Responses Object). */
function isLowerRange(status: string): boolean {
  return /^[1-5][xX]{2}$/.test(status) && status !== status.toUpperCase();
}
