// nginx/proxy-cache-stores-401: a refusal is cached and given to clients with good credentials.
import { innermost, isHidden } from '../../kinds/nginx/config/inherit';
import { arg, placeOfWord } from '../../kinds/nginx/config/lines';
import { removeWord } from '../../kinds/nginx/edits';
import { nginxRule } from '../nginx-rule';
import { cacheKeyHoldsCredentials, skipsCredentials } from '../nginx-shared/cache-keys';

export const rule = nginxRule({
  id: 'nginx/proxy-cache-stores-401',
  kind: 'wrong-status',
  certainty: 'assert',
  severity: 'warning',
  summary: 'A 401 or 403 is cached, so clients with good credentials get it as well.',
  needs: ['proxy_cache_valid'],
  *check(context) {
    for (const { line, scope } of context.linesNamed('proxy_cache_valid')) {
      const codes = line.args.slice(0, -1);
      const refusals = codes.filter((word) => word.value === '401' || word.value === '403');
      const [refusal] = refusals;
      const any = codes.find((word) => word.value === 'any');
      const word = refusal ?? any;
      if (word === undefined) continue;
      const cache = innermost(scope, 'proxy_cache');
      if (cache === null || isHidden(cache) || arg(cache.line, 0) === 'off') continue;
      if (cacheKeyHoldsCredentials(context, scope) || skipsCredentials(context, scope)) continue;
      const at = placeOfWord(line, word);
      if (refusal === undefined) {
        yield {
          at,
          certainty: 'hint',
          severity: 'info',
          message: 'Does the upstream ask for credentials? "any" caches its 401 for everybody, too.',
        };
        continue;
      }
      const names = refusals.map(({ value }) => value).join(' and ');
      yield {
        at,
        message: `A cached ${word.value} is given to everybody, good credentials or not: list only the codes of good answers.`,
        fixes:
          codes.length > refusals.length
            ? [
                {
                  title: `Do not cache ${names}`,
                  safety: 'safe',
                  edits: refusals.map((one) => removeWord(line, one)),
                },
              ]
            : [],
      };
    }
  },
});
