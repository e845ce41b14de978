// openapi/http-scheme-case: `Bearer` is right, and some clients only know `bearer`.
import { keyPlace } from '../../kinds/openapi/part';
import { fix, openapiRule } from '../openapi-rule';
import { schemesOfType, told } from '../openapi-shared/schemes';

const COMMON = new Set(['basic', 'bearer', 'digest']);

export const rule = openapiRule({
  id: 'openapi/http-scheme-case',
  kind: 'contract-mismatch',
  certainty: 'hint',
  severity: 'info',
  summary: 'The name of an HTTP scheme is written with capitals, which some clients do not recognise.',
  *check({ contract, change }) {
    if (contract.version.family === '2.0') return;
    for (const { scheme, body } of schemesOfType(contract, 'http')) {
      const name = told(body, 'scheme');
      if (name === null) continue;
      const lower = name.text.toLowerCase();
      if (name.text === lower || !COMMON.has(lower)) continue;
      yield {
        at: keyPlace(name.field),
        message: `The scheme "${scheme.name}" says "${name.text}", which is legal, but do all its clients compare without regard to case? "${lower}" is what every one knows.`,
        fixes: fix(`Write "${lower}"`, 'safe', change.replaceText(name.value, lower)),
      };
    }
  },
});
