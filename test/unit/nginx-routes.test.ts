// The auth map of an nginx configuration: what each location demands, guards and conditions alike.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeRequirement, routes } from '../../server/src/core';
import { analyzeTexts } from '../support/workspace';

async function rows(locations: string, server = ''): Promise<Readonly<Record<string, string>>> {
  const text = `events {}\nhttp { server { listen 80; server_name a.example; ${server} ${locations} } }\n`;
  const { analysis } = await analyzeTexts([{ name: 'nginx.conf', text }]);
  assert.deepEqual(analysis.errors, []);
  return Object.fromEntries(
    routes(analysis).map(({ path, requires }) => [path, describeRequirement(requires)]),
  );
}

test('a condition that refuses whoever brings nothing is what the location demands', async () => {
  const shown = await rows(`
    location /token/ { if ($http_authorization = "") { return 401; } proxy_pass http://app; }
    location /key/ { if ($http_x_key != "k") { return 403; } proxy_pass http://app; }
    location /off/ { return 403; }
    location /open/ { if ($request_method = POST) { return 405; } proxy_pass http://app; }
    location /moved/ { return 301 /open/; }
    location /both/ { auth_basic "B"; auth_basic_user_file u; if ($http_x_key = "") { return 403; } }
  `);
  assert.deepEqual(shown, {
    '/token/': 'passing if ($http_authorization = "")',
    '/key/': 'passing if ($http_x_key != "k")',
    '/off/': 'returns 403',
    '/open/': 'public',
    '/moved/': 'public',
    '/both/': 'Basic "B"',
  });
});

test('a condition of the server holds for its locations', async () => {
  const shown = await rows('location / { proxy_pass http://app; }', 'if ($http_x_gate = "") { return 403; }');
  assert.deepEqual(shown, { '/': 'passing if ($http_x_gate = "")' });
});

test('what is not known is not taken for a demand', async () => {
  const shown = await rows(
    'location / { if ($ssl_client_verify != SUCCESS) { return 403; } proxy_pass http://app; }',
  );
  assert.notEqual(shown['/'], 'returns 403');
});
