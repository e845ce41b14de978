// openapi/apikey-header-name-invalid: the name of a header that no header can have.
import type { Fix, Report } from '../../findings/finding';
import { keyPlace } from '../../kinds/openapi/part';
import { fix, type OpenApiContext, openapiRule } from '../openapi-rule';
import { isFieldName } from '../openapi-shared/credential-names';
import { reshape } from '../openapi-shared/reshape';
import { type Readable, schemesOfType, type Told, told } from '../openapi-shared/schemes';

export const rule = openapiRule({
  id: 'openapi/apikey-header-name-invalid',
  kind: 'contract-mismatch',
  certainty: 'assert',
  severity: 'error',
  summary: 'An API key travels in a header whose name no header can have, so clients fail to send it.',
  *check(context) {
    for (const readable of schemesOfType(context.contract, 'apiKey')) {
      const name = told(readable.body, 'name');
      if (name === null || readable.scheme.text('in') !== 'header') continue;
      if (name.text.trim() !== '' && !isFieldName(name.text)) yield report(context, readable, name);
    }
  },
});

function report(context: OpenApiContext, readable: Readable, name: Told): Report {
  const fixes = corrected(context, readable, name);
  const [first] = fixes;
  const todo =
    first === undefined ? 'write the name alone' : first.title.charAt(0).toLowerCase() + first.title.slice(1);
  return {
    at: keyPlace(name.field),
    message: `"${name.text}", the header of the API key "${readable.scheme.name}", is no name of a header, so clients fail to send it: ${todo}.`,
    fixes,
  };
}

function corrected(
  { contract, change }: OpenApiContext,
  { body }: Readable,
  { value, text }: Told,
): readonly Fix[] {
  if (/^\s*authorization\b.*bearer/i.test(text)) {
    return contract.version.family === '2.0'
      ? fix('Write "name: Authorization"', 'review', change.replaceText(value, 'Authorization'))
      : fix(
          'Write "type: http" and "scheme: bearer"',
          'review',
          reshape(change, body, { type: 'http', scheme: 'bearer' }, ['name', 'in']),
        );
  }
  const bare = text
    .trim()
    .replace(/\s*:.*$/s, '')
    .replaceAll(/\s+/g, '-');
  return isFieldName(bare) ? fix(`Write "name: ${bare}"`, 'review', change.replaceText(value, bare)) : [];
}
