// nginx configuration inside YAML: which values are read, at which level, at which place, and what is left alone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import { applyEdits, requestTo } from '../../server/src/core';
import { snippetsIn } from '../../server/src/core/kinds/nginx/snippets';
import { memoryHost } from '../../server/src/host/memory';
import { Session } from '../../server/src/host/session';
import { fc } from '../support/random';

const INGRESS = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
  annotations:
    # who is asked for what
    nginx.ingress.kubernetes.io/server-snippet: |
      location = /status { deny all; }
    nginx.ingress.kubernetes.io/configuration-snippet: |
      add_header WWW-Authenticate 'Bearer realm="shop"';
`;

const CONFIG_MAP = `kind: ConfigMap
data:
  other.conf: |
    [section]
    name=value
  nginx.conf: |
    events {}
    http {
      server {
        listen 80;
        server_name shop.example;
        location /orders/ { return 401; }
      }
    }
`;

async function check(text: string, name = '/site/deploy.yaml', more: Record<string, string> = {}) {
  const session = new Session(memoryHost({ [name]: text, ...more }));
  await session.discover(['/site']);
  return { session, analysis: await session.analyze() };
}

function levelsOf(text: string) {
  return snippetsIn(text).map(({ key, level }) => [key.replace(/^.*\//, ''), level]);
}

test('annotations of an Ingress are fragments of the blocks that they are put into', () => {
  assert.deepEqual(levelsOf(INGRESS), [
    ['server-snippet', 'server'],
    ['configuration-snippet', 'location'],
  ]);
});

test('keys of config maps, charts and other controllers are known, too', () => {
  const text = `data:
  http-snippet: |
    map $http_authorization $known { default 0; }
  main-snippets: |
    load_module modules/x.so;
serverBlock: |-
  server { listen 8080; }
metadata:
  annotations:
    nginx.org/location-snippets: |
      auth_request off;
configs:
  proxy:
    content: |
      server { listen 80; }
`;
  assert.deepEqual(levelsOf(text), [
    ['http-snippet', 'http'],
    ['main-snippets', 'main'],
    ['serverBlock', 'http'],
    ['location-snippets', 'location'],
    ['content', null],
  ]);
});

test('what only looks like nginx is left alone', () => {
  for (const text of [
    'post:\n  content: |\n    Write proxy_pass http://x; into it.\n',
    'data:\n  app.conf: |\n    [server]\n    listen = 80\n',
    'docs:\n  server-snippet: Put your lines here\n',
    'server-snippet:\n  - listen 80;\n',
    'stream-snippet: |\n  server { listen 53 udp; }\n',
    'server-snippet: >\n  # folded lines\n  listen 80;\n',
  ])
    assert.deepEqual(levelsOf(text), [], text);
});

test('a finding stands at its line of the YAML file, and its fix leaves the rest as it was', async () => {
  const { analysis } = await check(INGRESS);
  const [finding, ...others] = analysis.findings;
  assert.deepEqual(others, []);
  assert.equal(finding?.rule, 'nginx/add-header-challenge-without-always');
  assert.equal(INGRESS.slice(finding.at.span.start, finding.at.span.end), 'add_header');
  const fixed = applyEdits(INGRESS, finding.fixes[0]?.edits ?? []);
  assert.equal(fixed, INGRESS.replace('"shop"\';', '"shop"\' always;'));
  assert.equal(parse(fixed).metadata.name, 'shop');
  assert.deepEqual((await check(fixed)).analysis.findings, []);
});

test('a whole configuration in a config map answers requests', async () => {
  const { session, analysis } = await check(CONFIG_MAP);
  assert.deepEqual(
    analysis.findings.map(({ rule }) => rule),
    ['nginx/return-401-without-challenge'],
  );
  const request = requestTo('GET', 'http://shop.example/orders/');
  assert.ok(request);
  const decision = await session.explain(analysis, request);
  assert.equal(decision?.outcome.kind, 'challenged');
  assert.equal(decision?.outcome.at?.file, '/site/deploy.yaml');
  assert.equal(CONFIG_MAP.slice(decision.outcome.at?.span.start).startsWith('return 401'), true);
});

test('files that the configuration names are in the container, not beside the YAML file', async () => {
  const text = CONFIG_MAP.replace(
    'return 401;',
    'auth_basic "x"; auth_basic_user_file htpasswd; include extra.conf;',
  );
  const beside = { '/site/htpasswd': 'alice:secret\n', '/site/extra.conf': 'return 418;' };
  const { session, analysis } = await check(text, '/site/deploy.yaml', beside);
  assert.deepEqual(analysis.findings, []);
  const request = requestTo('GET', 'http://shop.example/orders/');
  assert.ok(request);
  assert.equal((await session.explain(analysis, request))?.outcome.kind, 'unknown');
});

test('comments of either language silence findings', async () => {
  const inside = INGRESS.replace(
    '      add_header',
    '      # authlint-disable-next-line nginx/add-header-challenge-without-always -- the app repeats it\n      add_header',
  );
  assert.deepEqual((await check(inside)).analysis.findings, []);
  const outside = `# authlint-disable nginx/add-header-challenge-without-always -- looked at\n${INGRESS}`;
  assert.deepEqual((await check(outside)).analysis.findings, []);
});

test('holes of a chart do not hide the rest', async () => {
  const text = INGRESS.replace('name: shop', 'name: {{ .Release.Name }}-shop').replace(
    '    # who',
    '    {{- with .Values.annotations }}\n    {{- toYaml . | nindent 4 }}\n    {{- end }}\n    # who',
  );
  const { analysis } = await check(text, '/site/templates/ingress.yaml');
  assert.deepEqual(
    analysis.findings.map(({ rule }) => rule),
    ['nginx/add-header-challenge-without-always'],
  );
});

test('a fragment in YAML does not stand in the way of a whole configuration', async () => {
  const main = 'events {}\nhttp { server { listen 80; server_name a.example; return 204; } }\n';
  const { session, analysis } = await check(INGRESS, '/site/a.yaml', { '/site/nginx.conf': main });
  const request = requestTo('GET', 'http://b.example/');
  assert.ok(request);
  const decision = await session.explain(analysis, request);
  assert.equal(decision?.outcome.kind === 'unknown' ? null : decision?.outcome.status, 204);
});

test('a YAML file cut anywhere gives no error and no finding outside of it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(INGRESS.length), async (end) => {
      const text = INGRESS.slice(0, end);
      const { analysis } = await check(text);
      assert.deepEqual(analysis.errors, []);
      for (const { at } of analysis.findings) assert.ok(at.span.end <= text.length);
    }),
    { numRuns: 40 },
  );
});
