// A contract in several files, and folders with other YAML and JSON in them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openapi } from '../../server/src/core/kinds/openapi';
import { memoryHost } from '../../server/src/host/memory';
import { Session } from '../../server/src/host/session';
import { ask, operationOf, readDocuments, short } from '../support/openapi';

const SPLIT = {
  'openapi.yaml': `openapi: 3.0.3
security: [{ jwt: [] }]
paths:
  /a: { $ref: 'paths/a.yaml' }
  /b: { $ref: './paths/all.json#/~1b' }
  /c: { $ref: 'https://example.com/c.yaml' }
  /d: { $ref: 'gone.yaml' }
components:
  securitySchemes:
    jwt: { $ref: 'schemes.yaml#/jwt' }
    far: { $ref: 'https://example.com/s.yaml#/x' }
`,
  'schemes.yaml': 'jwt: { $ref: "#/bearer" }\nbearer: { type: http, scheme: bearer }\n',
  'paths/a.yaml': `get:
  parameters: [{ $ref: '../shared/parameters.yaml#/Key' }]
  responses: { '401': { $ref: '../shared/responses.yaml#/No' } }
put: { security: [{ far: [] }], responses: { default: { description: no } } }
`,
  'paths/all.json': '{ "/b": { "get": { "security": [], "responses": {} } } }',
  'shared/parameters.yaml': 'Key: { in: header, name: X-Key }\n',
  'shared/responses.yaml': `No: { description: no, headers: { WWW-Authenticate: { $ref: 'headers.yaml' } } }\n`,
  'shared/headers.yaml': 'schema: { type: string }\nexample: Bearer realm="a"\n',
};

test('references lead through files, each relative to its own', async () => {
  const site = await readDocuments(SPLIT);
  assert.deepEqual(
    site.analysis.layers.map(({ files }) => files.map((file) => file.replace('/site/', '')).sort()),
    [Object.keys(SPLIT).sort()],
  );
  assert.deepEqual(site.analysis.findings, []);
  assert.deepEqual(site.analysis.errors, []);
  assert.equal(short(await ask(site, 'GET /a')), '401 Bearer realm="a"');
  assert.equal(short(await ask(site, 'GET /b')), 'passed 200');
  assert.equal(operationOf(site.contract, 'GET /a').parameters[0]?.name, 'X-Key');
});

test('a scheme that another document refers to is used, whichever way it is referred to', async () => {
  const shared = `openapi: 3.2.0
security: [{ own: [] }]
paths: { /a: { get: { responses: { default: { description: ok } } } } }
components:
  securitySchemes:
    own: { type: http, scheme: basic }
    jwt: { type: http, scheme: bearer }
    key: { type: apiKey, in: header, name: X-Key }
`;
  const other = (requirement: string, schemes: string) => `openapi: 3.2.0
security: [{ ${requirement}: [] }]
paths: { /b: { get: { responses: { default: { description: ok } } } } }
components: { securitySchemes: ${schemes} }
`;
  const unused = async (text: string) => {
    const { analysis } = await readDocuments({ 'shared.yaml': shared, 'other.yaml': text });
    const findings = analysis.findings.filter(({ rule }) => rule === 'openapi/security-scheme-unused');
    return findings.map(({ message }) => /"(.*?)"/.exec(message)?.[1]);
  };
  const at = 'shared.yaml#/components/securitySchemes';
  assert.deepEqual(await unused(other('own', '{ own: { type: http, scheme: basic } }')), ['jwt', 'key']);
  assert.deepEqual(await unused(other('j', `{ j: { $ref: '${at}/jwt' } }`)), ['key']);
  assert.deepEqual(await unused(other(`${at}/key`, '{}')), ['jwt']);
  assert.deepEqual(await unused(other('jwt', `{ $ref: '${at}' }`)), []);
});

test('no fix puts anything beside a reference', async () => {
  const { analysis } = await readDocuments({
    'openapi.yaml': `openapi: 3.0.3
paths: { /a: { get: { security: [{ other: [] }], responses: { default: { description: ok } } } } }
components: { securitySchemes: { $ref: 'schemes.yaml' } }
`,
    'schemes.yaml': 'jwt: { type: http, scheme: bearer }\n',
  });
  const undefinedOnes = analysis.findings.filter(({ rule }) => rule === 'openapi/security-scheme-undefined');
  assert.deepEqual(
    undefinedOnes.map(({ fixes }) => fixes.map(({ title }) => title)),
    [[]],
  );
});

test('what stands behind a URL or in no file is not known', async () => {
  const site = await readDocuments(SPLIT);
  const { paths } = site.contract;
  assert.deepEqual(
    paths.map(({ resolution }) => resolution.kind),
    ['found', 'found', 'unknown', 'unknown'],
  );
  assert.match(short(await ask(site, 'PUT /a')), /unknown: .*scheme far/);
});

