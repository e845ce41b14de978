// Modules of other authors and of NGINX Plus: what they decide where that is known, and unknown where it is not.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Decision, requestTo } from '../../server/src/core';
import { analyzeTexts } from '../support/workspace';

/** Asks one location that has these lines. */
async function ask(lines: string, headers: Readonly<Record<string, string>> = {}): Promise<Decision> {
  const text = `events {
}
http {
    map $http_x_role $is_admin { default 0; admin 1; }
    server {
        listen 80;
        server_name modules.example;
        location / {
            ${lines}
        }
        location = /judge { return 200; }
    }
}
`;
  const { session, analysis } = await analyzeTexts([{ name: 'nginx.conf', text }]);
  const request = requestTo('GET', 'http://modules.example/x', { headers: Object.entries(headers) });
  assert.ok(request);
  const decision = await session.explain(analysis, request);
  assert.ok(decision);
  return decision;
}

const PASS = 'proxy_pass http://app;';
const TOKEN = { Authorization: 'Bearer token' };

describe('guards that nobody can follow', () => {
  const unknown: readonly (readonly [string, string])[] = [
    ['auth_radius "Staff";', 'auth_radius'],
    ['shib_request /shib;', 'shib_request'],
    ['modsecurity on;', 'modsecurity'],
    ['SecRulesEnabled;', 'SecRulesEnabled'],
    ['auth_jwt_enabled on;', 'auth_jwt_enabled'],
    ['auth_ntlm on;', 'auth_ntlm'],
    ['my_company_sso on;', 'my_company_sso'],
    ['js_access main.access;', 'js_access'],
    ['access_by_lua_file /etc/nginx/access.lua;', 'access_by_lua_file'],
  ];
  for (const [line, name] of unknown) {
    test(`${name} makes the answer unknown, and is named`, async () => {
      const { outcome } = await ask(`${line} ${PASS}`);
      assert.equal(outcome.kind, 'unknown');
      assert.ok(outcome.kind === 'unknown' && outcome.reason.includes(name) && outcome.at !== null);
    });
  }
  for (const line of [
    'modsecurity off;',
    'shib_request_use_headers on;',
    'auth_radius_server s;',
    'brotli on;',
    'my_company_sso off;',
  ]) {
    test(`${line} decides nothing`, async () => {
      assert.equal((await ask(`${line} ${PASS}`)).outcome.kind, 'passed');
    });
  }
});

describe('handlers that nobody can follow', () => {
  for (const line of [
    'memc_pass m:1;',
    'nchan_subscriber;',
    'company_pass x;',
    'js_content main.x;',
    'perl X::y;',
  ]) {
    test(`${line} makes the answer unknown`, async () => {
      assert.equal((await ask(line)).outcome.kind, 'unknown');
    });
  }
});

describe('NGINX Plus', () => {
  test('auth_jwt asks for a token, and names its error where there is one', async () => {
    const bare = await ask(`auth_jwt "api"; auth_jwt_key_file k; ${PASS}`);
    assert.deepEqual(bare.outcome.kind === 'unknown' ? null : bare.outcome.challenges, [
      'Bearer realm="api"',
    ]);
    assert.equal((await ask(`auth_jwt "api"; auth_jwt_key_file k; ${PASS}`, TOKEN)).outcome.kind, 'passed');
  });
  test('auth_jwt_require rests on claims that are not known', async () => {
    const lines = `auth_jwt "api"; auth_jwt_require $jwt_claim_admin error=403; ${PASS}`;
    assert.equal((await ask(lines, TOKEN)).outcome.kind, 'unknown');
    const bare = await ask(lines);
    assert.equal(bare.outcome.kind, 'challenged');
  });
  test('auth_require refuses by a variable that is known', async () => {
    const lines = `auth_require $is_admin; ${PASS}`;
    assert.equal((await ask(lines)).outcome.kind, 'forbidden');
    assert.equal((await ask(lines, { 'X-Role': 'admin' })).outcome.kind, 'passed');
    const { outcome } = await ask(`auth_require $is_admin error=401; ${PASS}`);
    assert.equal(outcome.kind, 'challenged');
  });
  test('auth_oidc rests on a session that is not known', async () => {
    assert.equal((await ask(`auth_oidc idp; ${PASS}`)).outcome.kind, 'unknown');
  });
});

describe('Authorization as a parameter', () => {
  const carried = async (lines: string) => (await ask(lines, TOKEN)).upstream?.authorization;
  test('FastCGI gets what the client sent', async () => {
    assert.equal(await carried('fastcgi_pass php:9000; fastcgi_param REMOTE_USER x;'), 'Bearer token');
  });
  test('a parameter of that name replaces it', async () => {
    assert.equal(
      await carried('fastcgi_pass php:9000; fastcgi_param HTTP_AUTHORIZATION "Bearer own";'),
      'Bearer own',
    );
    assert.equal(
      await carried('scgi_pass app:9000; scgi_param HTTP_AUTHORIZATION "Bearer own";'),
      'Bearer own',
    );
  });
  test('an empty one takes it away', async () => {
    assert.equal(await carried('fastcgi_pass php:9000; fastcgi_param HTTP_AUTHORIZATION "";'), null);
    assert.equal(await carried('uwsgi_pass app:9000; uwsgi_param HTTP_AUTHORIZATION "";'), null);
  });
  test('gRPC has headers', async () => {
    assert.equal(await carried('grpc_pass grpc://app:1; grpc_set_header Authorization "";'), null);
  });
});
