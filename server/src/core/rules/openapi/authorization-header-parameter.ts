// openapi/authorization-header-parameter: a parameter called Authorization, which the specification has clients ignore.
import type { Fix, Report } from '../../findings/finding';
import type { Change } from '../../kinds/openapi/edits';
import type { Operation } from '../../kinds/openapi/operation';
import { keyPlace } from '../../kinds/openapi/part';
import { fix, type OpenApiContext, openapiRule } from '../openapi-rule';
import { demandScheme, schemeFor } from '../openapi-shared/added-scheme';
import { authorizationParameters } from '../openapi-shared/causes';
import { isAuthorization } from '../openapi-shared/credential-names';
import { type ParameterGroup, parameterGroups, removeParameter } from '../openapi-shared/parameter-groups';
import { joined } from '../openapi-shared/reshape';

export const rule = openapiRule({
  id: 'openapi/authorization-header-parameter',
  kind: 'contract-mismatch',
  certainty: 'assert',
  severity: 'error',
  summary: 'Authorization is described as a parameter, which clients ignore, so they send no credentials.',
  *check(context) {
    const groups = parameterGroups(context, isAuthorization, (one, operation) =>
      authorizationParameters(context.contract, operation).includes(one),
    );
    for (const group of groups) yield report(context, group);
  },
});

function report(context: OpenApiContext, group: ParameterGroup): Report {
  const { name, nameField, operations } = group;
  const [first] = operations;
  const more = operations.length > 1 ? ` and ${operations.length - 1} more` : '';
  const open = operations.filter(({ effective }) => effective.access === 'public');
  const todo =
    open.length === 0 ? 'take it out, the requirement says it already' : 'describe it by a security scheme';
  return {
    at: keyPlace(nameField),
    message: `The parameter ${name} of ${first?.method} ${first?.path}${more} is ignored by the specification, so clients send no credentials: ${todo}.`,
    fixes: fixes(context, group, open),
  };
}

function fixes(context: OpenApiContext, group: ParameterGroup, open: readonly Operation[]): readonly Fix[] {
  const removal = removeParameter(context, group);
  if (open.length === 0) return fix('Take the parameter out', 'safe', removal);
  const { name, made } = schemeFor(context, 'bearerAuth', { type: 'http', scheme: 'bearer' });
  const demanded: readonly Change[] = open.map((operation) => demandScheme(context, operation, name));
  return fix(`Demand "${name}" instead`, 'review', joined(removal, made, ...demanded));
}
