// openapi/response-401-undocumented: an operation needs credentials, and does not say what those without them get.
import type { Fix, Report } from '../../findings/finding';
import type { Operation } from '../../kinds/openapi/operation';
import { fieldOf, keyPlace } from '../../kinds/openapi/part';
import type { Place } from '../../text/span';
import { fix, type OpenApiContext, openapiRule } from '../openapi-rule';
import { addUnauthorized, addUnauthorizedToAll } from '../openapi-shared/unauthorized';
import { refusalWitness } from '../openapi-shared/witnesses';

/** More operations than this are not changed at one stroke: nobody would look through it. */
const MANY = 1000;

/** So many operations are named one by one where most others do not document a 401 either. */
const FEW = 10;

export const rule = openapiRule({
  id: 'openapi/response-401-undocumented',
  kind: 'wrong-status',
  certainty: 'assert',
  severity: 'warning',
  summary: 'An operation demands credentials and documents no 401, so clients are not made to handle one.',
  *check(context) {
    const judged = context.facts.secured.filter((operation) => isJudged(context, operation));
    const lacking = judged.filter(({ responses }) => responses.covering(401) === null);
    if (lacking.length === 0) return;
    // A default says nothing of 401s, so it is no custom that an operation could break.
    const naming = judged.filter(({ responses }) => responses.get('401') ?? responses.get('4XX'));
    const isCustom = naming.length * 2 >= judged.length;
    if (!isCustom && lacking.length > FEW) {
      yield reportOnce(context, lacking, judged.length);
      return;
    }
    const all = lacking.length > 1 ? documentAll(context, lacking) : [];
    for (const operation of lacking) yield reportEach(context, operation, isCustom, all);
  },
});

/** A preflight has no credentials to miss, and a wrong certificate never gets as far as an answer. */
function isJudged({ contract }: OpenApiContext, { method, responses, effective }: Operation): boolean {
  if (method === 'OPTIONS' || method === 'TRACE' || !responses.isKnown) return false;
  return effective.alternatives.some(({ demands }) =>
    demands.some(({ name }) => {
      const named = contract.schemeNamed(name);
      return named.kind !== 'declared' || named.scheme.type !== 'mutualTLS';
    }),
  );
}

function reportEach(
  context: OpenApiContext,
  operation: Operation,
  isCustom: boolean,
  all: readonly Fix[],
): Report {
  const { method, path, responses } = operation;
  const request = isCustom ? context.bareRequest(operation) : null;
  const witness = refusalWitness(context, request);
  // A scheme that is not declared demands something, and nobody can say what it is that is refused.
  const isSure = isCustom && (request === null || witness !== null);
  return {
    at: responses.field === null ? operation.at : keyPlace(responses.field),
    message: isSure
      ? `${method} ${path} demands credentials and documents no 401, as other operations do: add the response.`
      : `${method} ${path} demands credentials and documents no 401: should clients not know what they get without?`,
    certainty: isSure ? 'assert' : 'hint',
    witness,
    fixes: [...fix('Document the 401', 'safe', addUnauthorized(context, operation)), ...all],
  };
}

/** Where nearly nobody documents a 401 that is one question, not thousands. */
function reportOnce(context: OpenApiContext, lacking: readonly Operation[], count: number): Report {
  const what = lacking.length === count ? `None of the ${count}` : `${lacking.length} of the ${count}`;
  const verb = lacking.length === count ? 'documents a 401' : 'document no 401';
  return {
    at: placeOfDemand(context),
    message: `${what} operations that demand credentials ${verb}: should clients not know what they get without?`,
    certainty: 'hint',
    fixes: documentAll(context, lacking),
  };
}

function documentAll(context: OpenApiContext, lacking: readonly Operation[]): readonly Fix[] {
  if (lacking.length > MANY) return [];
  const title = `Document it in all ${lacking.length} operations`;
  return fix(title, 'review', addUnauthorizedToAll(context, lacking));
}

/** The first requirement of the root, else the paths. */
function placeOfDemand({ contract }: OpenApiContext): Place {
  const { security, root, version } = contract;
  const [first] = security.kind === 'list' ? security.alternatives.flatMap(({ demands }) => demands) : [];
  return keyPlace(first?.field ?? fieldOf(root, 'paths') ?? version.field);
}
