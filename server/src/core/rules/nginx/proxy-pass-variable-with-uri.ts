// nginx/proxy-pass-variable-with-uri: with a variable, the path of proxy_pass is sent for every request.
import { arg, placeOfWord } from '../../kinds/nginx/config/lines';
import { isLocation } from '../../kinds/nginx/config/scopes';
import { parseUpstream } from '../../kinds/nginx/engine/upstreams';
import { variablesIn } from '../../kinds/nginx/engine/values';
import { nginxRule } from '../nginx-rule';

const OWN_PATH = new Set(['request_uri', 'uri', 'document_uri', 'args', 'is_args', 'query_string']);

export const rule = nginxRule({
  id: 'nginx/proxy-pass-variable-with-uri',
  kind: 'path-mismatch',
  certainty: 'assert',
  severity: 'info',
  summary: 'A proxy_pass with a variable and a path sends just that path, whatever was asked for.',
  needs: ['proxy_pass'],
  *check(context) {
    for (const { line, scope } of context.linesNamed('proxy_pass')) {
      const [word] = line.args;
      const names = variablesIn(arg(line, 0));
      if (word === undefined || word.hole || names.length === 0 || !isLocation(scope)) continue;
      if (names.some((name) => OWN_PATH.has(name) || /^\d$/.test(name)) || scope.match.kind === 'exact')
        continue;
      const path = parseUpstream(arg(line, 0).replace(/\$\{?\w+\}?/g, 'x'))?.path ?? '';
      if (path === '' || scope.match.kind === 'named') continue;
      // A variable behind the host may hold the path itself.
      if (/\$/.test(arg(line, 0).replace(/^https?:\/\/[^/]*/, ''))) continue;
      yield {
        at: placeOfWord(line, word),
        message: `Every request arrives as ${path}: with a variable, proxy_pass sends its path as it stands. Leave the path out.`,
      };
    }
  },
});
