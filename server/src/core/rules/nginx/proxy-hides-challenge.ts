// nginx/proxy-hides-challenge: the upstream's WWW-Authenticate is taken out of its 401.
import { arg, nameOf } from '../../kinds/nginx/config/lines';
import { removeLine } from '../../kinds/nginx/edits';
import { nginxRule } from '../nginx-rule';
import { headerLine } from '../nginx-shared/headers';

const DIRECTIVES = ['proxy_hide_header', 'fastcgi_hide_header', 'uwsgi_hide_header', 'grpc_hide_header'];

export const rule = nginxRule({
  id: 'nginx/proxy-hides-challenge',
  kind: 'missing-challenge',
  certainty: 'assert',
  severity: 'warning',
  summary: "The upstream's WWW-Authenticate is hidden, so its 401 says nothing of what to send.",
  *check(context) {
    for (const directive of DIRECTIVES) {
      for (const { line, scope } of context.linesNamed(directive)) {
        if (arg(line, 0).toLowerCase() !== 'www-authenticate') continue;
        // With a challenge of its own beside it, the block replaces the upstream's on purpose.
        if (headerLine(scope, 'add_header', 'WWW-Authenticate') !== null) continue;
        yield {
          at: nameOf(line),
          message:
            "The upstream's 401 reaches the client without its WWW-Authenticate: do not hide it, or add one of your own.",
          fixes: [
            {
              title: 'Let the challenge through',
              safety: 'safe',
              edits: [removeLine(context.configuration, line)],
            },
          ],
        };
      }
    }
  },
});
