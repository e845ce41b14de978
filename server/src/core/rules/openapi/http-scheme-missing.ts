// openapi/http-scheme-missing: a scheme of type http does not say which one it is.
import { keyPlace } from '../../kinds/openapi/part';
import { fix, openapiRule } from '../openapi-rule';
import { reshape } from '../openapi-shared/reshape';
import { isMissing, type Readable, schemesOfType, wordsOf } from '../openapi-shared/schemes';

export const rule = openapiRule({
  id: 'openapi/http-scheme-missing',
  kind: 'contract-mismatch',
  certainty: 'assert',
  severity: 'error',
  summary: 'A scheme of type http does not say which, so clients do not know what to send as Authorization.',
  *check({ contract, change }) {
    if (contract.version.family === '2.0') return;
    for (const readable of schemesOfType(contract, 'http')) {
      const { scheme, body } = readable;
      if (!isMissing(body, 'scheme')) continue;
      const [first, second] = isForTokens(readable) ? ['bearer', 'basic'] : ['basic', 'bearer'];
      const written = (name: string) =>
        fix(`Write "scheme: ${name}"`, 'review', reshape(change, body, { scheme: name }, []));
      yield {
        at: keyPlace(scheme.field),
        message: `The scheme "${scheme.name}" is of type http and does not say which, so clients send no Authorization: add "scheme: ${first}" or what else it is.`,
        // Only bearer tokens have a format (OAS 3.x, Security Scheme Object).
        fixes: [...written(first), ...(scheme.at('bearerFormat') === null ? written(second) : [])],
      };
    }
  },
});

function isForTokens(readable: Readable): boolean {
  const words = wordsOf(readable);
  return (
    readable.scheme.at('bearerFormat') !== null || (/jwt|bearer|token/i.test(words) && !/basic/i.test(words))
  );
}
