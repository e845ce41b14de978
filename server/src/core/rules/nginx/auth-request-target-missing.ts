// nginx/auth-request-target-missing: no location of its own answers the sub-request, so the site's pages decide.
import { placeOfWord } from '../../kinds/nginx/config/lines';
import { locationName } from '../../kinds/nginx/config/scopes';
import { nginxRule } from '../nginx-rule';
import { authCalls } from '../nginx-shared/auth-targets';

export const rule = nginxRule({
  id: 'nginx/auth-request-target-missing',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'error',
  summary:
    'auth_request asks a path without a location of its own: the answer of the site itself decides who gets in.',
  *check(context) {
    for (const { line, uri, target, scope } of authCalls(context)) {
      const [word] = line.args;
      // The URI's own mistakes have rules of their own.
      if (word === undefined || word.hole || /[?$]/.test(uri) || !uri.startsWith('/')) continue;
      const catchAll = target?.match.kind === 'prefix' && target.match.path === '/';
      if ((target !== null && !catchAll) || hasGaps(scope)) continue;
      const answer =
        target === null
          ? 'nothing answers it, which is 500'
          : `location ${locationName(target)} answers it, and its 200 lets everybody in`;
      yield {
        at: placeOfWord(line, word),
        message: `There is no location for ${uri}: ${answer}. Add "location = ${uri}".`,
      };
    }
  },
});

function hasGaps(scope: { readonly gaps: readonly unknown[]; readonly parent: unknown }): boolean {
  return scope.gaps.length > 0;
}
