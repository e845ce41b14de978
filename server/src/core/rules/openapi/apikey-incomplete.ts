// openapi/apikey-incomplete: a key of which it is not said where it travels, or under which name.

import { keyPlace } from '../../kinds/openapi/part';
import { inTable } from '../../text/table';
import { fix, openapiRule } from '../openapi-rule';
import { reshape } from '../openapi-shared/reshape';
import { isMissing, schemesOfType } from '../openapi-shared/schemes';

const NAMES: Readonly<Record<string, string>> = { header: 'X-API-Key', query: 'api_key', cookie: 'session' };

export const rule = openapiRule({
  id: 'openapi/apikey-incomplete',
  kind: 'contract-mismatch',
  certainty: 'assert',
  severity: 'error',
  summary: 'An API key has no name or no place, so clients cannot send it.',
  *check({ contract, change }) {
    for (const { scheme, body } of schemesOfType(contract, 'apiKey')) {
      const missing = ['in', 'name'].filter((key) => isMissing(body, key));
      if (missing.length === 0) continue;
      const place = missing.includes('in') ? 'header' : (scheme.text('in') ?? 'header');
      const wanted: Record<string, string> = {};
      if (missing.includes('in')) wanted.in = place;
      if (missing.includes('name')) wanted.name = inTable(NAMES, place) ?? 'X-API-Key';
      const lines = Object.entries(wanted).map(([key, value]) => `"${key}: ${value}"`);
      yield {
        at: keyPlace(scheme.field),
        message: `The API key "${scheme.name}" does not say ${missing.map(asWords).join(', nor ')}, so no client sends it: add ${lines.join(' and ')}, or what your server reads.`,
        fixes: fix(`Add ${lines.join(' and ')}`, 'review', reshape(change, body, wanted, [])),
      };
    }
  },
});

function asWords(key: string): string {
  return key === 'in' ? 'where it travels ("in")' : 'under which name it travels ("name")';
}
