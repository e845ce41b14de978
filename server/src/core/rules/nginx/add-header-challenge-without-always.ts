// nginx/add-header-challenge-without-always: the challenge is on every 200 and on no 401.
import { arg, nameOf } from '../../kinds/nginx/config/lines';
import { appendWord } from '../../kinds/nginx/edits';
import { isAlways } from '../../kinds/nginx/engine/answer';
import { nginxRule } from '../nginx-rule';
import { isAuthTarget } from '../nginx-shared/auth-targets';
import { bareRefusal } from '../nginx-shared/bare-refusals';

export const rule = nginxRule({
  id: 'nginx/add-header-challenge-without-always',
  kind: 'missing-challenge',
  certainty: 'assert',
  severity: 'error',
  summary:
    'add_header without "always" is never on a 401, so its challenge is only on answers that need none.',
  needs: ['add_header'],
  *check(context) {
    for (const { line, scope } of context.linesNamed('add_header')) {
      if (arg(line, 0).toLowerCase() !== 'www-authenticate' || isAlways(line) || line.args.length !== 2)
        continue;
      // An empty value is no header, and in a sub-request no header is added at all: another rule's.
      if (arg(line, 1) === '' || (isAuthTarget(context, scope) && scope.own.has('internal'))) continue;
      yield {
        at: nameOf(line),
        message:
          'This WWW-Authenticate is on every 200 and on no 401: add_header sends it with errors only with "always".',
        witness: bareRefusal(context, scope),
        fixes: [{ title: 'Add "always"', safety: 'safe', edits: [appendWord(line, 'always')] }],
      };
    }
  },
});
