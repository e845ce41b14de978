// Layouts whose main file is written by a container: what people keep of them in a repository is read as what it is.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { routes } from '../../server/src/core';
import { memoryHost } from '../../server/src/host/memory';
import { Session } from '../../server/src/host/session';

async function check(texts: Record<string, string>) {
  const files = Object.fromEntries(Object.entries(texts).map(([name, text]) => [`/site/${name}`, text]));
  const session = new Session(memoryHost(files));
  await session.discover(['/site']);
  const analysis = await session.analyze();
  assert.deepEqual(analysis.errors, []);
  return analysis;
}

test('snippets of nginx-proxy are fragments, whatever host they are named after', async () => {
  const analysis = await check({
    'vhost.d/app.example.com': 'location /.well-known/acme-challenge/ {\n    auth_basic off;\n}\n',
    'vhost.d/app.example.com_location':
      'auth_request /oauth2/auth;\nadd_header WWW-Authenticate \'Bearer realm="app"\';\n',
    'vhost.d/default_location': 'proxy_set_header Authorization "";\n',
  });
  assert.equal(analysis.layers.length, 3);
  assert.ok(analysis.layers.every(({ partial }) => partial === true));
  assert.deepEqual(
    analysis.findings.map(({ rule, at }) => [rule, at.file]),
    [['nginx/add-header-challenge-without-always', '/site/vhost.d/app.example.com_location']],
  );
});

test('hosts of Nginx Proxy Manager and its custom snippets say nothing that rests on what is missing', async () => {
  const analysis = await check({
    'data/nginx/custom/http_top.conf':
      "map $http_upgrade $connection_upgrade { default upgrade; '' close; }\n",
    'data/nginx/custom/server_proxy.conf': 'proxy_set_header X-Real-IP $remote_addr;\n',
    'data/nginx/proxy_host/1.conf': `server {
  set $forward_scheme http;
  set $server "10.0.0.2";
  listen 80;
  listen [::]:80;
  server_name app.example.com;
  include conf.d/include/block-exploits.conf;
  location / {
    auth_basic "Authorization required";
    auth_basic_user_file /data/access/1;
    proxy_set_header Authorization "";
    allow 10.0.0.0/8;
    deny all;
    satisfy any;
    include conf.d/include/proxy.conf;
  }
  include /data/nginx/custom/server_proxy[.]conf;
}
`,
  });
  assert.deepEqual(analysis.findings, []);
  const [row] = routes(analysis).filter(({ host }) => host === 'app.example.com');
  assert.equal(row?.requires.kind, 'any');
});

test('a server in sites-enabled is a part of the site that includes it, and no fragment', async () => {
  const server =
    'server {\n  listen 80;\n  server_name a.example;\n  location /x/ { error_page 401 =200 /; auth_basic "x"; auth_basic_user_file users; }\n}\n';
  const main = 'events {}\nhttp { include sites-enabled/*; }\n';
  const analysis = await check({
    'nginx.conf': main,
    'sites-enabled/a': server,
    users: 'alice:{PLAIN}wonderland\n',
  });
  assert.deepEqual(
    analysis.layers.map(({ entry, partial }) => [entry, partial]),
    [['/site/nginx.conf', false]],
  );
  assert.ok(analysis.findings.some(({ rule }) => rule === 'nginx/error-page-401-changes-status'));
});

test('a template of the official image is read with its holes', async () => {
  const analysis = await check({
    'templates/default.conf.template':
      'server {\n  listen ${NGINX_PORT};\n  server_name ${NGINX_HOST};\n  location / {\n    auth_basic "x";\n    auth_basic_user_file /run/secrets/users;\n    proxy_pass http://${APP}:3000;\n  }\n  location = /me {\n    add_header WWW-Authenticate \'Bearer\';\n    return 401;\n  }\n}\n',
  });
  assert.ok(analysis.findings.some(({ rule }) => rule === 'nginx/add-header-challenge-without-always'));
});

test('a user file that a template names is not asked about, one that a request names is', async () => {
  const server = (file: string) =>
    `server {\n  listen 80;\n  auth_basic "x";\n  auth_basic_user_file ${file};\n  location / {\n    proxy_pass http://app;\n  }\n}\n`;
  const asked = async (file: string) => {
    const { findings } = await check({ 'templates/default.conf.template': server(file) });
    return findings.some(({ rule }) => rule === 'nginx/auth-basic-user-file-dynamic');
  };
  assert.equal(await asked('${HTPASSWD_FILE}'), false);
  assert.equal(await asked('users/$host'), true);
});

test('a fault in a snippet is said once, with the places that include it', async () => {
  const server = (name: string) =>
    `  server { server_name ${name}; location / { include snippets/*.conf; proxy_pass http://app; } }\n`;
  const names = ['a.example', 'b.example', 'c.example', 'd.example', 'e.example'];
  const main = `events {}\nhttp {\n${names.map(server).join('')}}\n`;
  const snippet =
    "add_header WWW-Authenticate 'Basic realm=\"x\"';\nif ($http_authorization = '') { return 401; }\n";
  const analysis = await check({ 'nginx.conf': main, 'snippets/auth.conf': snippet });
  const found = analysis.findings.filter(({ rule }) => rule === 'nginx/add-header-challenge-without-always');
  assert.equal(found.length, 1);
  const places = found[0]?.related.filter(({ file }) => file === '/site/nginx.conf') ?? [];
  assert.deepEqual(
    places.map(({ message }) => message),
    ['holds here', 'holds here', 'holds here, and in 2 more places'],
  );
  assert.equal(main.slice(places[1]?.span.start, places[1]?.span.end), 'snippets/*.conf');
});
