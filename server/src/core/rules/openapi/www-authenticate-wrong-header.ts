// openapi/www-authenticate-wrong-header: the challenge of a 401 is documented under a name that no client looks for.
import type { Report } from '../../findings/finding';
import { idOf, keyPlace, mapOf } from '../../kinds/openapi/part';
import type { Header } from '../../kinds/openapi/responses';
import { fix, type OpenApiContext, openapiRule } from '../openapi-rule';
import { type Answer, answersOf, nameOf } from '../openapi-shared/answers';
import { misnamedChallenge } from '../openapi-shared/challenge';

export const rule = openapiRule({
  id: 'openapi/www-authenticate-wrong-header',
  kind: 'missing-challenge',
  certainty: 'assert',
  severity: 'warning',
  summary: 'The challenge of a 401 is in a header that no client looks for.',
  *check(context) {
    const seen = new Set<string>();
    for (const answer of answersOf(context.contract.operations, (status) => status === '401')) {
      const wrong = misnamedChallenge(answer.response);
      if (wrong === null) continue;
      const id = `${idOf(mapOf(wrong.field))}`;
      if (seen.has(id)) continue;
      seen.add(id);
      yield report(context, answer, wrong);
    }
  },
});

function report({ change }: OpenApiContext, answer: Answer, { name, field }: Header): Report {
  const because =
    name.toLowerCase() === 'proxy-authenticate' ? 'is the challenge of a proxy' : 'is no header of HTTP';
  return {
    at: keyPlace(field),
    message: `"${name}" ${because}, so clients find no challenge in ${nameOf(answer)}: write "WWW-Authenticate".`,
    fixes: fix('Write "WWW-Authenticate"', 'review', change.rename(field, 'WWW-Authenticate')),
  };
}
