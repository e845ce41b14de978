// openapi/response-401-ref-unresolved: a refusal refers to a response that is not there.
import type { Report } from '../../findings/finding';
import { fieldsOf, get, type Part, placeOf } from '../../kinds/openapi/part';
import { closest } from '../../text/closest';
import { fix, type OpenApiContext, openapiRule } from '../openapi-rule';
import { type Answer, answersOf, nameOf, writtenIn } from '../openapi-shared/answers';
import { mayBeFilledIn } from '../openapi-shared/templates';

const REFUSALS = new Set(['401', '403', '407']);

export const rule = openapiRule({
  id: 'openapi/response-401-ref-unresolved',
  kind: 'contract-mismatch',
  certainty: 'assert',
  severity: 'error',
  summary: 'A 401 or 403 refers to a response that does not exist.',
  *check(context) {
    const { contract } = context;
    for (const answer of answersOf(contract.operations, (status) => REFUSALS.has(status))) {
      const { resolution } = answer.response;
      if (resolution.kind !== 'missing' || mayBeFilledIn(context, resolution.file)) continue;
      yield report(context, answer, resolution);
    }
  },
});

function report(
  context: OpenApiContext,
  answer: Answer,
  { ref, by }: { readonly ref: string; readonly by: Part },
): Report {
  const written = get(writtenIn(answer.response), '$ref');
  const isOwn = written !== null && placeOf(written).span.start === placeOf(by).span.start;
  const near = isOwn ? nearest(context, ref) : null;
  const what = near === null ? 'define that response, or refer to another one' : `write "${near}"`;
  return {
    at: placeOf(by),
    message: `Nothing is at "${ref}", to which ${nameOf(answer)} refers: ${what}.`,
    fixes:
      near === null || written === null
        ? []
        : fix(`Write "${near}"`, 'review', context.change.replaceText(written, near)),
  };
}

/** The reference to the component of the nearest name; `null` where none is near. */
function nearest({ contract }: OpenApiContext, ref: string): string | null {
  const match = /^(#\/(?:components\/)?responses\/)([^/]+)$/.exec(ref);
  if (match === null) return null;
  const names = fieldsOf(contract.component('responses')).map(({ entry }) => entry.key);
  const plain = names.filter((name) => /^[\w.-]+$/.test(name));
  const near = closest(match[2] ?? '', plain);
  return near === null
    ? null
    : `${contract.version.family === '2.0' ? '#/responses/' : '#/components/responses/'}${near}`;
}
