// openapi/response-403-for-missing-credentials: a 403 stands where clients wait for a 401 to log in again.
import { keyPlace } from '../../kinds/openapi/part';
import { fix, type OpenApiContext, openapiRule } from '../openapi-rule';
import { type Answer, answersOf, nameOf } from '../openapi-shared/answers';
import { asUnauthorized } from '../openapi-shared/challenge';
import { segmentsOf } from '../openapi-shared/intents';
import { saysThatItIsNotRight, saysThatNobodyIsKnown, speaksOfRights } from '../openapi-shared/refusals';

export const rule = openapiRule({
  id: 'openapi/response-403-for-missing-credentials',
  kind: 'wrong-status',
  certainty: 'assert',
  severity: 'warning',
  summary: 'Missing or invalid credentials get a 403, at which no client logs in or renews its token.',
  *check(context) {
    for (const answer of answersOf(context.facts.secured, (status) => status === '403')) {
      if (answer.operation.responses.covering(401) !== null || !isAboutCredentials(context, answer)) continue;
      yield {
        at: keyPlace(answer.response.field),
        message: `Clients log in again at a 401 alone (RFC 9110, section 15.5.2), and ${nameOf(answer)} is for missing or invalid credentials: make it a 401.`,
        fixes: fix('Make it a 401', 'review', asUnauthorized(context, answer)),
      };
    }
  },
});

/** Operations on credentials speak of those that they are given, and not of those that they are called with. */
const KEPT = /(?:^|-)(?:keys?|tokens?|credentials?|secrets?|apikeys?|sessions?)$/;

/** Whether its text speaks of credentials that are not there or not right, and not of what they are good for. */
function isAboutCredentials({ contract }: OpenApiContext, { operation, response }: Answer): boolean {
  const text = response.description ?? '';
  if (speaksOfRights(text)) return false;
  const schemes = operation.effective.alternatives
    .flatMap(({ demands }) => demands)
    .map(({ name }) => contract.schemeNamed(name))
    .flatMap((named) => (named.kind === 'declared' ? [named.scheme] : []));
  // API Gateway answers 403 to a request without a signature.
  if (schemes.some((scheme) => /^awssigv4$/i.test(scheme.text('x-amazon-apigateway-authtype') ?? '')))
    return false;
  const words = ` ${bare(text)} `;
  const named = schemes
    .map((scheme) => bare(scheme.type === 'apiKey' ? (scheme.text('name') ?? '') : ''))
    .filter((name) => name.length > 3 && words.includes(` ${name} `));
  if (named.length > 0 && (saysThatItIsNotRight(text) || named.some((name) => isLacking(words, name))))
    return true;
  return saysThatNobodyIsKnown(text) && !segmentsOf(operation.path).some((segment) => KEPT.test(segment));
}

/** Whether words before or after a name say that it was not there: `without a`, `is required`. */
function isLacking(words: string, name: string): boolean {
  const [before = '', after = ''] = words.split(` ${name} `, 2);
  return (
    /\b(?:no|without|bad|unknown|absent|lacks|requires)(?: (?:an?|any|valid|the)){0,2}$/.test(before) ||
    /^(?:(?:header|cookie|parameter|key) )?(?:(?:(?:is|was|must be|not) ){1,3}(?:sent|set|present|provided|absent)|(?:(?:is|was) )?(?:required|needed|missing))\b/.test(
      after,
    )
  );
}

function bare(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim();
}
