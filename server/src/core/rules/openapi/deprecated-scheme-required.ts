// openapi/deprecated-scheme-required: the only way in is one that clients should not use any more.
import type { Report } from '../../findings/finding';
import { isTrue, keyPlace, valueIn } from '../../kinds/openapi/part';
import type { Alternative, Demand, Security } from '../../kinds/openapi/security';
import { atLeast } from '../../kinds/openapi/version';
import { fix, type OpenApiContext, openapiRule } from '../openapi-rule';

export const rule = openapiRule({
  id: 'openapi/deprecated-scheme-required',
  kind: 'contract-mismatch',
  certainty: 'assert',
  severity: 'warning',
  summary: 'Every way to be let in needs a scheme that is deprecated.',
  *check(context) {
    const { contract, operations } = context;
    if (!atLeast(contract.version, '3.2')) return;
    yield* report(context, contract.security, 'every operation that inherits it');
    for (const { own, method, path } of operations) yield* report(context, own, `${method} ${path}`);
  },
});

function* report(context: OpenApiContext, security: Security, who: string): Generator<Report> {
  if (security.kind !== 'list' || security.alternatives.length === 0) return;
  const all = security.alternatives.map((alternative) => deprecatedIn(context, alternative));
  const [first] = all;
  if (first === undefined || first === null || all.includes(null)) return;
  const list = valueIn(security.field);
  const better = bestScheme(context);
  const todo =
    better === null ? 'declare another scheme, and allow it beside' : `allow "${better}" beside it`;
  yield {
    at: keyPlace(first.field),
    message: `"${first.name}" is deprecated, and ${who} can be called by no other scheme: ${todo}.`,
    fixes:
      better === null || list === null
        ? []
        : fix(`Allow "${better}" as well`, 'review', context.change.insertItem(list, { [better]: [] })),
  };
}

function deprecatedIn({ contract }: OpenApiContext, { shape, demands }: Alternative): Demand | null {
  if (shape !== 'set') return null;
  const found = demands.find(({ name }) => {
    const named = contract.schemeNamed(name);
    return named.kind === 'declared' && isTrue(named.scheme.body, 'deprecated');
  });
  return found ?? null;
}

/** The first declared scheme that is not deprecated. */
function bestScheme({ contract }: OpenApiContext): string | null {
  const better = [...contract.schemes.values()].find(
    ({ body, scheme }) => body !== null && scheme !== null && !isTrue(body, 'deprecated'),
  );
  return better?.name ?? null;
}
