// openapi/response-407-on-api: a 407 is what a client's own proxy answers, never the API.
import type { Report } from '../../findings/finding';
import { keyPlace } from '../../kinds/openapi/part';
import { fix, type OpenApiContext, openapiRule } from '../openapi-rule';
import { type Answer, answersOf, nameOf } from '../openapi-shared/answers';
import { asUnauthorized } from '../openapi-shared/challenge';

export const rule = openapiRule({
  id: 'openapi/response-407-on-api',
  kind: 'wrong-status',
  certainty: 'assert',
  severity: 'warning',
  summary: 'An API documents a 407, which only a proxy that the client has chosen may answer.',
  *check(context) {
    if (isProxy(context)) return;
    for (const answer of answersOf(context.operations, (status) => status === '407')) {
      if (takesProxyCredentials(answer)) continue;
      yield report(context, answer);
    }
  },
});

/** A contract of a proxy says so: by its title, or by the header in which its clients authenticate. */
function isProxy({ contract }: OpenApiContext): boolean {
  if (/\bproxy\b/i.test(contract.title ?? '')) return true;
  return [...contract.schemes.values()].some(({ carrier }) => carrier?.name === 'proxy-authorization');
}

function takesProxyCredentials({ operation }: Answer): boolean {
  return operation.parameters.some(({ name }) => name?.toLowerCase() === 'proxy-authorization');
}

function report(context: OpenApiContext, answer: Answer): Report {
  return {
    at: keyPlace(answer.response.field),
    message: `A 407 asks for credentials for the client's own proxy (RFC 9110, section 15.5.8): ${nameOf(answer)} is meant to be a 401.`,
    fixes: fix('Make it a 401', 'review', asUnauthorized(context, answer)),
  };
}
