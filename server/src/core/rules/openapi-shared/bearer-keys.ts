// API keys that are bearer tokens by what they say of themselves (openapi/apikey-authorization-header).
import type { Contract } from '../../kinds/openapi/contract';
import { isGatewayScheme, type Readable, told, wordsOf } from './schemes';

/** Whether a key in the header Authorization is a bearer token. 2.0 has no other way to describe one. */
export function isBearerKey({ version }: Contract, readable: Readable): boolean {
  const { scheme, body } = readable;
  if (version.family === '2.0' || scheme.type !== 'apiKey' || scheme.text('in') !== 'header') return false;
  if (told(body, 'name')?.text.toLowerCase() !== 'authorization') return false;
  return !isGatewayScheme(body) && isBearer(readable);
}

/** What is sent bare, is signed, or has another word before it, as its own text says. */
const OTHER =
  /\bbasic\b|signature|\bsigned\b(?! (?:jwt|json web token|token))|aws4|hmac|\braw\b|without|\b(?:no|not|never|don't)\b[^.]{0,40}\bbearer\b/i;

/** A word before something that stands for a token: `Bearer {token}`, `Token xxxx`, `Token token="…"`. */
const PREFIX =
  /([A-Za-z][\w-]*)\s*[:= ]\s*["'`]?(?:[{<[$(]\s*[\w{]|x{3,}|token=|your[\s_-]|eyj|\.{3}|…|[0-9a-f]{12,}|[a-z]+\.[a-z]+\.[a-z]+)/gi;

/** A word that is said to stand before the token: `'Token' followed by the JWT`, `prefixed with "JWT"`. */
const NAMED =
  /(?:["'`](?=\w+\s*["'`]\s*(?:\[space\]|followed|prefix|and|then|plus|\+))|prefix(?:ed)?(?: with| by| is|:)? (?:the word )?["'`]?)([A-Za-z][\w-]*)/gi;

/** Words that introduce an example, and are no prefix of a value. */
const LEADING =
  /^(?:authorization|header|example|e\.?g|format|value|use|like|as|is|the|type|enter|put|paste|insert|provide|supply|send|pass|add|set|include|attach|copy|with|in|using|by|and|requires?|needs?|contains?|bearer|a|an)$/i;

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
