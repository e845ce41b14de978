// The secrets that tokens are signed and checked with, and whether two of them can be one.
import type { Value } from '../../kinds/express/values';
import type { ExpressContext } from '../express-rule';
import { sourcesOf } from './callers';
import { keyText, type TokenCall, tokenCalls } from './json-web-tokens';
import { textOfBytes } from './key-bytes';
import type { Given } from './options';

/** A call with one of the secrets that it is given. */
export type KeyOfCall = {
  readonly call: TokenCall;
  readonly key: Given;
  /** The key in words that are the same wherever it stands. */
  readonly text: string;
  /** The name of the option that it is, where it is one. */
  readonly name: string;
};

/** The secrets of all calls that sign and check; `null` where one of them is not known. Pairs of keys are left out. */
export function keysOf(
  context: ExpressContext,
): { readonly signs: readonly KeyOfCall[]; readonly checks: readonly KeyOfCall[] } | null {
  const found: KeyOfCall[] = [];
  for (const call of tokenCalls(context)) {
    if (isAsymmetric(call)) continue;
    const keys = call.key === null ? [] : sourcesOf(context, call.key).map((key) => plainKey(context, key));
    if (keys.length === 0) return null;
    for (const key of keys) {
      const text = keyText(key.value);
      if (text === null) return null;
      if (/BEGIN |PUBLIC|PRIVATE|CERT|\bPEM\b|readFileSync/i.test(text)) return null;
      const name = call.by === 'express-jwt' ? 'secret' : 'secretOrKey';
      found.push({ call, key, text, name });
    }
  }
  return {
    signs: found.filter(({ call }) => call.kind === 'sign'),
    checks: found.filter(({ call }) => call.kind === 'check'),
  };
}

/** The text of bytes, and what a function that looks the key up always answers: `secret: async () => process.env.SECRET`. */
function plainKey(context: ExpressContext, key: Given): Given {
  if (key.value.kind !== 'function') return { ...key, value: textOfBytes(key.value) };
  const { node, scope } = key.value;
  const [only] = node.body;
  if (only?.kind !== 'return' || only.value === null) return key;
  return { ...key, value: context.evaluate(only.value, scope), node: null };
}

/** Whether all of the algorithms of a call use a pair of keys. */
function isAsymmetric({ algorithms }: TokenCall): boolean {
  const names = algorithms?.names ?? [];
  return names.length > 0 && names.every((name) => !/^HS/i.test(name));
}

/**
 * Whether tokens of one key may pass a check with the other: a variable of the environment is the same one with a default
 * or without, and without a value jsonwebtoken signs nothing.
 */
export function mayBeOne({ text, key }: KeyOfCall, check: KeyOfCall): boolean {
  if (text === check.text) return true;
  const [sign, other] = [key.value, check.key.value];
  return sign.kind === 'env' && other.kind === 'env' && sign.name === other.name && sign.fallback === null;
}

/** How two keys differ, in words. */
export type KeysApart = {
  /** `false` where they are surely not one key. */
  readonly isSame: boolean;
  /** Whether they differ whatever the environment says, or under the condition that `when` names. */
  readonly isSure: boolean;
  /** A condition in front of the sentence, with a blank behind it; empty for none. */
  readonly when: string;
  readonly sign: string;
  readonly check: string;
};

/** Compares the key that signs with the one that checks. */
export function keysApart(sign: Value, check: Value): KeysApart {
  const apart = {
    isSame: keyText(sign) !== null && keyText(sign) === keyText(check),
    isSure: true,
    when: '',
    sign: describeKey(sign),
    check: describeKey(check),
  };
  if (sign.kind === 'env' && check.kind === 'env') {
    const fallbacks = [sign.fallback, check.fallback].map((one) => (one === null ? null : keyText(one)));
    const isSameDefault = fallbacks[0] !== null && fallbacks[0] === fallbacks[1];
    if (sign.name !== check.name) {
      return { ...apart, isSure: !isSameDefault && !areForDifferentThings(sign.name, check.name) };
    }
    return {
      ...apart,
      when: `Without process.env.${sign.name}, `,
      sign: sign.fallback === null ? 'nothing' : describeKey(sign.fallback),
      check: check.fallback === null ? 'nothing' : describeKey(check.fallback),
    };
  }
  if (sign.kind === 'string' && check.kind === 'string')
    return { ...apart, sign: 'one text', check: 'another' };
  for (const [one, other] of [
    [sign, check],
    [check, sign],
  ] as const) {
    if (one.kind !== 'env' || other.kind !== 'string') continue;
    const isDefault = one.fallback?.kind === 'string' && one.fallback.value === other.value;
    if (isDefault) return { ...apart, when: `When process.env.${one.name} is set, ` };
  }
  return apart;
}

/** Words that say of a secret that it is one for tokens, and not for which. */
const PLAIN_WORDS = new Set(
  'jwt jws secret secrets key token tokens auth app api access refresh user session signing sign my the'.split(
    ' ',
  ),
);

/** Whether both names say what a secret is for, and different things. */
function areForDifferentThings(a: string, b: string): boolean {
  const [first, second] = [a, b].map((name) =>
    name
      .toLowerCase()
      .split(/[^a-z]+/)
      .filter((word) => word !== '' && !PLAIN_WORDS.has(word)),
  );
  const one = first ?? [];
  const other = second ?? [];
  return one.join(' ') !== other.join(' ') && !one.some((word) => other.includes(word));
}

/** A key as users may read it: literals are not shown. */
export function describeKey(value: Value): string {
  switch (value.kind) {
    case 'env':
      return `process.env.${value.name}`;
    case 'string':
      return 'a text of the program';
    case 'call':
      return value.args[0] === undefined ? 'bytes' : `the decoded bytes of ${describeKey(value.args[0])}`;
    default:
      return 'another key';
  }
}
