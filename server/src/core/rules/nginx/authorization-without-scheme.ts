// nginx/authorization-without-scheme: Authorization is sent without a scheme.
import { arg, placeOfWord } from '../../kinds/nginx/config/lines';
import { isLocation } from '../../kinds/nginx/config/scopes';
import { nginxRule } from '../nginx-rule';
import { showAt, upstreamOf } from '../nginx-shared/witness';

export const rule = nginxRule({
  id: 'nginx/authorization-without-scheme',
  kind: 'scheme-mismatch',
  certainty: 'assert',
  severity: 'error',
  summary: 'Authorization needs a scheme before the credentials (RFC 9110, section 11.4).',
  needs: ['proxy_set_header'],
  *check(context) {
    for (const { line, scope } of context.linesNamed('proxy_set_header')) {
      const word = line.args[1];
      if (word === undefined || word.hole || arg(line, 0).toLowerCase() !== 'authorization') continue;
      const cookie = /^\$\{?cookie_(\w+)\}?$/.exec(word.value)?.[1];
      const token = /^[A-Za-z0-9+/_.=-]{8,}$/.test(word.value);
      if (cookie === undefined && !token) continue;
      const headers = cookie === undefined ? [] : ([['Cookie', `${cookie}=token`]] as const);
      const shown = isLocation(scope) ? showAt(context, scope, { headers }) : null;
      yield {
        at: placeOfWord(line, word),
        message: `Authorization goes upstream without a scheme: write "Bearer ${cookie === undefined ? '…' : `$cookie_${cookie}`}" or the scheme that is meant.`,
        witness: shown === null || shown.decision.upstream === null ? null : upstreamOf(shown),
      };
    }
  },
});
