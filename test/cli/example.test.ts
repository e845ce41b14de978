// The example site: what `npm start` shows is what its README says.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { authlint } from '../support/cli';

test('the example shows its faults and nothing else', () => {
  const { status, stdout } = authlint('examples/shop', ['check', '--format', 'json']);
  const { findings } = JSON.parse(stdout) as {
    findings: { rule: string; file: string; certainty: string }[];
  };
  const asserted = findings.filter(({ certainty }) => certainty === 'assert');
  assert.equal(status, 1);
  assert.deepEqual(
    asserted.map(({ file, rule }) => `${file} ${rule}`),
    [
      'app/auth.js express/jwt-expiresin-string-is-ms',
      'app/server.js express/cors-after-auth',
      'app/server.js express/secure-cookie-without-trust-proxy',
      'nginx/conf.d/shop.conf nginx/regex-location-bypasses-auth',
      'nginx/conf.d/shop.conf nginx/add-header-challenge-without-always',
      'nginx/conf.d/shop.conf nginx/cors-preflight-requires-auth',
      'nginx/conf.d/shop.conf nginx/proxy-set-header-drops-inherited',
      'nginx/conf.d/staging.conf nginx/acme-challenge-requires-auth',
      'openapi.yaml openapi/login-operation-protected',
      'openapi.yaml openapi/security-scheme-undefined',
      'openapi.yaml openapi/response-401-undocumented',
    ],
  );
});

test('who answers a request to it is named with the line', () => {
  const request = ['explain', 'GET http://shop.example/admin/', '-H', 'Authorization: Bearer x'];
  const { stdout } = authlint('examples/shop', [...request, '--format', 'json']);
  const { outcome } = JSON.parse(stdout).results[0];
  assert.deepEqual(
    [outcome.status, outcome.file, outcome.range.start.line, outcome.wwwAuthenticate],
    [401, 'nginx/conf.d/shop.conf', 12, ['Basic realm="Shop admin"']],
  );
});

test('its application and its contract can be asked alone', () => {
  const kindOf = (path: string, method = 'GET') => {
    const { stdout } = authlint('examples/shop', [
      'explain',
      `${method} ${path}`,
      '--format',
      'json',
      entryOf(path),
    ]);
    return JSON.parse(stdout).results[0].outcome.kind;
  };
  const entryOf = (path: string) => (path.startsWith('https:') ? 'openapi.yaml' : 'app');
  assert.equal(kindOf('/api/orders'), 'challenged');
  assert.equal(kindOf('/healthz'), 'passed');
  assert.equal(kindOf('https://shop.example/login', 'POST'), 'challenged');
});
