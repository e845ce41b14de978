// nginx/auth-request-uri-with-variable: auth_request does not evaluate variables.
import { placeOfWord } from '../../kinds/nginx/config/lines';
import { nginxRule } from '../nginx-rule';
import { authCalls, failureOf } from '../nginx-shared/auth-targets';

export const rule = nginxRule({
  id: 'nginx/auth-request-uri-with-variable',
  kind: 'path-mismatch',
  certainty: 'assert',
  severity: 'error',
  summary: 'auth_request does not evaluate variables: it asks a path that starts with "$".',
  needs: ['auth_request'],
  *check(context) {
    for (const call of authCalls(context)) {
      const { line, uri } = call;
      const [word] = line.args;
      if (word === undefined || word.hole || !/\$\{?[a-z_]/.test(uri)) continue;
      yield {
        at: placeOfWord(line, word),
        message: `auth_request does not evaluate variables: it asks the path "${uri}" itself. Write the path out.`,
        witness: failureOf(context, call),
      };
    }
  },
});
