// openapi/oas3-keyword-in-oas2: security as OpenAPI 3 writes it, in a Swagger 2.0 document.
import type { Report } from '../../findings/finding';
import { type Field, fieldOf, isNull, keyPlace, placeOf, valueIn } from '../../kinds/openapi/part';
import type { Security } from '../../kinds/openapi/security';
import { fix, type OpenApiContext, openapiRule } from '../openapi-rule';
import { definitionsFor, flowFor, schemeFor2 } from '../openapi-shared/downgrade';
import { type Readable, readableSchemes, told } from '../openapi-shared/schemes';

export const rule = openapiRule({
  id: 'openapi/oas3-keyword-in-oas2',
  kind: 'contract-mismatch',
  certainty: 'assert',
  severity: 'error',
  summary: 'Security is written as in OpenAPI 3, which Swagger 2.0 does not read, so clients send nothing.',
  *check(context) {
    const { contract } = context;
    if (contract.version.family !== '2.0') return;
    const components = fieldOf(contract.root, 'components');
    if (components !== null) yield reportComponents(context, components);
    for (const readable of readableSchemes(contract)) yield* reportScheme(context, readable);
    for (const security of [contract.security, ...contract.operations.map(({ own }) => own)]) {
      yield* reportOptional(context, security);
    }
  },
});

function reportComponents(context: OpenApiContext, components: Field): Report {
  return {
    at: keyPlace(components),
    message:
      'Swagger 2.0 does not read "components", so the schemes in it are not declared: write them below "securityDefinitions".',
    fixes: fix('Make them "securityDefinitions"', 'review', definitionsFor(context, components)),
  };
}

const NEW_TYPES = new Set(['http', 'openIdConnect', 'mutualTLS']);

function* reportScheme(context: OpenApiContext, readable: Readable): Generator<Report> {
  const { scheme, body } = readable;
  const type = told(body, 'type');
  const flows = fieldOf(body, 'flows');
  const place = told(body, 'in');
  if (type !== null && NEW_TYPES.has(type.text)) {
    yield {
      at: keyPlace(type.field),
      message: `The scheme "${scheme.name}" is of the type "${type.text}", which Swagger 2.0 does not know, so clients send nothing for it: it has basic, apiKey and oauth2.`,
      fixes: schemeFor2(context, readable),
    };
  } else if (type?.text === 'oauth2' && flows !== null) {
    yield {
      at: keyPlace(flows),
      message: `Swagger 2.0 does not read the "flows" of "${scheme.name}": a scheme has one "flow" there, with its URLs and scopes beside it.`,
      fixes: fix('Write it as one "flow"', 'review', flowFor(context, readable)),
    };
  } else if (type?.text === 'apiKey' && place?.text === 'cookie') {
    yield {
      at: keyPlace(place.field),
      message: `Swagger 2.0 has no keys "in: cookie", so clients send nothing for "${scheme.name}": describe it in OpenAPI 3, or as a key in a header.`,
    };
  }
}

/** `{}`, which 3.0 has for anonymous access, has no meaning in 2.0. */
function* reportOptional({ change }: OpenApiContext, security: Security): Generator<Report> {
  if (security.kind !== 'list') return;
  const { alternatives, field } = security;
  const empty = alternatives.find(({ shape, demands }) => shape === 'set' && demands.length === 0);
  if (empty === undefined || isNull(empty.part)) return;
  const value = valueIn(field);
  const isAll = alternatives.every(({ shape, demands }) => shape === 'set' && demands.length === 0);
  yield {
    at: placeOf(empty.part),
    certainty: 'hint',
    message:
      'Swagger 2.0 does not say what the requirement {} means, as 3.0 does (anonymous access): do all who read this document take it so?',
    fixes: isAll && value !== null ? fix('Write "security: []"', 'review', change.replace(value, [])) : [],
  };
}
