// openapi/response-401-no-www-authenticate: a documented 401 has no challenge, which every 401 has.
import type { Report } from '../../findings/finding';
import { get, idOf, isHidden, keyPlace, type Part, placeOf } from '../../kinds/openapi/part';
import type { Place } from '../../text/span';
import { fix, type OpenApiContext, openapiRule } from '../openapi-rule';
import { type Answer, answersOf, nameOf } from '../openapi-shared/answers';
import { addChallenge, misnamedChallenge } from '../openapi-shared/challenge';

type Bare = Answer & { readonly body: Part };

export const rule = openapiRule({
  id: 'openapi/response-401-no-www-authenticate',
  kind: 'missing-challenge',
  certainty: 'hint',
  severity: 'info',
  summary: 'A documented 401 has no WWW-Authenticate, without which clients do not know what to send.',
  *check(context) {
    const shared = new Map<string, Bare>();
    const inline: Bare[] = [];
    for (const answer of answersOf(context.operations, (status) => status === '401')) {
      const bare = asBare(context, answer);
      if (bare === null) continue;
      const { resolution } = answer.response;
      if (resolution.kind === 'found' && resolution.through.length > 0) {
        const id = idOf(bare.body);
        if (!shared.has(id)) shared.set(id, bare);
      } else inline.push(bare);
    }
    for (const bare of shared.values()) yield report(context, bare, placeOfShared(bare.body), []);
    const [first, ...others] = inline;
    if (first !== undefined) yield report(context, first, keyPlace(first.response.field), others);
  },
});

/** A 401 that is known to have no challenge, of an operation that takes credentials by HTTP. */
function asBare({ contract }: OpenApiContext, answer: Answer): Bare | null {
  const { operation, response } = answer;
  const { access, alternatives } = operation.effective;
  if (access !== 'secured' && access !== 'optional') return null;
  if (response.body === null || !response.isKnown || isHidden(get(response.body, 'headers'))) return null;
  if (get(get(response.body, 'headers'), '$ref') !== null) return null;
  if (response.header('WWW-Authenticate') !== null || misnamedChallenge(response) !== null) return null;
  // API Gateway sends the challenge of a function by this name.
  if (response.header('x-amzn-Remapped-WWW-Authenticate') !== null) return null;
  const isByHttp = alternatives.some(({ demands }) =>
    demands.some(({ name }) => {
      const named = contract.schemeNamed(name);
      return named.kind !== 'declared' || named.scheme.type !== 'mutualTLS';
    }),
  );
  return isByHttp ? { ...answer, body: response.body } : null;
}

/** The key of a component; the start of what is a file of its own. */
function placeOfShared(body: Part): Place {
  const { parent } = body.node;
  const entry = parent?.kind === 'map' ? parent.entries.find(({ value }) => value === body.node) : undefined;
  return entry === undefined ? placeOf(body) : keyPlace({ file: body.file, entry });
}

function report(context: OpenApiContext, bare: Bare, at: Place, others: readonly Bare[]): Report {
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return {
    at,
    message: `No WWW-Authenticate is documented for ${nameOf(bare)}${more}, and every 401 has one (RFC 9110, section 15.5.2): should clients not know what to send?`,
    related: others.map((other) => ({
      ...keyPlace(other.response.field),
      message: `${nameOf(other)} has none either`,
    })),
    fixes: fix('Document WWW-Authenticate', 'safe', addAll(context, [bare, ...others])),
  };
}

function addAll(context: OpenApiContext, all: readonly Bare[]) {
  const possible = all.map(({ body }) => addChallenge(context, body)).filter((one) => one !== null);
  return possible.length === 0 ? null : possible.flat();
}
