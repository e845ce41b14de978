// openapi/security-and-same-carrier: one request is to carry two credentials in the same place.
import type { Report, Witness } from '../../findings/finding';
import type { Contract } from '../../kinds/openapi/contract';
import type { Operation } from '../../kinds/openapi/operation';
import { keyPlace } from '../../kinds/openapi/part';
import { alternativeOf } from '../../kinds/openapi/requirement';
import { requestFor, sentFor } from '../../kinds/openapi/samples';
import type { SecurityScheme } from '../../kinds/openapi/scheme';
import type { Alternative, Demand } from '../../kinds/openapi/security';
import { fix, type OpenApiContext, openapiRule } from '../openapi-rule';
import { splitAlternative } from '../openapi-shared/alternatives';
import { type OfKind, securitiesOf } from '../openapi-shared/securities';
import { refusalWitness } from '../openapi-shared/witnesses';

export const rule = openapiRule({
  id: 'openapi/security-and-same-carrier',
  kind: 'over-protected',
  certainty: 'assert',
  severity: 'error',
  summary: 'A requirement joins schemes that travel in the same place, so no request can meet it.',
  *check(context) {
    for (const owner of securitiesOf(context, 'list')) {
      for (const alternative of owner.security.alternatives) {
        const clash = clashIn(context.contract, alternative);
        if (clash !== null) yield report(context, owner, alternative, clash);
      }
    }
  },
});

type Named = { readonly demand: Demand; readonly scheme: SecurityScheme };
type Clash = { readonly one: Named; readonly other: Named; readonly all: boolean };

/** The first two schemes of a requirement that want the same place, and whether all of it does. */
function clashIn(contract: Contract, { shape, demands }: Alternative): Clash | null {
  if (shape !== 'set' || demands.length < 2) return null;
  const named = demands.flatMap((demand): Named[] => {
    const found = contract.schemeNamed(demand.name);
    return found.kind === 'declared' ? [{ demand, scheme: found.scheme }] : [];
  });
  for (const [i, one] of named.entries()) {
    const other = named.slice(i + 1).find(({ scheme }) => isSamePlace(one.scheme, scheme));
    if (other === undefined) continue;
    const all =
      named.length === demands.length && named.every(({ scheme }) => placeOf(scheme) === placeOf(one.scheme));
    return { one, other, all };
  }
  return null;
}

function isSamePlace(one: SecurityScheme, other: SecurityScheme): boolean {
  const place = placeOf(one);
  if (place === null || place !== placeOf(other) || one.body?.node.span.start === other.body?.node.span.start)
    return false;
  return !travelsElsewhere(one) && !travelsElsewhere(other);
}

/** Where a scheme's credentials travel, in words; `null` where that is not known or is no place in the request. */
function placeOf({ carrier }: SecurityScheme): string | null {
  if (carrier === null || carrier.in === 'tls') return null;
  if (carrier.in === 'header' && carrier.name === 'authorization') return 'header Authorization';
  return carrier.in === 'query' ? `query parameter ${carrier.name}` : `${carrier.in} ${carrier.name}`;
}

/** Tokens of OAuth that are sent in another header, as the scheme's description says. */
function travelsElsewhere(scheme: SecurityScheme): boolean {
  if (scheme.type === 'apiKey') return false;
  const text = scheme.text('description') ?? '';
  return (
    /\b(?:header|cookie|query)\b/i.test(text) &&
    /\bX-[A-Za-z][\w-]*|`(?!Authorization|Bearer|Basic)[A-Z][\w-]*`/.test(text)
  );
}

function report(
  context: OpenApiContext,
  { name, operation }: OfKind<'list'>,
  alternative: Alternative,
  { one, other, all }: Clash,
): Report {
  // Two schemes of one sort may mean the same token or key, described twice.
  const mayBeOne = one.scheme.scheme?.kind === other.scheme.scheme?.kind;
  const names = `"${one.scheme.name}" and "${other.scheme.name}"`;
  const effect = mayBeOne ? 'there is room for one of them only' : 'no request can meet it';
  const [first] = alternative.demands;
  return {
    at: keyPlace((first ?? one.demand).field),
    message: `A requirement of ${name} demands ${names} at once, and both travel in the ${placeOf(one.scheme)}, so ${effect}: make them two items to accept either.`,
    severity: mayBeOne ? 'warning' : 'error',
    witness: mayBeOne ? null : witness(context, operation, alternative, one),
    fixes: all ? fix('Accept any one of them', 'review', splitAlternative(context, alternative)) : [],
  };
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
