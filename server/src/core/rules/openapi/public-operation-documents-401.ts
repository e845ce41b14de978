// openapi/public-operation-documents-401: an operation that everybody may call documents what only the refused get.
import type { Report } from '../../findings/finding';
import type { Operation } from '../../kinds/openapi/operation';
import { keyPlace } from '../../kinds/openapi/part';
import type { Response } from '../../kinds/openapi/responses';
import { fix, type OpenApiContext, openapiRule } from '../openapi-rule';
import { hasCredentialParameter } from '../openapi-shared/credential-names';
import {
  givesTokens,
  isCredentialPath,
  isNamedForCredentials,
  segmentsOf,
  takesSecrets,
} from '../openapi-shared/intents';
import { isOpenByChoice } from '../openapi-shared/open-operation';

type Documented = { readonly operation: Operation; readonly response: Response };

export const rule = openapiRule({
  id: 'openapi/public-operation-documents-401',
  kind: 'wrong-status',
  certainty: 'assert',
  severity: 'warning',
  summary: 'An operation that everybody may call documents a 401, so one of the two is wrong.',
  *check(context) {
    const unsettled: Documented[] = [];
    for (const operation of context.facts.open) {
      const response = operation.responses.get('401');
      if (response === null || context.facts.isExplained(operation) || refusesItself(context, operation))
        continue;
      if (isOpenByChoice(operation)) yield report(context, operation, response);
      else unsettled.push({ operation, response });
    }
    if (isUnsettled(context)) yield* reportOnce(context, unsettled);
  },
});

/** Paths of operations that check something else than what `security` could name: a code, a signature, a session's end. */
const OWN_CHECKS =
  /^(?:auth|authentication|authorize|oauth2?|oidc|saml|sso|sessions?|tokens?|otp|mfa|2fa|totp|pass(?:word|code|key)s?|verify|verification|confirm|invite|invitations?|activate|activation|web-?hooks?|hooks?|callbacks?|log-?out|sign-?out|log-?in|sign-?in|unsubscribe|revoke|introspect|shared?|magic-?link)$/;

/** Whether an operation may have a 401 of its own: a wrong password, a bad signature, a header that it reads itself. */
function refusesItself({ contract }: OpenApiContext, operation: Operation): boolean {
  return (
    segmentsOf(operation.path).some((segment) => OWN_CHECKS.test(segment)) ||
    isCredentialPath(operation.path) ||
    isNamedForCredentials(operation) ||
    hasCredentialParameter(operation) ||
    takesSecrets(contract, operation) ||
    givesTokens(contract, operation)
  );
}

function report(context: OpenApiContext, operation: Operation, response: Response): Report {
  const { method, path, own, responses } = operation;
  const { change } = context;
  const request = context.bareRequest(operation);
  const outcome = request === null ? null : context.decide(request).outcome;
  const isShown = request !== null && outcome?.kind === 'passed';
  return {
    at: keyPlace(response.field),
    message: `${method} ${path} is public by its own security and documents a 401, which nobody gets there: delete the response, or the security.`,
    related: own.kind === 'list' ? [{ ...keyPlace(own.field), message: 'public by this' }] : [],
    witness: isShown ? { request, expect: { status: outcome.status } } : null,
    fixes: [
      ...(responses.all.length > 1 ? fix('Delete the 401', 'review', change.remove(response.field)) : []),
      ...(own.kind === 'list'
        ? fix('Delete the security that makes it public', 'review', change.remove(own.field))
        : []),
    ],
  };
}

/** Where most operations have a security, one without is reported by openapi/operation-security-missing. */
function isUnsettled({ contract, facts, operations }: OpenApiContext): boolean {
  // The root says that all is public, which one with a 401 may not be meant to be.
  if (
    contract.security.kind === 'list' &&
    contract.security.alternatives.every(({ demands }) => demands.length === 0)
  )
    return contract.schemes.size > 0;
  if (contract.security.kind !== 'absent') return false;
  if (contract.declared === null) return true;
  return facts.uses.length > 0 && facts.secured.length < operations.length * 0.8;
}

/** Operations of which nothing says whether they are public: one question for all of them. */
function* reportOnce({ contract }: OpenApiContext, all: readonly Documented[]): Generator<Report> {
  const [first, ...others] = all;
  if (first === undefined) return;
  const { method, path } = first.operation;
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  const why = contract.declared === null ? 'no scheme is declared' : 'nothing demands credentials';
  yield {
    at: keyPlace(first.response.field),
    message: `${method} ${path}${more} documents a 401 and ${why} there: what do clients have to send?`,
    certainty: 'hint',
    related: others.slice(0, 20).map(({ operation, response }) => ({
      ...keyPlace(response.field),
      message: `the 401 of ${operation.method} ${operation.path}`,
    })),
  };
}
