// Schemes of one requirement whose credentials travel in the same place of a request.
import type { Contract } from '../../kinds/openapi/contract';
import type { SecurityScheme } from '../../kinds/openapi/scheme';
import type { Alternative, Demand } from '../../kinds/openapi/security';

/** A demand with the scheme that it names. */
export type Named = { readonly demand: Demand; readonly scheme: SecurityScheme };
/** Two that want the same place, and whether all of the requirement does. */
export type Clash = { readonly one: Named; readonly other: Named; readonly all: boolean };

/** The first two schemes of a requirement that want the same place; `null` where each has its own. */
export function clashIn(contract: Contract, { shape, demands }: Alternative): Clash | null {
  if (shape !== 'set' || demands.length < 2) return null;
  const named = demands.flatMap((demand): Named[] => {
    const found = contract.schemeNamed(demand.name);
    return found.kind === 'declared' ? [{ demand, scheme: found.scheme }] : [];
  });
  for (const [i, one] of named.entries()) {
    const other = named.slice(i + 1).find(({ scheme }) => isSamePlace(one.scheme, scheme));
    if (other === undefined) continue;
    const all =
      named.length === demands.length &&
      named.every(({ scheme }) => carrierText(scheme) === carrierText(one.scheme));
    return { one, other, all };
  }
  return null;
}

function isSamePlace(one: SecurityScheme, other: SecurityScheme): boolean {
  const place = carrierText(one);
  if (
    place === null ||
    place !== carrierText(other) ||
    one.body?.node.span.start === other.body?.node.span.start
  )
    return false;
  return !travelsElsewhere(one) && !travelsElsewhere(other);
}

/** Where a scheme's credentials travel, in words; `null` where that is not known or is no place in the request. */
export function carrierText({ carrier }: SecurityScheme): string | null {
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
