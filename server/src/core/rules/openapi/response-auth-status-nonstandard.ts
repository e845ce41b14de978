// openapi/response-auth-status-nonstandard: a dead session gets a status of its own, which clients take for any error.
import { keyPlace } from '../../kinds/openapi/part';
import { fix, openapiRule } from '../openapi-rule';
import { answersOf, nameOf } from '../openapi-shared/answers';
import { asUnauthorized } from '../openapi-shared/challenge';

const STATUSES = new Set(['419', '440', '498', '499']);
/** "Page expired" is what Laravel calls a 419. */
const ABOUT_LOGIN = /\b(?:session|token|log(?:in|ged)|credentials?|authentication|page expired)\b/i;
const IS_OVER =
  /\b(?:expired?|expires|time[ds]?[ -]?out|invalid|missing|required|revoked|again|not logged)\b/i;

export const rule = openapiRule({
  id: 'openapi/response-auth-status-nonstandard',
  kind: 'wrong-status',
  certainty: 'hint',
  severity: 'info',
  summary: 'Expired or invalid credentials get a status that no standard knows, in place of a 401.',
  *check(context) {
    for (const answer of answersOf(context.operations, (status) => STATUSES.has(status))) {
      const { response } = answer;
      const text = response.description ?? '';
      if (!ABOUT_LOGIN.test(text) || !IS_OVER.test(text)) continue;
      yield {
        at: keyPlace(response.field),
        message: `Clients log in again at a 401, and ${nameOf(answer)} ("${text.split('\n')[0]}") is no registered status: should it be a 401?`,
        fixes: fix('Make it a 401', 'review', asUnauthorized(context, answer)),
      };
    }
  },
});
