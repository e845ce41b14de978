// express/jwt-secret-mismatch: tokens are checked with another secret than they are signed with, so none is accepted.
import type { Report } from '../../findings/finding';
import { type ExpressContext, expressRule, fixOf } from '../express-rule';
import { tokenOption } from '../express-shared/json-web-tokens';
import { replaceOption } from '../express-shared/options';
import { swappedKeys } from '../express-shared/swapped-keys';
import {
  describeKey,
  type KeyOfCall,
  type KeysApart,
  keysApart,
  keysOf,
  mayBeOne,
} from '../express-shared/token-keys';

export const rule = expressRule({
  id: 'express/jwt-secret-mismatch',
  kind: 'scheme-mismatch',
  certainty: 'assert',
  severity: 'warning',
  summary: 'Tokens are checked with another secret than the one that they are signed with.',
  *check(context) {
    if (!context.isWhole) return;
    const keys = keysOf(context);
    if (keys === null) return;
    const { signs, checks } = keys;
    const swapped = swappedKeys(context, keys);
    // Where both kinds are checked with the secret of the other, no name is there by chance.
    const isSure = new Set(swapped.map(({ sign }) => sign)).size === 2;
    for (const { check, sign } of swapped)
      yield report(context, check, sign, { ...keysApart(sign.key.value, check.key.value), isSure });
    if (swapped.length > 0) return;
    const lostSigns = signs.filter((sign) => !checks.some((check) => mayBeOne(sign, check)));
    const lostChecks = checks.filter((check) => !signs.some((sign) => mayBeOne(sign, check)));
    const [sign] = lostSigns;
    if (sign === undefined) return;
    // Where several are left on a side, nobody can say which of them belong together.
    if (!areSame(lostSigns) || !areSame(lostChecks)) {
      const isNone = lostSigns.length === signs.length && lostChecks.length === checks.length;
      const [check, ...more] = lostChecks.filter((one) => !comesFromElsewhere(context, one, sign));
      if (isNone && check !== undefined) yield asked(check, more, lostSigns);
      return;
    }
    for (const check of lostChecks) {
      if (comesFromElsewhere(context, check, sign)) continue;
      yield report(context, check, sign, keysApart(sign.key.value, check.key.value));
    }
  },
});

function areSame(keys: readonly KeyOfCall[]): boolean {
  return new Set(keys.map(({ text }) => text)).size === 1;
}

/** Whether a check asks for an issuer or an audience that the tokens of the program do not have. */
function comesFromElsewhere(context: ExpressContext, check: KeyOfCall, sign: KeyOfCall): boolean {
  return ['issuer', 'audience'].some((name) => {
    const wanted = tokenOption(context, check.call, name);
    if (wanted === null || wanted.value.kind === 'undefined') return false;
    const given = tokenOption(context, sign.call, name);
    return (
      given?.value.kind !== 'string' ||
      wanted.value.kind !== 'string' ||
      given.value.value !== wanted.value.value
    );
  });
}

/** Of several secrets on a side, none of which is on the other one. */
function asked(check: KeyOfCall, more: readonly KeyOfCall[], signs: readonly KeyOfCall[]): Report {
  const names = (keys: readonly KeyOfCall[]) =>
    [...new Set(keys.map(({ key }) => describeKey(key.value)))].join(' and ');
  return {
    at: check.key.at,
    certainty: 'hint',
    message: `Is none of the tokens that are signed with ${names(signs)} meant to be accepted here? They are checked with ${names([check, ...more])}: check with the secret that signs.`,
    related: [
      ...more.map(({ key }) => ({ ...key.at, message: `${describeKey(key.value)} is checked with here.` })),
      ...signs.map(({ key }) => ({ ...key.at, message: `${describeKey(key.value)} signs here.` })),
    ],
  };
}

function report(context: ExpressContext, check: KeyOfCall, sign: KeyOfCall, apart: KeysApart): Report {
  const subject = apart.when === '' ? 'Tokens' : `${apart.when}tokens`;
  return {
    at: check.key.at,
    ...(apart.isSure ? {} : { certainty: 'hint' as const }),
    message: apart.isSure
      ? `${subject} are checked with ${apart.check}, and signed with ${apart.sign}: no token is accepted until both use one secret.`
      : `${subject} are checked with ${apart.check}, and signed with ${apart.sign}: is that one secret?`,
    related: [{ ...sign.key.at, message: `Tokens are signed with ${apart.sign} here.` }],
    fixes: fixOf('Check with the secret that signs', 'review', signersKey(context, check, sign)),
  };
}

/** The signer's expression in the place of the key of a check, where it means the same there. */
function signersKey(context: ExpressContext, check: KeyOfCall, sign: KeyOfCall) {
  const { node, at } = sign.key;
  if (node === null || check.key.node === null || (check.call.by === 'jose') !== (sign.call.by === 'jose'))
    return null;
  const isPlain = node.kind === 'string' || node.kind === 'member' || node.kind === 'identifier';
  const isSame = context.evaluate(node, check.call.scope);
  if (!isPlain || keysApart(isSame, sign.key.value).isSame === false) return null;
  return replaceOption(context, check.name, check.key, context.change.textOf(at));
}
