// The table of directives: what it says of the directives that decide on authentication, and that it is well formed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  allowedIn,
  argumentProblem,
  type Context,
  contextInside,
  directiveInfo,
  fits,
  isKnownDirective,
  isRepeatable,
  knownDirectives,
  usesIn,
} from '../../server/src/core/kinds/nginx/directives';

const HTTP_CONTEXTS: readonly Context[] = [
  'main',
  'http',
  'server',
  'server-if',
  'location',
  'if',
  'limit_except',
  'upstream',
];

function info(name: string) {
  const found = directiveInfo(name);
  assert.ok(found !== null, name);
  return found;
}

/** Where a directive may stand, of the contexts of HTTP. */
const places = (name: string) => HTTP_CONTEXTS.filter((context) => allowedIn(info(name), context)).join(' ');

test('directives stand where nginx allows them', () => {
  assert.equal(places('auth_basic'), 'http server location limit_except');
  assert.equal(places('auth_request'), 'http server location');
  assert.equal(places('satisfy'), 'http server location');
  assert.equal(places('add_header'), 'http server location if');
  assert.equal(places('return'), 'server server-if location if');
  assert.equal(places('proxy_pass'), 'location if limit_except');
  assert.equal(places('limit_except'), 'location');
  assert.equal(places('underscores_in_headers'), 'http server');
  assert.equal(places('access_by_lua_block'), 'http server location if');
  assert.equal(places('auth_jwt'), 'http server location limit_except');
  assert.equal(places('error_log'), 'main http server location');
  assert.equal(places('ssl_preread'), '');
  assert.equal(allowedIn(info('include'), 'data'), true);
  assert.equal(allowedIn(info('ssl_preread'), 'stream-server'), true);
});

test('a name of several modules has the uses of each', () => {
  const server = info('server');
  assert.equal(usesIn(server, 'http')[0]?.block, true);
  assert.equal(usesIn(server, 'upstream')[0]?.block, false);
  assert.equal(usesIn(server, 'mail')[0]?.module, 'ngx_mail_core_module');
  assert.equal(argumentProblem(server, 1, 'http'), 'takes no arguments, not 1');
  assert.equal(argumentProblem(server, 0, 'upstream'), 'takes at least 1 argument, not 0');
  assert.equal(argumentProblem(server, 5), null);
});

test('numbers of arguments are judged, in words', () => {
  assert.equal(argumentProblem(info('auth_basic'), 1), null);
  assert.equal(argumentProblem(info('auth_basic'), 2), 'takes 1 argument, not 2');
  assert.equal(argumentProblem(info('add_header'), 4), 'takes 2 or 3 arguments, not 4');
  assert.equal(argumentProblem(info('client_body_temp_path'), 5), 'takes 1 to 4 arguments, not 5');
  assert.equal(argumentProblem(info('internal'), 1), 'takes no arguments, not 1');
  assert.equal(argumentProblem(info('error_page'), 1), 'takes at least 2 arguments, not 1');
  assert.equal(argumentProblem(info('js_import'), 2), 'takes 1 or 3 arguments, not 2');
  assert.equal(argumentProblem(info('js_import'), 3), null);
  assert.equal(argumentProblem(info('keepalive'), 2), null, 'nginx 1.29.7 has a second argument');
  assert.equal(
    argumentProblem(info('auth_basic'), 7, 'mail'),
    null,
    'where it may not stand, nothing is said',
  );
});

test('what may not stand twice is known, and of strangers nothing is claimed', () => {
  for (const name of [
    'auth_basic',
    'auth_basic_user_file',
    'auth_request',
    'satisfy',
    'internal',
    'try_files',
  ]) {
    assert.equal(isRepeatable(info(name), 'location'), false, name);
  }
  for (const name of [
    'add_header',
    'proxy_set_header',
    'allow',
    'error_page',
    'auth_request_set',
    'limit_req',
  ]) {
    assert.equal(isRepeatable(info(name), 'location'), true, name);
  }
  const ldap = info('auth_ldap');
  assert.equal(argumentProblem(ldap, 9), null);
  assert.equal(isRepeatable(ldap, 'server'), true);
});

test('words that only look like a directive do not fit', () => {
  assert.equal(fits(info('ssl'), ['on'], 'server'), true);
  assert.equal(fits(info('ssl'), ['reuseport'], 'server'), false, 'as in listen 443 ssl reuseport');
  assert.equal(
    fits(info('timeout'), ['http_502'], 'location'),
    false,
    'as in proxy_next_upstream error timeout http_502',
  );
  assert.equal(fits(info('proxy_set_header'), ['Host', '$host'], 'location'), true);
  assert.equal(fits(info('proxy_set_header'), ['Host'], 'location'), false);
  assert.equal(fits(info('auth_jwt'), ['off'], 'upstream'), false);
});

test('modules of others are known by name or by the beginning of a name', () => {
  for (const name of [
    'more_set_headers',
    'auth_digest',
    'shib_request',
    'auth_gss_realm',
    'passenger_enabled',
  ]) {
    assert.ok(isKnownDirective(name), name);
  }
  for (const name of ['auth_basc', 'proxy_set_headers', 'more_set_header', '']) {
    assert.ok(!isKnownDirective(name), name);
  }
});

test('blocks, flags and versions', () => {
  const use = (name: string) => info(name).uses[0];
  assert.equal(use('location')?.block, true);
  assert.equal(use('content_by_lua_block')?.block, 'lua');
  assert.equal(use('access_by_lua_block')?.block, 'lua');
  assert.equal(use('pagespeed')?.block, null);
  assert.equal(use('proxy_intercept_errors')?.flag, true);
  assert.equal(use('auth_basic')?.flag, false);
  assert.equal(use('auth_oidc')?.since, '1.27.4');
  assert.equal(use('auth_basic')?.since, null);
});

test('blocks open the context of what stands in them', () => {
  assert.equal(contextInside('server', 'http'), 'server');
  assert.equal(contextInside('server', 'stream'), 'stream-server');
  assert.equal(contextInside('if', 'server'), 'server-if');
  assert.equal(contextInside('if', 'location'), 'if');
  assert.equal(contextInside('map', 'http'), 'data');
  assert.equal(contextInside('access_by_lua_block', 'location'), null);
  assert.equal(contextInside('toString', 'http'), null);
});

test('every row of the table reads right', () => {
  assert.ok(knownDirectives().length > 1200);
  for (const { name, uses } of knownDirectives()) {
    assert.match(name, /^[A-Za-z][A-Za-z0-9_]*$/);
    for (const use of uses) {
      assert.match(use.module, /^ngx_[a-z0-9_]+$|^ndk_http_module$|^another module$/, name);
      assert.ok(use.contexts.size > 0, name);
      assert.ok(use.min >= 0 && (use.max === null || use.max >= use.min), name);
      assert.ok(use.since === null || /^1\.\d+\.\d+$/.test(use.since), name);
    }
    const same = uses.map((use) => JSON.stringify([use.module, use.since, use.min, [...use.contexts]]));
    assert.equal(new Set(same).size, same.length, `${name} stands twice in the table`);
  }
});
