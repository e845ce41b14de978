// openapi/login-operation-protected: who wants to log in would have to be logged in.
import type { Report } from '../../findings/finding';
import type { Operation } from '../../kinds/openapi/operation';
import { keyPlace } from '../../kinds/openapi/part';
import { type Alternative, securityField } from '../../kinds/openapi/security';
import { fix, type OpenApiContext, openapiRule } from '../openapi-rule';
import {
  givesTokens,
  hasVariables,
  isCredentialPath,
  isNamedForCredentials,
  segmentsOf,
  takesSecrets,
} from '../openapi-shared/intents';
import { openOperation } from '../openapi-shared/open-operation';

export const rule = openapiRule({
  id: 'openapi/login-operation-protected',
  kind: 'over-protected',
  certainty: 'assert',
  severity: 'warning',
  summary: 'The operation that hands out credentials demands them itself, so nobody can ever log in.',
  *check(context) {
    for (const operation of context.facts.secured) {
      if (operation.method !== 'POST' || !isLogin(context, operation)) continue;
      if (!demandsWhatItGives(context, operation) || context.facts.isExplained(operation)) continue;
      if (context.facts.isTokenEndpoint(operation)) continue;
      yield report(context, operation);
    }
  },
});

/** Two of four kinds of evidence: the path, the name, what it takes, what it gives. */
function isLogin({ contract }: OpenApiContext, operation: Operation): boolean {
  const last = segmentsOf(operation.path).at(-1) ?? '';
  // Who begins a session with a password has none yet.
  if (/^sessions?$/.test(last) && !hasVariables(operation.path)) return takesSecrets(contract, operation);
  if (!isCredentialPath(operation.path)) return false;
  const isBelowAuth = segmentsOf(operation.path).some((segment) =>
    /^(?:auth|authentication|sessions?)$/.test(segment),
  );
  return (
    isBelowAuth ||
    isNamedForCredentials(operation) ||
    takesSecrets(contract, operation) ||
    givesTokens(contract, operation)
  );
}

/**
 * Whether every way in needs a token or session, and the operation says no more of it than the root: a requirement
 * of its own, such as Basic for the client that asks for a token, is a decision.
 */
function demandsWhatItGives({ contract }: OpenApiContext, { effective }: Operation): boolean {
  const { alternatives, from } = effective;
  if (!alternatives.every((alternative) => needsToken(contract, alternative))) return false;
  if (from === 'root') return true;
  const root = contract.security.kind === 'list' ? contract.security.alternatives : [];
  const names = (all: readonly Alternative[]) =>
    all.flatMap(({ demands }) => demands.map(({ name }) => name));
  const ofRoot = new Set(names(root));
  return root.length > 0 && names(alternatives).every((name) => ofRoot.has(name));
}

/** Keys that applications have from elsewhere are needed for a login as for all else; tokens and sessions come from it. */
function needsToken(contract: OpenApiContext['contract'], { demands }: Alternative): boolean {
  return demands.some(({ name }) => {
    const named = contract.schemeNamed(name);
    if (named.kind !== 'declared') return false;
    const { scheme, carrier } = named.scheme;
    if (scheme?.kind === 'bearer') return true;
    return (
      scheme?.kind === 'apiKey' &&
      (carrier?.in === 'cookie' || /token|session|^authorization$/i.test(scheme.name))
    );
  });
}

function report(context: OpenApiContext, operation: Operation): Report {
  const { method, path, own, effective } = operation;
  const request = context.bareRequest(operation);
  const [demand] = effective.alternatives.flatMap(({ demands }) => demands);
  const where = effective.from === 'root' ? ', inherited from the root' : '';
  const field = securityField(own);
  return {
    at: field === null ? operation.at : keyPlace(field),
    message: `${method} ${path} hands out credentials and demands ${demand?.name ?? 'some'}${where}: nobody can log in. Make it public with "security: []".`,
    related: demand === undefined ? [] : [{ ...keyPlace(demand.field), message: 'demanded here' }],
    witness: request === null ? null : { request, expect: { status: 401 } },
    fixes: fix(`Make ${method} ${path} public`, 'review', openOperation(context, operation)),
  };
}