test('a fragment that nothing reaches is nobody’s', async () => {
  const { analysis } = await readDocuments({
    'openapi.yaml': 'openapi: 3.0.3\npaths: {}\n',
    'orphan.yaml': `get: { security: [{ gone: [] }], responses: { $ref: 'nowhere.yaml' } }\n`,
  });
  assert.deepEqual([...analysis.documents.keys()], ['/site/openapi.yaml']);
  assert.deepEqual([analysis.findings, analysis.errors], [[], []]);
});

test('chains of 50 files are followed, and circles are left', async () => {
  const chain = Object.fromEntries(
    Array.from({ length: 50 }, (_, i) => [
      `r${i}.yaml`,
      i === 49 ? 'description: end\n' : `$ref: r${i + 1}.yaml\n`,
    ]),
  );
  const site = await readDocuments({
    'openapi.yaml': `openapi: 3.0.3
paths:
  /a: { get: { responses: { '401': { $ref: r0.yaml }, '403': { $ref: 'x.yaml#/x' }, '407': { $ref: '#/paths/~1a/get/responses/407' } } } }
`,
    'x.yaml': "x: { $ref: 'x.yaml#/y' }\ny: { $ref: '#/x' }\n",
    ...chain,
  });
  assert.deepEqual(site.analysis.errors, []);
  const { responses } = operationOf(site.contract, 'GET /a');
  assert.equal(responses.get('401')?.description, 'end');
  assert.equal(responses.get('403')?.resolution.kind, 'unknown');
  assert.equal(responses.get('407')?.resolution.kind, 'unknown');
});

test('files of other kinds are read once, and neither kept nor reported', async () => {
  const files: Record<string, string> = {
    '/site/api.json': '{"openapi": "3.0.0", "paths": {}}',
    '/site/data.json': '{"a": [1, 2}',
    '/site/values.yaml': 'location:\n  - "server { listen 80; }"\nreturn: 1;\n',
  };
  const host = memoryHost(files);
  const reads: string[] = [];
  const read = (path: string) => {
    reads.push(path);
    return host.read(path);
  };
  const session = new Session({ ...host, read });
  await session.discover(['/site']);
  const analysis = await session.analyze();
  assert.deepEqual([...analysis.documents.keys()], ['/site/api.json']);
  assert.deepEqual([analysis.findings, analysis.errors], [[], []]);
  assert.equal(session.text('/site/data.json'), null);
  await session.analyze();
  assert.equal(reads.filter((path) => path === '/site/data.json').length, 1);
  files['/site/data.json'] = 'openapi: 3.1.0\npaths: {}\n';
  session.changed(['/site/data.json']);
  assert.equal((await session.analyze()).layers.length, 2);
});

test('a file that other files refer to is read although it is nothing by itself', async () => {
  const site = await readDocuments({
    'z.yaml': `openapi: 3.0.3\npaths: { /a: { $ref: a.yaml } }\n`,
    'a.yaml': 'get: { responses: {} }\n',
  });
  assert.equal(short(await ask(site, 'GET /a')), 'passed 200');
});

test('documents of 64 MB are still read', () => assert.equal(openapi.reading.maxBytes, 64 * 1024 * 1024));

const withSelf = (self: string, ref: string, version = '3.2.0') => ({
  'openapi.yaml': `openapi: ${version}
$self: ${self}
security: [{ jwt: [] }]
paths: { /a: { get: { responses: { '200': { description: A }, '401': { $ref: '${ref}#/No' } } } } }
components: { securitySchemes: { jwt: { type: http, scheme: bearer } } }
`,
  'answers.yaml': `openapi: 3.2.0
$self: https://apis.example.com/shared/answers.yaml
paths: {}
No: { description: no, headers: { WWW-Authenticate: { example: Bearer realm="a" } } }
`,
});

for (const [what, self, ref, answer, version] of [
  [
    'of files as they are at their URLs',
    'https://x.example/api/openapi.yaml',
    'answers.yaml',
    '401 Bearer realm="a"',
  ],
  [
    'that the other file calls its own',
    'https://apis.example.com/shared/shop',
    'answers.yaml',
    '401 Bearer realm="a"',
  ],
  ['that lead to a URL that nobody knows', 'https://x.example/shop', 'answers.yaml', '401'],
  [
    'before 3.2, which know no $self',
    'https://x.example/shop',
    'answers.yaml',
    '401 Bearer realm="a"',
    '3.1.0',
  ],
] as const)
  test(`references ${what}`, async () => {
    const site = await readDocuments(withSelf(self, ref, version));
    assert.equal(short(await ask(site, 'GET /a')), answer);
  });
