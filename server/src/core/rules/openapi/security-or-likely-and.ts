// openapi/security-or-likely-and: two halves of one credential are two ways in, either of which is enough.
import type { Report } from '../../findings/finding';
import type { Contract } from '../../kinds/openapi/contract';
import { get, keyPlace, textAt } from '../../kinds/openapi/part';
import type { SecurityScheme } from '../../kinds/openapi/scheme';
import type { Alternative, Demand } from '../../kinds/openapi/security';
import { fix, type OpenApiContext, openapiRule } from '../openapi-rule';
import { joinAlternatives } from '../openapi-shared/alternatives';
import { areHalves, saysThatBothAreSent } from '../openapi-shared/halves';
import { securitiesOf } from '../openapi-shared/securities';

/** So many places are named one by one. */
const FEW = 10;

export const rule = openapiRule({
  id: 'openapi/security-or-likely-and',
  kind: 'unprotected',
  certainty: 'hint',
  severity: 'info',
  summary: 'Two keys that belong together are two ways to be let in, so one of them is enough.',
  *check(context) {
    const found = [...pairsIn(context)];
    const shown = found.length > FEW ? found.slice(0, 1) : found;
    for (const pair of shown) yield report(context, pair, found.length - shown.length);
  },
});

type Half = { readonly alternative: Alternative; readonly demand: Demand; readonly scheme: SecurityScheme };
type Pair = { readonly one: Half; readonly other: Half; readonly owner: string };

function* pairsIn(context: OpenApiContext): Generator<Pair> {
  const lists = securitiesOf(context, 'list');
  const everywhere = lists.map(({ security }) => security.alternatives);
  for (const { security, name: owner } of lists) {
    const halves = security.alternatives.flatMap((alternative) => halfIn(context.contract, alternative));
    for (const [i, one] of halves.entries()) {
      const other = halves[i + 1];
      if (other === undefined || !areHalves(one.scheme, other.scheme)) continue;
      if (
        everywhere.every((all) => areBothOrNone(all, one.demand.name, other.demand.name)) ||
        saysThatBothAreSent(
          textAt(get(context.contract.root, 'info'), 'description'),
          one.scheme,
          other.scheme,
        )
      )
        yield { one, other, owner };
    }
  }
}

/** A requirement that demands one key and nothing else. */
function halfIn(contract: Contract, alternative: Alternative): readonly Half[] {
  const [demand, ...others] = alternative.demands;
  if (alternative.shape !== 'set' || demand === undefined || others.length > 0) return [];
  const named = contract.schemeNamed(demand.name);
  if (named.kind !== 'declared' || named.scheme.type !== 'apiKey' || named.scheme.carrier === null) return [];
  return [{ alternative, demand, scheme: named.scheme }];
}

/** One of them alone, or both in one requirement, is a decision: then either is enough on purpose. */
function areBothOrNone(all: readonly Alternative[], one: string, other: string): boolean {
  const has = (name: string) => all.filter(({ demands }) => demands.some((demand) => demand.name === name));
  const [first, second] = [has(one), has(other)];
  if (first.length === 0 && second.length === 0) return true;
  return (
    first.length > 0 && second.length > 0 && ![...first, ...second].some(({ demands }) => demands.length > 1)
  );
}

function report(context: OpenApiContext, { one, other, owner }: Pair, more: number): Report {
  const names = `"${one.scheme.name}" and "${other.scheme.name}"`;
  const rest = more > 0 ? ` (and ${more} more requirements)` : '';
  return {
    at: keyPlace(other.demand.field),
    message: `${names} of ${owner}${rest} are two ways to be let in, so one of them is enough: are both to be demanded? Then make them one item.`,
    related: [{ ...keyPlace(one.demand.field), message: 'the other way' }],
    fixes: fix(
      'Demand both',
      'review',
      joinAlternatives(context, one.alternative.part, other.alternative.part),
    ),
  };
}
