// openapi/credential-parameter-without-scheme: a key that is only a parameter of an operation that is open by contract.
import type { Report } from '../../findings/finding';
import type { Operation } from '../../kinds/openapi/operation';
import type { Parameter } from '../../kinds/openapi/parameters';
import { keyPlace } from '../../kinds/openapi/part';
import { fix, type OpenApiContext, openapiRule } from '../openapi-rule';
import { demandScheme, schemeFor } from '../openapi-shared/added-scheme';
import { isAuthorization, isCredential, isCredentialName } from '../openapi-shared/credential-names';
import { isCredentialPath, segmentsOf } from '../openapi-shared/intents';
import { type ParameterGroup, parameterGroups, removeParameter } from '../openapi-shared/parameter-groups';
import { joined } from '../openapi-shared/reshape';

/** So many parameters are asked about one by one. */
const FEW = 10;

export const rule = openapiRule({
  id: 'openapi/credential-parameter-without-scheme',
  kind: 'unprotected',
  certainty: 'hint',
  severity: 'info',
  summary: 'A required parameter looks like a credential, and by the contract the operation is open.',
  *check(context) {
    const groups = parameterGroups(
      context,
      (name) => isCredentialName(name) || isAuthorization(name),
      (one, operation) => isLoose(context, one, operation),
    );
    const shown = groups.length > FEW ? groups.slice(0, 1) : groups;
    for (const group of shown) yield report(context, group, groups.length - shown.length);
  },
});

/** Operations about tokens take them as what they work on. */
const ABOUT_TOKENS =
  /^(?:introspect(?:ion)?|revoke|revocation|tokens?|token-?info|verify|verification|validate|validation|log-?out|sign-?out|callbacks?|oauth2?)$/;

function isLoose({ contract, facts }: OpenApiContext, one: Parameter, operation: Operation): boolean {
  const isOld = contract.version.family === '2.0';
  const isOfOld = isOld && one.isRequired && one.in === 'header' && isAuthorization(one.name);
  if (!isCredential(one) && !isOfOld) return false;
  if (one.in === 'cookie' && isOld) return false;
  const { effective, path } = operation;
  if (effective.access !== 'public' || isAboutTokens(path)) return false;
  return !facts.isExplained(operation);
}

function isAboutTokens(path: string): boolean {
  return isCredentialPath(path) || segmentsOf(path).some((segment) => ABOUT_TOKENS.test(segment));
}

function report(context: OpenApiContext, group: ParameterGroup, others: number): Report {
  const { name, nameField, operations } = group;
  const [first] = operations;
  const rest = operations.length - 1 + others;
  const more = rest > 0 ? ` (and ${rest} more)` : '';
  const place = group.items[0]?.in ?? 'header';
  const { name: scheme, made } = schemeFor(context, 'apiKey', { type: 'apiKey', in: place, name });
  const demanded = operations.map((operation) => demandScheme(context, operation, scheme));
  return {
    at: keyPlace(nameField),
    message: `${first?.method} ${first?.path}${more} is open by contract and requires ${name}: is that a credential, which a security scheme would let clients configure once?`,
    fixes: fix(
      `Demand it by the scheme "${scheme}"`,
      'review',
      joined(removeParameter(context, group), made, ...demanded),
    ),
  };
}
