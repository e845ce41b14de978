// The token that jsonwebtoken 9 makes of claims that are known (sign.js), so that a handler can read its own token.
import { encodeBase64 } from '../../../nginx/passwords/base64';
import { utf8Bytes } from '../../../nginx/passwords/bytes';
import { type Constant, constant, type Datum } from '../datum';
import { optionOf } from '../options';

/** Some second at which tokens are made: what is compared with the time of day stays unknown. */
const ISSUED = 1_700_000_000;

/** The text of a token; `null` where not all of it is known. Its signature is none. */
export function signedToken(payload: Datum, options: Datum | undefined): Constant | null {
  const claims = jsonOf(payload);
  if (typeof claims !== 'object' || claims === null || Array.isArray(claims)) return null;
  const made: Record<string, unknown> = { ...claims };
  if (optionOf(options, 'noTimestamp')?.kind !== 'constant') return null;
  made.iat ??= ISSUED;
  for (const [option, claim] of CLAIMS) {
    const given = optionOf(options, option);
    if (given?.kind !== 'constant') return null;
    if (given.value !== undefined) made[claim] = given.value;
  }
  for (const [option, claim] of TIMES) {
    const given = optionOf(options, option);
    const end = given?.kind === 'constant' ? secondAfter(Number(made.iat), given.value) : null;
    if (end === null) return null;
    if (end !== undefined) made[claim] = end;
  }
  const parts = [{ alg: 'HS256', typ: 'JWT' }, made].map((part) => base64url(JSON.stringify(part)));
  return constant([...parts, 'signature'].join('.'));
}

const CLAIMS = [
  ['issuer', 'iss'],
  ['audience', 'aud'],
  ['subject', 'sub'],
  ['jwtid', 'jti'],
] as const;

const TIMES = [
  ['notBefore', 'nbf'],
  ['expiresIn', 'exp'],
] as const;

/** Numbers are seconds, texts are read by `ms` and are milliseconds without a unit (lib/timespan.js). */
function secondAfter(start: number, span: Constant['value']): number | null | undefined {
  if (span === undefined) return undefined;
  if (typeof span === 'number') return start + span;
  const [, amount, unit = ''] =
    typeof span === 'string' ? (/^(-?\d*\.?\d+) *([a-z]*)$/i.exec(span) ?? []) : [];
  const milliseconds = UNITS.find(([names]) => names.test(unit))?.[1];
  return amount === undefined || milliseconds === undefined
    ? null
    : Math.floor(start + (Number(amount) * milliseconds) / 1000);
}

const DAY = 86_400_000;

/** The units of `ms` 2.1. */
const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(?:|ms|msecs?|milliseconds?)$/i, 1],
  [/^(?:s|secs?|seconds?)$/i, 1000],
  [/^(?:m|mins?|minutes?)$/i, 60_000],
  [/^(?:h|hrs?|hours?)$/i, 3_600_000],
  [/^(?:d|days?)$/i, DAY],
  [/^(?:w|weeks?)$/i, 7 * DAY],
  [/^(?:y|yrs?|years?)$/i, 365.25 * DAY],
];

function base64url(text: string): string {
  return encodeBase64(utf8Bytes(text)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

/** What JSON makes of a value; `undefined` where it is not all known. */
function jsonOf(datum: Datum): unknown {
  switch (datum.kind) {
    case 'constant':
      return typeof datum.value === 'bigint' ? undefined : (datum.value ?? null);
    case 'list': {
      const items = datum.isOpen ? [undefined] : datum.items.map(jsonOf);
      return items.includes(undefined) ? undefined : items;
    }
    case 'object': {
      const entries = [...datum.fields].map(([name, value]) => [name, jsonOf(value)] as const);
      const isKnown =
        datum.rest === null && datum.of === null && entries.every(([, value]) => value !== undefined);
      return isKnown ? Object.fromEntries(entries) : undefined;
    }
    default:
      return undefined;
  }
}
