// nginx/auth-request-uri-with-query: the URI of auth_request is a plain path; a query in it matches nothing.
import { placeOfWord } from '../../kinds/nginx/config/lines';
import { locationName } from '../../kinds/nginx/config/scopes';
import { nginxRule } from '../nginx-rule';
import { authCalls, failureOf } from '../nginx-shared/auth-targets';

export const rule = nginxRule({
  id: 'nginx/auth-request-uri-with-query',
  kind: 'path-mismatch',
  certainty: 'assert',
  severity: 'error',
  summary:
    'auth_request takes its argument as a path: a "?" in it is a character, and the wrong location answers.',
  needs: ['auth_request'],
  *check(context) {
    for (const call of authCalls(context)) {
      const { line, uri, target } = call;
      const [word] = line.args;
      if (word === undefined || !uri.includes('?')) continue;
      const by = target === null ? 'no location' : `location ${locationName(target)}`;
      yield {
        at: placeOfWord(line, word),
        message: `auth_request takes "${uri}" for a path: ${by} answers it. Move the query into the proxy_pass of the auth location.`,
        witness: failureOf(context, call),
      };
    }
  },
});
