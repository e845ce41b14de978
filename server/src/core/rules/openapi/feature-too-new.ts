// openapi/feature-too-new: a scheme uses what came with a later version than the document's.
import type { Fix, Report } from '../../findings/finding';
import type { OpenApiDocument } from '../../kinds/openapi/document';
import { type Field, fieldOf, keyPlace, valueIn } from '../../kinds/openapi/part';
import { atLeast, type Family } from '../../kinds/openapi/version';
import { fix, type OpenApiContext, openapiRule } from '../openapi-rule';
import { flowsOf, type Readable, readableSchemes, told } from '../openapi-shared/schemes';

export const rule = openapiRule({
  id: 'openapi/feature-too-new',
  kind: 'contract-mismatch',
  certainty: 'assert',
  severity: 'warning',
  summary: 'A scheme uses what its version of OpenAPI does not have yet, so tools refuse or ignore it.',
  *check(context) {
    const { version } = context.contract;
    for (const readable of readableSchemes(context.contract)) {
      for (const feature of featuresOf(context, readable)) {
        if (!atLeast(version, feature.since)) yield report(context, readable, feature);
      }
    }
  },
});

type Feature = {
  readonly field: Field;
  readonly what: string;
  readonly since: Family;
  /** Whether it is a key that can be made an extension. */
  readonly isKey: boolean;
};

/** OAS 3.1 and 3.2, Security Scheme Object and OAuth Flows Object. */
function featuresOf({ contract }: OpenApiContext, readable: Readable): readonly Feature[] {
  const { body, scheme } = readable;
  const features: Feature[] = [];
  const type = told(body, 'type');
  // In 2.0 the type is one of another version: openapi/oas3-keyword-in-oas2.
  if (type?.text === 'mutualTLS' && contract.version.family !== '2.0') {
    features.push({ field: type.field, what: 'mutualTLS', since: '3.1', isKey: false });
  }
  for (const key of ['oauth2MetadataUrl', 'deprecated']) {
    const field = scheme.at(key);
    if (field !== null) features.push({ field, what: key, since: '3.2', isKey: true });
  }
  for (const flow of flowsOf(contract, readable)) {
    const url = fieldOf(flow.body, 'deviceAuthorizationUrl');
    if (flow.name === 'deviceAuthorization') {
      features.push({ field: flow.field, what: flow.written, since: '3.2', isKey: true });
    } else if (url !== null) {
      features.push({ field: url, what: 'deviceAuthorizationUrl', since: '3.2', isKey: true });
    }
  }
  return features;
}

function report(
  context: OpenApiContext,
  { scheme }: Readable,
  { field, what, since, isKey }: Feature,
): Report {
  const { contract, change } = context;
  const raise = raised(context, since);
  const key = field.entry.key;
  const todo =
    raise.length > 0
      ? `raise "openapi" to ${since}.0`
      : isKey
        ? `write "x-${key}"`
        : `describe it in ${since}`;
  const extension = isKey ? fix(`Write "x-${key}"`, 'review', change.rename(field, `x-${key}`)) : [];
  return {
    at: keyPlace(field),
    message: `${what} of "${scheme.name}" came with OpenAPI ${since}, and this document is ${contract.version.family}, so tools refuse or ignore it: ${todo}.`,
    fixes: [...raise, ...extension],
  };
}

/** What 3.0 allows in schemas and 3.1 does not. */
const ONLY_IN_30 = /\bnullable\b|exclusiveM(?:ax|in)imum["']?\s*:\s*(?:true|false)/;

/** Raises the version where nothing in the documents stands against it. */
function raised({ contract, layer, change }: OpenApiContext, since: Family): readonly Fix[] {
  const { family, field } = contract.version;
  const value = valueIn(field);
  if (family === '2.0' || value === null) return [];
  const documents = [...layer.documents.values()];
  const isFor30 = ({ known }: OpenApiDocument) =>
    known.ask('schemas of 3.0', (text) => ONLY_IN_30.test(text));
  if (family === '3.0' && documents.some(isFor30)) return [];
  return fix(`Raise "openapi" to ${since}.0`, 'review', change.replaceText(value, `${since}.0`));
}
