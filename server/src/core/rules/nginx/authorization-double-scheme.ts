// nginx/authorization-double-scheme: a scheme is put before a header that has one already.
import { arg, placeOfWord } from '../../kinds/nginx/config/lines';
import { isLocation } from '../../kinds/nginx/config/scopes';
import { replaceWord } from '../../kinds/nginx/edits';
import { nginxRule } from '../nginx-rule';
import { showAt, upstreamOf } from '../nginx-shared/witness';

export const rule = nginxRule({
  id: 'nginx/authorization-double-scheme',
  kind: 'scheme-mismatch',
  certainty: 'assert',
  severity: 'error',
  summary: '$http_authorization holds the scheme, so the upstream gets "Bearer Bearer …".',
  needs: ['proxy_set_header'],
  *check(context) {
    for (const { line, scope } of context.linesNamed('proxy_set_header')) {
      const word = line.args[1];
      if (word === undefined || arg(line, 0).toLowerCase() !== 'authorization') continue;
      if (!/^(bearer|basic|token)\s+\$\{?http_authorization\}?$/i.test(word.value)) continue;
      const shown = isLocation(scope)
        ? showAt(context, scope, { headers: [['Authorization', 'Bearer token']] })
        : null;
      yield {
        at: placeOfWord(line, word),
        message:
          'The upstream gets the scheme twice: $http_authorization holds it already. Leave the word before it out.',
        witness: shown === null || shown.decision.upstream === null ? null : upstreamOf(shown),
        fixes: [
          {
            title: 'Leave the second scheme out',
            safety: 'safe',
            edits: [replaceWord(line, word, '$http_authorization')],
          },
        ],
      };
    }
  },
});
