// openapi/google-security-combination-unsupported: alternatives that Google's gateways do not read as they are written.
import type { Report } from '../../findings/finding';
import { keyPlace, placeOf } from '../../kinds/openapi/part';
import type { Alternative, Security } from '../../kinds/openapi/security';
import type { Place } from '../../text/span';
import { fix, type OpenApiContext, openapiRule } from '../openapi-rule';
import { splitAlternative } from '../openapi-shared/alternatives';
import { checkedIn, demandsTwoTokens, isForGoogle } from '../openapi-shared/google';
import { joined } from '../openapi-shared/reshape';

export const rule = openapiRule({
  id: 'openapi/google-security-combination-unsupported',
  kind: 'scheme-mismatch',
  certainty: 'assert',
  severity: 'error',
  summary: 'Alternatives in security are not what the gateways of Google make of them.',
  *check(context) {
    if (!isForGoogle(context)) return;
    const seen = new Set<string>();
    const all = [
      { security: context.contract.security, where: 'the root' },
      ...context.operations.map(({ own, method, path }) => ({ security: own, where: `${method} ${path}` })),
    ];
    for (const { security, where } of all) {
      const found = faultIn(context, security);
      if (found === null) continue;
      const id = `${found.at.file} ${found.at.span.start}`;
      if (seen.has(id)) continue;
      seen.add(id);
      yield { ...found, message: `${where}: ${found.message}` };
    }
  },
});

/** Cloud Endpoints and API Gateway, "OpenAPI feature limitations", section on several security requirements. */
function faultIn(context: OpenApiContext, security: Security): Report | null {
  if (security.kind !== 'list') return null;
  const { alternatives } = security;
  const kinds = alternatives.map((one) => ({ one, checked: checkedIn(context.contract, one) }));
  const full = kinds.filter(({ checked }) => checked.length > 0);
  const withKey = full.filter(({ checked }) => checked.includes('key'));
  const key = withKey.find(({ checked }) => checked.length === 1) ?? withKey[0];
  // A key that all alternatives demand is demanded beside each of their tokens.
  if (key !== undefined && withKey.length < full.length)
    return keyBesideOthers(
      context,
      key.one,
      full.map(({ one }) => one),
    );
  const two = alternatives.find((one) => demandsTwoTokens(context.contract, one));
  if (two !== undefined)
    return {
      at: startOf(two),
      message:
        'the gateways of Google know no requirement that demands two tokens, so clients cannot meet this one: make them two items to accept either.',
      fixes: fix('Accept either', 'review', splitAlternative(context, two)),
    };
  const empty = kinds.find(({ checked }) => checked.length === 0)?.one;
  const needsToken = full.some(({ checked }) => checked.includes('token'));
  if (empty === undefined || empty.shape !== 'set' || !needsToken) return null;
  return {
    at: startOf(empty),
    message:
      'with tokens of OAuth the gateways of Google know no optional security, so this {} is not what they do: delete it, or the tokens.',
    fixes: fix('Delete {}', 'review', context.change.removeItem(empty.part)),
  };
}

function keyBesideOthers({ change }: OpenApiContext, key: Alternative, all: readonly Alternative[]): Report {
  const [demand] = key.demands;
  const others = all.filter((one) => one !== key);
  const name = demand?.name ?? '';
  const canJoin =
    key.demands.length === 1 && others.every(({ demands }) => demands.every((one) => one.name !== name));
  const both = canJoin
    ? joined(...others.map(({ part }) => change.insert(part, name, [])), change.removeItem(key.part))
    : null;
  return {
    at: startOf(key),
    message: `the gateways of Google do not read an API key as an alternative to another scheme, so "${name}" is not what clients may send instead: demand both in one item, or delete one.`,
    fixes: [
      ...fix(`Demand "${name}" beside the others`, 'review', both),
      ...fix(`Delete the alternative "${name}"`, 'review', change.removeItem(key.part)),
    ],
  };
}

/** The first name of an alternative, else the alternative itself. */
function startOf({ part, demands }: Alternative): Place {
  const [first] = demands;
  return first === undefined ? placeOf(part) : keyPlace(first.field);
}
