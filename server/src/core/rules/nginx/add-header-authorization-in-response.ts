// nginx/add-header-authorization-in-response: add_header sends the secret to the client, not to the upstream.
import { arg, nameOf } from '../../kinds/nginx/config/lines';
import { isLocation } from '../../kinds/nginx/config/scopes';
import { replaceLine } from '../../kinds/nginx/edits';
import { nginxRule } from '../nginx-rule';
import { showAt, upstreamOf } from '../nginx-shared/witness';

export const rule = nginxRule({
  id: 'nginx/add-header-authorization-in-response',
  kind: 'header-stripped',
  certainty: 'assert',
  severity: 'error',
  summary:
    'add_header is for the answer: the client gets the secret, and the upstream gets no Authorization.',
  needs: ['add_header'],
  *check(context) {
    for (const { line, scope } of context.linesNamed('add_header')) {
      if (arg(line, 0).toLowerCase() !== 'authorization' || line.args.length < 2) continue;
      const shown = isLocation(scope) ? showAt(context, scope) : null;
      const without =
        shown !== null && shown.decision.upstream !== null && shown.decision.upstream.authorization === null;
      const value = line.args[1]?.quote === null ? arg(line, 1) : `"${arg(line, 1).replaceAll('"', '\\"')}"`;
      yield {
        at: nameOf(line),
        message:
          'add_header sends this Authorization to the client; the upstream does not get it. Use proxy_set_header.',
        witness: shown !== null && without ? upstreamOf(shown) : null,
        fixes: [
          {
            title: 'Send it upstream by proxy_set_header',
            safety: 'review',
            edits: [replaceLine(line, `proxy_set_header Authorization ${value};`)],
          },
        ],
      };
    }
  },
});
