// nginx/proxy-pass-off-by-slash: location and proxy_pass disagree about the slash at their ends.
import { arg, placeOfWord } from '../../kinds/nginx/config/lines';
import { isLocation } from '../../kinds/nginx/config/scopes';
import { parseUpstream } from '../../kinds/nginx/engine/upstreams';
import { variablesIn } from '../../kinds/nginx/engine/values';
import { nginxRule } from '../nginx-rule';

export const rule = nginxRule({
  id: 'nginx/proxy-pass-off-by-slash',
  kind: 'path-mismatch',
  certainty: 'assert',
  severity: 'warning',
  summary:
    'The path of proxy_pass takes the place of the prefix: where only one of them ends in a slash, paths are glued wrong.',
  needs: ['proxy_pass'],
  *check(context) {
    for (const { line, scope } of context.linesNamed('proxy_pass')) {
      const [word] = line.args;
      if (
        word === undefined ||
        word.hole ||
        !isLocation(scope) ||
        scope.match.kind !== 'prefix' ||
        variablesIn(word.value).length > 0
      )
        continue;
      const path = parseUpstream(arg(line, 0))?.path ?? '';
      const prefix = scope.match.path;
      if (
        path === '' ||
        path === prefix ||
        path.endsWith('/') === prefix.endsWith('/') ||
        scope.own.has('rewrite')
      )
        continue;
      // `location /x { proxy_pass http://y/; }` only doubles a slash, which most upstreams take for one.
      if (path === '/' && !prefix.endsWith('/')) continue;
      const rest = prefix.endsWith('/') ? 'a' : '/a';
      yield {
        at: placeOfWord(line, word),
        message: `${prefix}${rest} arrives as ${path}${rest}: end both the location and the path of proxy_pass in a slash, or neither.`,
      };
    }
  },
});
