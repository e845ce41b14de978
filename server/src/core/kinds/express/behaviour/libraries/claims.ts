// What a token says: a request that shows a JSON web token shows its claims too (RFC 7519, section 3).
import type { Place } from '../../../../text/span';
import { utf8Text } from '../../../nginx/passwords/bytes';
import { type Datum, type Unknown, unknown } from '../datum';
import { base64Bytes } from '../run/collections';
import { fromJson } from '../run/json';

/** The claims of a token as the client sent it, whether or not it is good; `null` where it does not show them. */
export function claimsOf(token: string): Datum | null {
  return partOf(/^[\w-]+\.([\w-]+)\.[\w-]*$/.exec(token)?.[1]);
}

/** What stands in front of a token's claims, such as its algorithm; `null` where it does not show that. */
export function headerOf(token: string): Datum | null {
  return partOf(/^([\w-]+)\.[\w-]*\.[\w-]*$/.exec(token)?.[1]);
}

function partOf(part: string | undefined): Datum | null {
  const text = part === undefined ? null : utf8Text(base64Bytes(part));
  if (text === null || !text.startsWith('{')) return null;
  try {
    return fromJson(JSON.parse(text), true);
  } catch {
    return null;
  }
}

/** The claims of a good token that does not show them. */
export function someClaims(at: Place): Unknown {
  const key = `payload ${at.file}:${at.span.start}`;
  return unknown('what a token says is not known', at, { key, judged: true, truthy: true });
}
