// openapi/response-401-for-forbidden: a 401 stands where a known client lacks a right, which is a 403.
import type { Report } from '../../findings/finding';
import type { Change } from '../../kinds/openapi/edits';
import { idOf, keyPlace, valueIn } from '../../kinds/openapi/part';
import { fix, type OpenApiContext, openapiRule } from '../openapi-rule';
import { type Answer, answersOf, nameOf, writtenIn } from '../openapi-shared/answers';
import { isOpenByChoice } from '../openapi-shared/open-operation';
import { joined } from '../openapi-shared/reshape';
import { unauthorizedResponse } from '../openapi-shared/unauthorized';

export const rule = openapiRule({
  id: 'openapi/response-401-for-forbidden',
  kind: 'wrong-status',
  certainty: 'assert',
  severity: 'warning',
  summary: 'A known client that lacks a right gets a 401, at which it logs in again and again.',
  *check(context) {
    const byBody = new Map<string, Answer[]>();
    // Most operations say the same, and a text is read with many words in mind.
    const judged = new Map<string, boolean>();
    for (const answer of answersOf(context.operations, (status) => status === '401')) {
      const text = answer.response.description ?? '';
      const isMeant = judged.get(text) ?? isAboutRights(text);
      judged.set(text, isMeant);
      if (!isMeant || isOpenByChoice(answer.operation)) continue;
      const id = idOf(answer.response.body ?? writtenIn(answer.response));
      const same = byBody.get(id);
      if (same === undefined) byBody.set(id, [answer]);
      else same.push(answer);
    }
    for (const [first, ...others] of byBody.values()) {
      if (first !== undefined) yield report(context, first, others);
    }
  },
});

const OWNERS =
  '(?:the |an? )?(?:[a-z]+ )?(?:admin(?:istrator)?s?|owners?|managers?|moderators?|staff|editors?|authors?|creators?|superusers?|maintainers?)\\b';
/** Texts that name those who may, or say that somebody may not. */
const REFUSED = new RegExp(
  `\\b(?:(?:(?:do(?:es)?n't|do(?:es)? not|has not|have not) have|has no|have no|no|without) (?:(?:the|any|sufficient|enough|necessary|required) )*access to|only ${OWNERS}(?! (?:token|key))|(?:restricted|reserved|limited|available|open) (?:only )?(?:to|for) (?:only )?${OWNERS}|(?:is|are) not (?:the owner|an? (?:member|admin|owner)|available in)|available (?:only )?(?:in|on|for|with) (?:the |an? )?(?:[a-z]+ )?(?:plan|subscription|tier|edition)\\b|belongs? to (?:an)?other|insufficient (?:access )?level)`,
  'i',
);
const RIGHTS =
  /\b(?:permissions?|privileges?|scopes?|roles?|not (?:allowed|permitted|entitled)|forbidden|insufficient (?:rights|access)|(?:access|admin(?:istrator)?|no|enough|(?:lacks?|missing|have|required) (?:the |any )?(?:required |necessary )?) ?rights?|admins? only|(?:subscription|pricing|current|your) plan|upgrade your|requires? an? (?:[a-z]+ )?(?:plan|subscription))\b/i;

/** Words that who somebody is has a part in it as well. */
const IDENTITY =
  /\b(?:un-?authenticated|authenticat(?:e|ion|ing|or)|not (?:been )?authenticated|credentials?|log(?:ged)?[ -]?(?:in|on|out)|sign(?:ed)?[ -]?in|passwords?|api[ -]?keys?|sessions?|cookies?|anonymous(?:ly)?|expired?|identity|unknown|unrecogni[sz]ed)\b/i;
const NOT_SENT =
  /\b(?:missing|invalid|malformed|no|without|bad|wrong|incorrect|not (?:provided|sent|valid|supplied|present)|revoked)\b/i;
const TOKENS = /\b(?:tokens?|jwt|bearer|keys?|authori[sz]ation|headers?)\b/i;

/** Whether a text speaks of what somebody may do, and not of who that is. */
function isAboutRights(text: string): boolean {
  return (
    (RIGHTS.test(text) || REFUSED.test(text)) &&
    !IDENTITY.test(text) &&
    !(NOT_SENT.test(text) && TOKENS.test(text))
  );
}

function report(context: OpenApiContext, first: Answer, others: readonly Answer[]): Report {
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return {
    at: keyPlace(first.response.field),
    message: `A right that a known client lacks is a 403 (RFC 9110, section 15.5.4), and ${nameOf(first)}${more} is for that: at a 401 clients log in again and are refused again, so make it a 403.`,
    related: others.map((other) => ({
      ...keyPlace(other.response.field),
      message: `${nameOf(other)} as well`,
    })),
    fixes: fix('Make it a 403', 'review', asForbidden(context, [first, ...others])),
  };
}

/** A 403 instead, where there is none yet; whoever needs credentials still gets a 401, which is documented anew. */
function asForbidden({ contract, change }: OpenApiContext, all: readonly Answer[]): Change {
  if (all.some(({ operation }) => operation.responses.get('403') !== null)) return null;
  return joined(
    ...all.map((answer) => {
      const { operation, response } = answer;
      const { field, all: responses } = operation.responses;
      const isCovered = responses.some(({ status }) => status === '4XX' || status === 'default');
      const forbidden = change.rename(response.field, '403');
      const list = valueIn(field);
      if (operation.effective.access !== 'secured' || isCovered || list === null) return forbidden;
      // What is new stands before it, so that all that is written there stays as it is.
      return joined(
        forbidden,
        change.insert(list, '401', unauthorizedResponse(contract), { renamed: '401' }),
      );
    }),
  );
}
