// express/jwt-issuer-audience-mismatch: a check demands an issuer, audience or subject that the tokens do not have.
import type { Report } from '../../findings/finding';
import { type ExpressContext, expressRule, fixOf } from '../express-rule';
import { type Claim, demandedClaim, missingFrom, type SignedClaim } from '../express-shared/claims';
import type { TokenCall } from '../express-shared/json-web-tokens';
import { replaceOption } from '../express-shared/options';
import { refusedToken } from '../express-shared/refused-token';
import { type TokenPair, tokenPairs } from '../express-shared/token-pairs';

export const rule = expressRule({
  id: 'express/jwt-issuer-audience-mismatch',
  kind: 'scheme-mismatch',
  certainty: 'assert',
  severity: 'error',
  summary:
    'A check of tokens demands an issuer, an audience or a subject that the program does not write into them.',
  *check(context) {
    const pairs = tokenPairs(context);
    for (const { check, signs } of pairs) {
      for (const name of NAMES) {
        const claim = demandedClaim(context, check, name);
        if (claim === null) continue;
        const missing = signs.map((sign) => missingFrom(context, sign, claim));
        const [first] = missing;
        // One kind of token that has it is enough: the others may be for another check.
        if (first === undefined || first === null || missing.includes(null)) continue;
        // Tokens that another check takes may be made for that one.
        const isTaken = pairs.some((other) => other.check !== check && takes(context, other, signs));
        yield report(context, check, claim, first, isTaken);
      }
    }
  },
});

const NAMES = ['issuer', 'audience', 'subject'] as const;

/** Whether a check demands nothing that some of these tokens do not have. */
function takes(context: ExpressContext, { check, signs }: TokenPair, made: readonly TokenCall[]): boolean {
  const own = signs.filter((sign) => made.includes(sign));
  return own.some((sign) =>
    NAMES.every((name) => {
      const claim = demandedClaim(context, check, name);
      return claim === null || missingFrom(context, sign, claim) === null;
    }),
  );
}

function report(
  context: ExpressContext,
  check: TokenCall,
  claim: Claim,
  signed: SignedClaim,
  isTaken: boolean,
): Report {
  const shown = refusedToken(context, check);
  const so =
    shown === null ? 'every token is refused' : `${shown.path} answers ${shown.status} to every token`;
  const wanted = claim.texts.map((text) => `"${text}"`).join(' or ') || 'one that a pattern matches';
  const what =
    signed.text === null
      ? `Tokens are signed without ${claim.name}, and their check demands ${wanted}`
      : `Tokens are signed with the ${claim.name} "${signed.text}", and their check demands ${wanted}`;
  const fix = signed.text === null || claim.given.node === null ? null : `'${signed.text}'`;
  return {
    at: claim.given.at,
    ...(isTaken ? { certainty: 'hint' as const, severity: 'info' as const } : {}),
    message: isTaken
      ? `Is this check for tokens from elsewhere? ${what}, so it takes none of them.`
      : `${what}, so ${so}: write the same in both places.`,
    related: [
      {
        ...signed.at,
        message: signed.text === null ? 'Tokens are signed here.' : `The ${claim.name} is written here.`,
      },
    ],
    fixes:
      fix === null
        ? []
        : fixOf(`Demand "${signed.text}"`, 'review', replaceOption(context, claim.option, claim.given, fix)),
  };
}
