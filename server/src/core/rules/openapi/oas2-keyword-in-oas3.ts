// openapi/oas2-keyword-in-oas3: security as Swagger 2.0 writes it, in a document that is read as 3.x.
import type { Report } from '../../findings/finding';
import { type Change, together } from '../../kinds/openapi/edits';
import { type Field, fieldOf, get, keyPlace, valueIn } from '../../kinds/openapi/part';
import { fix, type OpenApiContext, openapiRule } from '../openapi-rule';
import { putBelow } from '../openapi-shared/put-below';
import { joined, plainMap, reshape } from '../openapi-shared/reshape';
import { isGatewayScheme, type Readable, readableSchemes } from '../openapi-shared/schemes';
import { upgradedAll } from '../openapi-shared/upgrade';
import { oldFlowFields, putIntoFlows, upgradesOf } from '../openapi-shared/upgrade-edits';

export const rule = openapiRule({
  id: 'openapi/oas2-keyword-in-oas3',
  kind: 'contract-mismatch',
  certainty: 'assert',
  severity: 'error',
  summary: 'Security is written as in Swagger 2.0, which 3.x does not read, so clients send nothing.',
  *check(context) {
    const { contract } = context;
    if (contract.version.family === '2.0') return;
    const definitions = fieldOf(contract.root, 'securityDefinitions');
    if (definitions !== null) yield reportDefinitions(context, definitions);
    for (const readable of readableSchemes(contract)) {
      if (readable.scheme.type === 'basic') yield reportBasic(context, readable);
      else if (!isGatewayScheme(readable.body)) yield* reportFlow(context, readable);
    }
  },
});

function reportDefinitions({ contract, change }: OpenApiContext, definitions: Field): Report {
  const components = get(contract.root, 'components');
  return {
    at: keyPlace(definitions),
    message: `OpenAPI ${contract.version.written} does not read "securityDefinitions", so no scheme is declared: move them to components.securitySchemes.`,
    fixes: fix('Move them to components.securitySchemes', 'review', moved()),
  };

  function moved(): Change {
    const value = valueIn(definitions);
    const written = plainMap(value);
    if (value === null || written === undefined || get(components, 'securitySchemes') !== null) return null;
    const schemes = upgradedAll(written);
    const inner = upgradesOf(change, value);
    const precise =
      components === null
        ? together(inner, change.rename(definitions, 'securitySchemes'))
        : change.move(definitions, components, 'last', 'securitySchemes', inner);
    const whole =
      components === null && precise !== null
        ? putBelow(contract, definitions, 'components', precise)
        : precise;
    if (whole !== null) return whole;
    if (components === null) {
      return joined(
        change.rename(definitions, 'components'),
        change.replace(value, { securitySchemes: schemes }),
      );
    }
    return joined(change.remove(definitions), change.insert(components, 'securitySchemes', schemes));
  }
}

function reportBasic({ change }: OpenApiContext, { scheme, body }: Readable): Report {
  return {
    at: keyPlace(scheme.at('type') ?? scheme.field),
    message: `The scheme "${scheme.name}" is of the type "basic", which only Swagger 2.0 has, so clients send nothing for it: write "type: http" and "scheme: basic".`,
    fixes: fix(
      'Write "type: http" and "scheme: basic"',
      'safe',
      reshape(change, body, { type: 'http', scheme: 'basic' }, []),
    ),
  };
}

function* reportFlow(context: OpenApiContext, { scheme, body }: Readable): Generator<Report> {
  const [first] = oldFlowFields(body);
  if (first === undefined) return;
  yield {
    at: keyPlace(first),
    message: `"${first.entry.key}" stands in the scheme "${scheme.name}" itself, as in Swagger 2.0, where 3.x does not read it: put it below "flows", with the name of the flow.`,
    fixes: fix('Put it below "flows"', 'review', putIntoFlows(context.change, body)),
  };
}
