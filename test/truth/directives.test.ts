// A sample of the table of directives against the installed nginx; `node scripts/directives.mjs` compares all of it.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { directiveInfo, knownDirectives } from '../../server/src/core/kinds/nginx/directives';
import { disagreements } from './directives-compare';
import { openNginx } from './directives-probe';

const nginx = openNginx('when needed');
after(nginx.close);

/** The directives that rules rest on. */
const AUTHENTICATION = `
  auth_basic auth_basic_user_file auth_request auth_request_set auth_delay satisfy allow deny limit_except internal
  error_page return rewrite set if location server try_files include set_real_ip_from ssl_verify_client proxy_pass
  proxy_set_header proxy_hide_header proxy_pass_request_headers proxy_intercept_errors recursive_error_pages add_header
  more_set_headers access_by_lua_block set_by_lua_block auth_pam`;

test('what rules rest on is as nginx says', () => {
  const wrong = AUTHENTICATION.trim()
    .split(/\s+/)
    .flatMap((name) => {
      const info = directiveInfo(name);
      return (
        (info && disagreements(nginx, info, false)) ?? [
          `${name}: nginx does not have it, or the table does not`,
        ]
      );
    });
  assert.deepEqual(wrong, []);
});

test('every 20th directive of the table is as nginx says', () => {
  const sample = knownDirectives().filter((_, index) => index % 20 === 0);
  const compared = sample.map((info) => disagreements(nginx, info, false)).filter((found) => found !== null);
  assert.ok(compared.length >= 25, `only ${compared.length} of ${sample.length} are in this nginx`);
  assert.deepEqual(compared.flat(), []);
});
