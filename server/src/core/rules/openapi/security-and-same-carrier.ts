// openapi/security-and-same-carrier: one request is to carry two credentials in the same place.
import type { Fix, Report, Witness } from '../../findings/finding';
import { together } from '../../kinds/openapi/edits';
import type { Operation } from '../../kinds/openapi/operation';
import { keyPlace } from '../../kinds/openapi/part';
import { alternativeOf } from '../../kinds/openapi/requirement';
import { requestFor, sentFor } from '../../kinds/openapi/samples';
import type { Alternative } from '../../kinds/openapi/security';
import type { Place } from '../../text/span';
import { fix, type OpenApiContext, openapiRule } from '../openapi-rule';
import { splitAlternative } from '../openapi-shared/alternatives';
import { type Clash, carrierText, clashIn, type Named } from '../openapi-shared/clashes';
import { demandsTwoTokens, isForGoogle } from '../openapi-shared/google';
import { type OfKind, securitiesOf } from '../openapi-shared/securities';
import { refusalWitness } from '../openapi-shared/witnesses';

/** So many requirements that join the same two are named one by one; more are one fault of what wrote them. */
const FEW = 10;
/** More requirements than this are not changed at one stroke: nobody would look through it. */
const MANY = 1000;

export const rule = openapiRule({
  id: 'openapi/security-and-same-carrier',
  kind: 'over-protected',
  certainty: 'assert',
  severity: 'error',
  summary: 'A requirement joins schemes that travel in the same place, so no request can meet it.',
  *check(context) {
    const byPair = new Map<string, Found[]>();
    for (const owner of securitiesOf(context, 'list')) {
      for (const alternative of owner.security.alternatives) {
        const clash = clashIn(context.contract, alternative);
        // What Google's gateways make of two tokens has a rule of its own.
        if (clash === null || (isForGoogle(context) && demandsTwoTokens(context.contract, alternative)))
          continue;
        const pair = JSON.stringify([clash.one.scheme.name, clash.other.scheme.name]);
        const found = byPair.get(pair) ?? [];
        byPair.set(pair, found);
        found.push({ owner, alternative, clash });
      }
    }
    for (const all of byPair.values()) {
      const shown = all.length > FEW ? all.slice(0, 1) : all;
      for (const found of shown) yield report(context, found, all.length > FEW ? all : []);
    }
  },
});

type Found = { readonly owner: OfKind<'list'>; readonly alternative: Alternative; readonly clash: Clash };

function report(context: OpenApiContext, found: Found, same: readonly Found[]): Report {
  const { owner, alternative, clash } = found;
  const { one, other } = clash;
  // Two schemes of one sort may mean the same token or key, described twice.
  const mayBeOne = one.scheme.scheme?.kind === other.scheme.scheme?.kind;
  const names = `"${one.scheme.name}" and "${other.scheme.name}"`;
  const effect = mayBeOne ? 'there is room for one of them only' : 'no request can meet it';
  const more = same.length === 0 ? '' : ` (and ${same.length - 1} more)`;
  return {
    at: placeIn(found),
    message: `A requirement of ${owner.name}${more} demands ${names} at once, and both travel in the ${carrierText(one.scheme)}, so ${effect}: make them two items to accept either.`,
    severity: mayBeOne ? 'warning' : 'error',
    related: same.slice(1, 6).map((one) => ({ ...placeIn(one), message: `the same in ${one.owner.name}` })),
    witness: mayBeOne ? null : witness(context, owner.operation, alternative, one),
    fixes: [
      ...(clash.all ? fix('Accept any one of them', 'review', splitAlternative(context, alternative)) : []),
      ...splitAll(context, same),
    ],
  };
}

function placeIn({ alternative, clash }: Found): Place {
  return keyPlace((alternative.demands[0] ?? clash.one.demand).field);
}

function splitAll(context: OpenApiContext, same: readonly Found[]): readonly Fix[] {
  if (same.length === 0 || same.length > MANY || same.some(({ clash }) => !clash.all)) return [];
  const changes = same.map(({ alternative }) => splitAlternative(context, alternative));
  return fix(`Accept any one of them in all ${same.length} requirements`, 'review', together(...changes));
}

/** A request with one of the two is refused. */
function witness(
  context: OpenApiContext,
  owner: Operation | null,
  { part }: Alternative,
  { demand }: Named,
): Witness | null {
  const { contract, facts } = context;
  const operation = owner ?? facts.secured.find(({ effective }) => effective.from === 'root');
  const sent = sentFor(alternativeOf(contract, { part, shape: 'set', demands: [demand] }));
  if (operation === undefined || sent === null) return null;
  return refusalWitness(context, requestFor(contract, operation, sent.headers, sent.query));
}
