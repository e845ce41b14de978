// express/jwt-algorithm-mismatch: tokens are signed with an algorithm that their check does not take.
import type { Report } from '../../findings/finding';
import type { Change } from '../../kinds/express/edits';
import { type ExpressContext, expressRule, fixOf } from '../express-rule';
import { type TokenCall, tokenCalls, tokenOption } from '../express-shared/json-web-tokens';
import { replaceOption } from '../express-shared/options';
import { refusedToken } from '../express-shared/refused-token';
import { tokenPairs } from '../express-shared/token-pairs';

export const rule = expressRule({
  id: 'express/jwt-algorithm-mismatch',
  kind: 'scheme-mismatch',
  certainty: 'assert',
  severity: 'error',
  summary:
    'Tokens are signed with an algorithm that their check does not take, or that does not fit their key.',
  *check(context) {
    const unpaired = new Set<TokenCall>();
    const pairs = tokenPairs(context);
    for (const { check, signs } of pairs) {
      const [sign] = signs;
      if (sign === undefined || signs.some(isTextForPair) || !isRefused(check, signs)) continue;
      unpaired.add(check);
      // Tokens that another check takes may be made for that one.
      const isTaken = pairs.some(
        (other) => other.check !== check && other.signs.includes(sign) && !isRefused(other.check, [sign]),
      );
      yield mismatch(context, check, sign, isTaken);
    }
    for (const call of tokenCalls(context)) {
      if (isTextForPair(call) && !unpaired.has(call)) yield unfitting(call);
    }
  },
});

/** Whether a check names its algorithms, and none of them is one that signs. */
function isRefused({ algorithms }: TokenCall, signs: readonly TokenCall[]): boolean {
  if (algorithms === null || algorithms.isDefault) return false;
  return signs.every(
    (sign) =>
      sign.algorithms !== null && !sign.algorithms.names.some((name) => algorithms.names.includes(name)),
  );
}

const PAIRED = /^(?:RS|PS|ES|EdDSA)/;

/** Whether a plain text is to be the key of an algorithm that wants a pair of keys (jsonwebtoken 9, sign.js and verify.js). */
function isTextForPair({ key, algorithms }: TokenCall): boolean {
  const isText = key?.value.kind === 'string' && !/-----BEGIN|\n/.test(key.value.value);
  const names = algorithms?.names ?? [];
  return isText && names.length > 0 && names.every((name) => PAIRED.test(name));
}

function unfitting({ kind, algorithms, at }: TokenCall): Report {
  const name = algorithms?.names[0] ?? 'RS256';
  return {
    at: algorithms?.at ?? at,
    message:
      kind === 'sign'
        ? `jwt.sign() throws, as ${name} wants a private key and is given a plain text: sign with HS256, or give it the key.`
        : `No token is accepted, as ${name} wants a public key and is given a plain text: check for HS256, or give it the key.`,
  };
}

function mismatch(context: ExpressContext, check: TokenCall, sign: TokenCall, isTaken: boolean): Report {
  const used = sign.algorithms?.names[0] ?? 'HS256';
  const isDefault = sign.algorithms?.isDefault === true;
  const taken = check.algorithms?.names.join(', ') || 'none';
  const shown = refusedToken(context, check);
  const so =
    shown === null ? 'every token is refused' : `${shown.path} answers ${shown.status} to every token`;
  const what = `Tokens are signed with ${used}${isDefault ? ', the default,' : ''} and checked for ${taken}`;
  const signedAt = isDefault ? sign.at : (sign.algorithms?.at ?? sign.at);
  return {
    at: check.algorithms?.at ?? check.at,
    ...(isTaken ? { certainty: 'hint' as const, severity: 'info' as const } : {}),
    message: isTaken
      ? `Is this check for tokens from elsewhere? ${what}, so it takes none of them.`
      : `${what}, so ${so}: name one algorithm in both places.`,
    related: [{ ...signedAt, message: `Tokens are signed with ${used} here.` }],
    fixes: fixOf(`Check for ${used}`, 'review', checkedFor(context, check, used)),
  };
}

/** The same algorithms with the one that signs in their place: two kinds of keys do not go together. */
function checkedFor(context: ExpressContext, check: TokenCall, used: string): Change {
  const option = tokenOption(context, check, 'algorithms');
  if (option === null || (option.node?.kind !== 'array' && option.node?.kind !== 'string')) return null;
  return replaceOption(context, 'algorithms', option, `['${used}']`);
}
