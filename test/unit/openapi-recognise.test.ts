// OpenAPI documents are told from other YAML and JSON by a key at their root.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isOpenApi, mayBeOpenApi } from '../../server/src/core/kinds/openapi/recognise';

const yes: Readonly<Record<string, string>> = {
  'YAML of 3.x': 'openapi: 3.1.0\ninfo: {}\n',
  'Swagger 2.0, quoted': 'swagger: "2.0"\n',
  'a version that is a number': 'swagger: 2.0\n',
  'a key in quotes, with a comment behind': '"openapi": "3.0.3" # the version\n',
  'a key that comes last': 'components:\n  x: 1\npaths: {}\nopenapi: 3.0.0',
  'carriage returns': 'info: {}\r\nopenapi: 3.0.0\r\npaths: {}\r\n',
  'a byte order mark': '\uFEFFopenapi: 3.0.0\n',
  'a root that is indented': '\n  openapi: 3.0.0\n  paths: {}\n',
  'the second document of a file': 'a: 1\n---\nopenapi: 3.2.0\n',
  'a value behind the document marker': '--- \nopenapi: 3.0.0\n',
  'holes of a template around it': '{{- if .Values.api }}\nopenapi: 3.0.0\ninfo: {{ .x }}\n{{- end }}\n',
  'a version that is not typed yet': 'openapi:\ninfo:\n  title: x\n',
  'half a version': 'openapi: 3.\npaths: {}\n',
  JSON: '{"info": {"title": "openapi"}, "openapi": "3.0.0"}',
  'JSON with comments': '// openapi: 3\n{ /* { */ "swagger": "2.0" }',
  'JSON with braces and quotes in strings': '{"a": "}\\"{", "b": {"c": ["]"]}, "openapi": "3.1.0"}',
  'YAML in flow style': '{openapi: 3.0.0, info: {title: x}}',
  'JSON without a version yet': '{"openapi": "", "paths": {}}',
};

const no: Readonly<Record<string, string>> = {
  'a nested key': 'doc:\n  openapi: 3.0.0\n',
  'a nested key of JSON': '{"a": {"openapi": "3.0.0"}}',
  'a list of documents': '[{"openapi": "3.0.0"}]',
  'a text that quotes one': 'data:\n  api.yaml: |\n    openapi: 3.0.0\n    paths: {}\n',
  'a string of JSON that quotes one': '{"text": "{\\"openapi\\": \\"3.0.0\\"}"}',
  'settings of a generator': 'openapi:\n  output: x\npaths:\n  a: b\n',
  'settings of a framework': 'swagger:\n  enabled: true\ninfo:\n  a: 1\n',
  'a switch': 'openapi: true\n',
  'a path to one': 'openapi: ./api/openapi.yaml\n',
  'another version': 'swagger: "1.2"\napis: []\n',
  'a dependency': '{"name": "x", "dependencies": {"openapi": "3.0.0"}}',
  'a comment': '# openapi: 3.0.0\na: 1\n',
  AsyncAPI: 'asyncapi: 3.0.0\n',
  nothing: '',
};

describe('a document is recognised', () => {
  for (const [name, text] of Object.entries(yes)) {
    test(name, () => assert.equal(isOpenApi('/a.yaml', text), true));
  }
});

describe('something else is not', () => {
  for (const [name, text] of Object.entries(no)) {
    test(name, () => assert.equal(isOpenApi('/a.yaml', text), false));
  }
  test('a page that shows a document', () =>
    assert.equal(isOpenApi('/README.md', 'Text.\n```yaml\nopenapi: 3.0.0\n```\n'), false));
});

test('names that other tools own are not even read', () => {
  const names = [
    '/a/openapi.yaml',
    '/x.YML',
    '/x.json',
    '/x.jsonc',
    '/package.json',
    '/tsconfig.build.json',
    '/a.conf',
  ];
  assert.deepEqual(names.map(mayBeOpenApi), [true, true, true, true, false, false, false]);
});

test('a large text on one line is looked through once', () => {
  const paths = Array.from(
    { length: 60_000 },
    (_, i) => `"/p${i}":{"get":{"x-openapi":"openapi","d":"{\\"["}}`,
  );
  const text = `{"paths":{${paths.join(',')}},"openapi":"3.0.0"}`;
  assert.equal(isOpenApi('/a.json', text), true);
});
