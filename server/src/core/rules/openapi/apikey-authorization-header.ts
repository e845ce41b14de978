// openapi/apikey-authorization-header: a bearer token described as a key, so that clients leave out the word Bearer.
import { keyPlace } from '../../kinds/openapi/part';
import { fix, openapiRule } from '../openapi-rule';
import { reshape } from '../openapi-shared/reshape';
import { isGatewayScheme, type Readable, schemesOfType, told, wordsOf } from '../openapi-shared/schemes';

export const rule = openapiRule({
  id: 'openapi/apikey-authorization-header',
  kind: 'scheme-mismatch',
  certainty: 'assert',
  severity: 'warning',
  summary: 'A bearer token is described as an API key, so clients send it without the word Bearer.',
  *check({ contract, change }) {
    // 2.0 has no other way to describe a bearer token.
    if (contract.version.family === '2.0') return;
    for (const readable of schemesOfType(contract, 'apiKey')) {
      const { scheme, body } = readable;
      const name = told(body, 'name');
      if (name === null || name.text.toLowerCase() !== 'authorization' || scheme.text('in') !== 'header')
        continue;
      if (isGatewayScheme(body) || !isBearer(readable)) continue;
      const format = /jwt/i.test(wordsOf(readable)) ? { bearerFormat: 'JWT' } : {};
      const wanted = { type: 'http', scheme: 'bearer', ...format };
      yield {
        at: keyPlace(name.field),
        message: `The scheme "${scheme.name}" speaks of a bearer token and is an API key, so clients send the bare token without "Bearer": write "type: http" and "scheme: bearer".`,
        fixes: fix(
          'Make it "type: http" with "scheme: bearer"',
          'review',
          reshape(change, body, wanted, ['name', 'in']),
        ),
      };
    }
  },
});

/** What is sent bare, is signed, or has another word before it, as its own text says. */
const OTHER =
  /\bbasic\b|signature|\bsigned\b|aws4|hmac|\braw\b|without|\b(?:no|not|never|don't)\b[^.]{0,40}\bbearer\b/i;

/** A word before something that stands for a token: `Bearer {token}`, `Token xxxx`, `Token token="…"`. */
const PREFIX =
  /([A-Za-z][\w-]*)\s*[:= ]\s*["'`]?(?:[{<[$(]\s*[\w{]|x{3,}|token=|your[\s_-]|eyj|\.{3}|…|[0-9a-f]{12,}|[a-z]+\.[a-z]+\.[a-z]+)/gi;

/** A word that is said to stand before the token: `'Token' followed by the JWT`, `prefixed with "JWT"`. */
const NAMED =
  /(?:["'`](?=\w+\s*["'`]\s*(?:\[space\]|followed|prefix|and|then|plus|\+))|prefix(?:ed)?(?: with| by| is|:)? (?:the word )?["'`]?)([A-Za-z][\w-]*)/gi;

/** Words that introduce an example, and are no prefix of a value. */
const LEADING =
  /^(?:authorization|header|example|e\.?g|format|value|use|like|as|is|the|type|enter|bearer|a|an)$/i;

/** Whether its texts speak of a bearer token or a JWT, and of nothing that is sent in another way. */
function isBearer(readable: Readable): boolean {
  const words = wordsOf(readable);
  if (!/bearer|jwt/i.test(words) || OTHER.test(words)) return false;
  if (/bearer\s+["'`]?[{<[$(]|\bbearer\b.{0,30}\b(?:prefix|scheme|space)/i.test(words)) return true;
  const prefixes = [PREFIX, NAMED].flatMap((pattern) =>
    [...words.matchAll(pattern)].map(([, word = '']) => word),
  );
  return prefixes.every((word) => LEADING.test(word));
}
