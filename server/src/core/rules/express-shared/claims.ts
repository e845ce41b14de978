// The claims that a check of tokens demands, and what calls that sign write into their tokens.
import type { Place } from '../../text/span';
import type { ExpressContext } from '../express-rule';
import { givenTo, sourcesOf } from './callers';
import { type TokenCall, tokenOption } from './json-web-tokens';
import { type Given, optionIn } from './options';
import { textsIn } from './text-lists';

export type ClaimName = 'issuer' | 'audience' | 'subject';

/** A demand: the token's claim has to be one of these. */
export type Claim = {
  readonly name: ClaimName;
  /** The option that demands it. */
  readonly option: string;
  readonly texts: readonly string[];
  readonly given: Given;
};

const CLAIMS: Readonly<Record<ClaimName, string>> = { issuer: 'iss', audience: 'aud', subject: 'sub' };

/** What a check demands of a claim; `null` where it demands nothing, or what nobody knows. */
export function demandedClaim(context: ExpressContext, check: TokenCall, name: ClaimName): Claim | null {
  // Only jsonwebtoken and express-jwt, which hands its options on, know a subject.
  if (name === 'subject' && check.by === 'passport-jwt') return null;
  const given = givenOption(context, check, name);
  const texts = given === null ? null : textsIn(given.value);
  return given === null || texts === null || texts.length === 0 ? null : { name, option: name, texts, given };
}

/** An option, or what the only caller gives where it is what callers give. */
function givenOption(context: ExpressContext, call: TokenCall, name: string): Given | null {
  const option = tokenOption(context, call, name);
  const [only, ...others] = option === null ? [] : sourcesOf(context, option);
  return only === undefined || others.length > 0 ? option : { ...option, ...only };
}

/** What a token has in the place of a claim: a text, or nothing. */
export type SignedClaim = { readonly text: string | null; readonly at: Place };

/** What a call that signs writes where it is not what a check demands; `null` where it is, or may be. */
export function missingFrom(context: ExpressContext, sign: TokenCall, claim: Claim): SignedClaim | null {
  const option = givenOption(context, sign, claim.name);
  if (option === null) return null;
  const given = option.value.kind === 'undefined' ? inPayload(context, sign, CLAIMS[claim.name]) : option;
  if (given === null) return null;
  if (given.value.kind === 'undefined') return { text: null, at: sign.at };
  const texts = textsIn(given.value);
  if (texts === null || texts.some((text) => claim.texts.includes(text))) return null;
  return { text: texts[0] ?? '', at: given.at };
}

/** A claim of the payload itself; a payload that is a text has none. */
function inPayload(context: ExpressContext, { payload }: TokenCall, name: string): Given | null {
  if (payload === null) return null;
  if (payload.value.kind === 'parameter') {
    const given = givenTo(context, payload.value).map((one) => optionIn(context, one.value, one.at, name));
    const isNowhere = given.length > 0 && given.every((one) => one?.value.kind === 'undefined');
    return isNowhere ? { ...payload, value: { kind: 'undefined' } } : null;
  }
  if (payload.value.kind === 'string') return { ...payload, value: { kind: 'undefined' } };
  return optionIn(context, payload.value, payload.at, name);
}
