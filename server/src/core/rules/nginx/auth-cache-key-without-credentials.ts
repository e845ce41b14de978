// nginx/auth-cache-key-without-credentials: the answers of the authentication service are cached for everybody.
import { group, innermost, isHidden } from '../../kinds/nginx/config/inherit';
import { arg, type Line, nameOf } from '../../kinds/nginx/config/lines';
import { locationName } from '../../kinds/nginx/config/scopes';
import { nginxRule } from '../nginx-rule';
import { authCalls } from '../nginx-shared/auth-targets';
import { cacheKeyHoldsCredentials, storesNoCredentials } from '../nginx-shared/cache-keys';

export const rule = nginxRule({
  id: 'nginx/auth-cache-key-without-credentials',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'error',
  summary: "One client's yes from the authentication service is given to every other client.",
  needs: ['auth_request'],
  *check(context) {
    const targets = new Set(authCalls(context).map(({ target }) => target));
    for (const target of targets) {
      if (target === null) continue;
      const cache = innermost(target, 'proxy_cache');
      if (cache === null || isHidden(cache) || arg(cache.line, 0) === 'off') continue;
      const valid = group(target, 'proxy_cache_valid');
      if (isHidden(valid) || !valid.some(keepsYes)) continue;
      if (cacheKeyHoldsCredentials(context, target) || storesNoCredentials(context, target)) continue;
      yield {
        at: nameOf(cache.line),
        message: `The cache of location ${locationName(target)} does not tell clients apart: one yes lets everybody in. Put the credentials into proxy_cache_key.`,
        related: valid.slice(0, 2).map((line) => ({ ...nameOf(line), message: 'keeps the answers' })),
      };
    }
  },
});

/** Whether answers that let in are kept: without codes those are 200, 301 and 302 (ngx_http_file_cache_valid_set_slot). */
function keepsYes(line: Line): boolean {
  const codes = line.args.slice(0, -1).map(({ value }) => value);
  const lasts = !/^0(ms|[smhdwMy])?$/.test(line.args.at(-1)?.value ?? '');
  return lasts && (codes.length === 0 || codes.some((code) => code === 'any' || code.startsWith('2')));
}
