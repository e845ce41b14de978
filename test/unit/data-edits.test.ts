// Edits of YAML and JSON as a reader sees them: comments, columns, quotes and line endings stay.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type DataDocument,
  type DataEntry,
  type DataMap,
  type DataNode,
  parseData,
} from '../../server/src/core/syntax/data';
import * as edits from '../../server/src/core/syntax/data/edits';
import { applyEdits, type Replacement } from '../../server/src/core/text/edit';

function after(document: DataDocument, result: readonly Replacement[] | null): string {
  assert.ok(result !== null);
  return applyEdits(document.text, result);
}

function node(document: DataDocument, pointer: string): DataNode {
  const found = document.at(pointer);
  assert.ok(found !== null, pointer);
  return found;
}

function map(document: DataDocument, pointer: string): DataMap {
  const found = node(document, pointer);
  assert.ok(found.kind === 'map');
  return found;
}

function entry(document: DataDocument, pointer: string, key: string): DataEntry {
  const found = map(document, pointer).entry(key);
  assert.ok(found !== null);
  return found;
}

const YAML = `# the API
paths:
  /a:
    get:
      # who may
      security: # see below
        bearer: []
        # the other one
        key: []
      responses: {'200': {description: "ok"}} # all
components:
    securitySchemes: {}
`;

test('the keys of a map become items, comments and all', () => {
  const document = parseData(YAML);
  assert.equal(
    after(document, edits.wrapAsItems(document, map(document, '/paths/~1a/get/security'), 'each')),
    YAML.replace('        bearer', '        - bearer').replace('        key', '        - key'),
  );
  assert.equal(
    after(document, edits.wrapAsItems(document, map(document, '/paths/~1a/get/security'), 'one')),
    YAML.replace('        bearer', '        - bearer').replace('        key', '          key'),
  );
});

test('an entry goes with the comments about it', () => {
  const document = parseData(YAML);
  assert.equal(
    after(document, edits.deleteEntry(document, entry(document, '/paths/~1a/get/security', 'key'))),
    YAML.replace('        # the other one\n        key: []\n', ''),
  );
  assert.equal(
    after(document, edits.deleteEntry(document, entry(document, '/paths/~1a/get', 'security'))),
    YAML.replace(/ {6}# who[\s\S]*key: \[\]\n/, ''),
  );
});

test('the last entry leaves an empty map, and the comment beside it', () => {
  const document = parseData('a: # why\n  b: 1 # x\nc: 2\n');
  assert.equal(
    after(document, edits.deleteEntry(document, entry(document, '/a', 'b'))),
    'a: {} # why\nc: 2\n',
  );
});

test('an empty map is filled in the manner of the document', () => {
  const document = parseData(YAML);
  assert.equal(
    after(
      document,
      edits.insertAt(document, ['components', 'securitySchemes', 'bearer'], {
        type: 'http',
        scheme: 'bearer',
      }),
    ),
    YAML.replace(' {}\n', '\n      bearer:\n        type: http\n        scheme: bearer\n'),
  );
});

test('brackets stay brackets, and quotes what they are', () => {
  const document = parseData(YAML);
  assert.equal(
    after(
      document,
      edits.insertEntry(document, node(document, '/paths/~1a/get/responses'), '401', { $ref: '#/x' }),
    ),
    YAML.replace('"ok"}}', `"ok"}, '401': { $ref: '#/x' }}`),
  );
  assert.equal(
    after(document, edits.renameKey(document, entry(document, '/paths/~1a/get/responses', '200'), '201')),
    YAML.replace("'200'", "'201'"),
  );
});

test('carriage returns, tabs and a missing last line ending stay as they are', () => {
  const windows = parseData('a: 1\r\nb:\r\n  - x');
  assert.equal(
    after(windows, edits.insertEntry(windows, windows.root, 'c', ['z'])),
    'a: 1\r\nb:\r\n  - x\r\nc:\r\n  - z',
  );
  const json = parseData('{\n\t"a": {\n\t\t"b": 1\n\t}\n}\n');
  assert.equal(
    after(json, edits.insertEntry(json, node(json, '/a'), 'c', {})),
    '{\n\t"a": {\n\t\t"b": 1,\n\t\t"c": {}\n\t}\n}\n',
  );
});

test('JSON keeps its comments and loses the right comma', () => {
  const text = '{\n  "a": 1, // one\n  // two\n  "b": 2 // too\n}\n';
  const document = parseData(text);
  assert.equal(
    after(document, edits.deleteEntry(document, entry(document, '', 'b'))),
    '{\n  "a": 1 // one\n}\n',
  );
  assert.equal(
    after(document, edits.deleteEntry(document, entry(document, '', 'a'))),
    '{\n  // two\n  "b": 2 // too\n}\n',
  );
});

test('an entry moves with its comments and is indented anew', () => {
  const document = parseData(
    'a:\n    x: 1\n    # about y\n    y:\n        z: |\n            text\nb:\n  q: 1\n',
  );
  assert.equal(
    after(document, edits.moveEntry(document, entry(document, '/a', 'y'), map(document, '/b'))),
    'a:\n    x: 1\nb:\n  q: 1\n  # about y\n  y:\n      z: |\n          text\n',
  );
});

test('what an alias or a merge key leads to is left alone', () => {
  const document = parseData('a: &a\n  x: 1\nb: *a\nc:\n  <<: *a\n  y: 1\n');
  assert.equal(edits.insertEntry(document, node(document, '/b'), 'k', 1), null);
  assert.equal(edits.deleteEntry(document, entry(document, '/c', 'x')), null);
  assert.equal(edits.wrapAsItems(document, map(document, '/a'), 'each'), null);
});
