// openapi/apikey-header-underscore: a header with an underscore, which many servers drop without a word.
import type { Report } from '../../findings/finding';
import type { Parameter } from '../../kinds/openapi/parameters';
import type { Part } from '../../kinds/openapi/part';
import { type Field, keyPlace, valueIn } from '../../kinds/openapi/part';
import { fix, type OpenApiContext, openapiRule } from '../openapi-rule';
import { isCredential, isCredentialName, isFieldName } from '../openapi-shared/credential-names';
import { parameterGroups } from '../openapi-shared/parameter-groups';
import { schemesOfType, told } from '../openapi-shared/schemes';

export const rule = openapiRule({
  id: 'openapi/apikey-header-underscore',
  kind: 'header-stripped',
  certainty: 'assert',
  severity: 'warning',
  summary: 'A key travels in a header with an underscore, which nginx and others drop.',
  *check(context) {
    const names = new Set<string>();
    for (const { scheme, body } of schemesOfType(context.contract, 'apiKey')) {
      const name = told(body, 'name');
      if (name === null || scheme.text('in') !== 'header' || !isDropped(name.text)) continue;
      names.add(name.text.toLowerCase());
      yield report(context, name.field, name.value, `the API key "${scheme.name}"`, name.text);
    }
    const isMeant = (one: Parameter) => one.in === 'header' && isCredential(one);
    const groups = parameterGroups(context, isCredentialName, isMeant);
    const dropped = groups.filter(({ name }) => isDropped(name) && !names.has(name.toLowerCase()));
    for (const { name, nameField } of dropped.length > FEW ? dropped.slice(0, 1) : dropped) {
      const value = valueIn(nameField);
      if (value !== null) yield report(context, nameField, value, 'a required key', name);
    }
  },
});

/** So many parameters are named one by one; where there are more the first stands for all. */
const FEW = 10;

/** nginx drops such fields unless `underscores_in_headers` is on, which it is not by default. */
function isDropped(name: string): boolean {
  return name.includes('_') && isFieldName(name);
}

function report({ change }: OpenApiContext, field: Field, value: Part, what: string, name: string): Report {
  const better = name.replaceAll('_', '-');
  return {
    at: keyPlace(field),
    message: `${name}, the header of ${what}, has an underscore: nginx and some load balancers drop it, so the request arrives without a key. Call it ${better}, here and in the server.`,
    fixes: fix(
      `Call it ${better} (the server has to change, too)`,
      'review',
      change.replaceText(value, better),
    ),
  };
}
