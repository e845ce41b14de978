// Reading YAML and JSON as data with places: values, spans, aliases, holes, comments, half-typed texts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type DataDocument, type DataNode, parseData } from '../../server/src/core/syntax/data';
import { plain, written } from '../support/data';

function at(document: DataDocument, pointer: string): DataNode {
  const node = document.at(pointer);
  assert.ok(node !== null, pointer);
  return node;
}

const YAML = `openapi: 3.1.0 # version
# about
info: &i
  title: 'It''s'
  "version": "1"
paths:
  # lists them
  /a/{b}:
    get:
      tags: [x, "y", ]
      description: |
        # no comment
        text

      security:
      - {a: []}
      - b:
          - one
    # the end
servers:
- url: https://x
`;

test('values stand where they say', () => {
  const document = parseData(YAML);
  assert.deepEqual(document.problems, []);
  assert.equal(written(document, at(document, '/openapi')), '3.1.0');
  assert.equal(written(document, at(document, '/info')), `title: 'It''s'\n  "version": "1"`);
  assert.equal(at(document, '/info').anchor, 'i');
  assert.equal(document.text.slice(at(document, '/info').start).startsWith('&i'), true);
  const get = at(document, '/paths/~1a~1{b}/get');
  assert.ok(get.kind === 'map');
  assert.equal(get.pointer, '/paths/~1a~1{b}/get');
  assert.equal(get.indent, 6);
  assert.deepEqual(plain(get), {
    tags: ['x', 'y'],
    description: '# no comment\ntext\n',
    security: [{ a: [] }, { b: ['one'] }],
  });
  const [first] = get.entries;
  assert.ok(first);
  assert.equal(document.text.slice(first.full.start, first.full.end), '      tags: [x, "y", ]\n');
  const item = at(document, '/paths/~1a~1{b}/get/security');
  assert.ok(item.kind === 'list' && item.items[1] !== undefined);
  const { span, full } = item.items[1];
  assert.equal(document.text.slice(span.start, span.end), '- b:\n          - one');
  assert.equal(document.text.slice(full.start, full.end), '      - b:\n          - one\n');
});

test('an entry has the comments above it and behind it', () => {
  const document = parseData(YAML);
  assert.ok(document.root.kind === 'map');
  const full = document.root.entries.map((entry) => document.text.slice(entry.full.start, entry.full.end));
  assert.equal(full[0], 'openapi: 3.1.0 # version\n');
  assert.equal(full[1], `# about\ninfo: &i\n  title: 'It''s'\n  "version": "1"\n`);
});

test('comments are found, and what only looks like one is not', () => {
  const comments = parseData(YAML).comments();
  assert.deepEqual(
    comments.map(({ text }) => text),
    ['# version', '# about', '# lists them', '# the end'],
  );
  for (const { span, text } of comments) assert.equal(YAML.slice(span.start, span.end), text);
  assert.deepEqual(
    parseData('{"a": "// no", // yes\n "b": 1 /* and */}')
      .comments()
      .map(({ text }) => text),
    ['// yes', '/* and */'],
  );
});

test('JSON is read the same way', () => {
  const document = parseData('{"a": {"b": [1, "x\\n", {}, []], "c/d": null}, /* c */ "e": true,}');
  assert.equal(document.format, 'json');
  assert.deepEqual(document.problems, []);
  assert.deepEqual(plain(document.root), { a: { b: [1, 'x\n', {}, []], 'c/d': null }, e: true });
  assert.equal(written(document, at(document, '/a/b/1')), '"x\\n"');
  assert.equal(at(document, '/a/c~1d').pointer, '/a/c~1d');
});

test('aliases and merge keys are followed, and say where they are used', () => {
  const document = parseData('base: &b {x: 1, y: 2}\nuse: *b\nmap:\n  <<: *b\n  y: 3\nlater: *none\n');
  const use = at(document, '/use/x');
  assert.equal(document.text.slice(use.span.start, use.span.end), '1');
  assert.equal(document.text.slice(use.use.start, use.use.end), '*b');
  assert.deepEqual(plain(at(document, '/map')), { x: 1, y: 3 });
  const merged = at(document, '/map');
  assert.ok(merged.kind === 'map');
  assert.deepEqual(
    merged.entries.map(({ key, merge }) => [key, merge]),
    [
      ['<<', true],
      ['y', false],
    ],
  );
  assert.equal(merged.entry('x')?.via?.start, document.text.indexOf('*b\n  y'));
  const hole = at(document, '/later');
  assert.ok(hole.kind === 'hole' && hole.reason === 'alias');
});

test('aliases cannot make it hang', () => {
  const bomb = Array.from({ length: 30 }, (_, i) => `a${i}: &a${i} [${`*a${i - 1}, `.repeat(9)}]`).join('\n');
  const last = at(parseData(bomb.replace(/\*a-1, /g, 'x, ')), '/a29');
  assert.ok(last.kind === 'list');
  assert.equal(JSON.stringify(plain(last)).length > 0, true);
  const cycle = parseData('a: &a\n  b: *a\n  <<: *a\n');
  assert.deepEqual(plain(cycle.root), { a: { b: undefined } });
});

test('what a template puts on lines of its own is not nothing', () => {
  const document = parseData(
    'a:\n  {{- toYaml .Values.a | nindent 2 }}\nb: # later\n\n  # {{ x }}\n  {% include "b" %}\nc:\nd: {{ .d }}\ne:\n',
  );
  const isFilledIn = (key: string) => {
    const node = at(document, key);
    return node.kind === 'scalar' && node.value === null && node.templated;
  };
  assert.deepEqual(['/a', '/b', '/c', '/e'].map(isFilledIn), [true, true, false, false]);
});

test('templates are holes, and the rest is there', () => {
  const text = `openapi: 3.0.0
{{- if .Values.x }}
info: {{ .Values.info | toYaml }}
servers:
  - url: "https://{{ .Values.host }}/v1"
  - url: https://\${HOST}/v1
port: \${PORT}
{{ include "more" . | indent 2 }}
{{- end }}
security: [a]
`;
  const document = parseData(text);
  assert.deepEqual(document.problems, []);
  assert.equal(at(document, '/info').kind, 'hole');
  assert.equal(written(document, at(document, '/info')), '{{ .Values.info | toYaml }}');
  const url = at(document, '/servers/0/url');
  assert.ok(url.kind === 'scalar' && url.templated);
  assert.equal(url.value, 'https://{{ .Values.host }}/v1');
  assert.equal(at(document, '/port').kind, 'hole');
  assert.deepEqual(plain(at(document, '/security')), ['a']);
  const json = parseData('{"a": {{ .x }}, "b": ${Y}, "c": 1}', { format: 'json' });
  assert.deepEqual([at(json, '/a').kind, at(json, '/b').kind, plain(at(json, '/c'))], ['hole', 'hole', 1]);
});

test('what a tag of an application stands before is a hole, and YAML has tags of its own', () => {
  const document = parseData(
    'a: !include b.yaml\nc: !If [x, y]\nd: !!str 1\ne: ! 2\n? !!str f\n: !Ref\n  g: h\n',
  );
  assert.deepEqual(document.problems, []);
  assert.deepEqual(
    ['/a', '/c', '/d', '/e', '/f'].map((key) => at(document, key).kind),
    ['hole', 'hole', 'scalar', 'scalar', 'hole'],
  );
  assert.equal(written(document, at(document, '/a')), 'b.yaml');
});

test('duplicate keys are seen, and the last one counts', () => {
  for (const text of ['a: 1\nb: 2\na: 3\n', '{"a": 1, "b": 2, "a": 3}']) {
    const document = parseData(text);
    assert.ok(document.root.kind === 'map');
    assert.equal(document.root.entries.length, 3);
    assert.equal(plain(document.root.get('a')), 3);
    assert.equal(document.problems.length, 1);
    assert.equal(document.problems[0]?.span.start, text.lastIndexOf(text.startsWith('a') ? 'a' : '"a"'));
  }
});

test('several documents in one file, a mark of the byte order, carriage returns', () => {
  const document = parseData('\ufeffa: 1\r\nb:\r\n  - x # c\r\n---\r\nc: 2\r\n');
  assert.deepEqual(document.roots.map(plain), [{ a: 1, b: ['x'] }, { c: 2 }]);
  assert.ok(document.root.kind === 'map');
  assert.equal(document.root.entries[0]?.keySpan.start, 1);
  assert.equal(document.root.entries[0]?.full.start, 1);
});

test('what stands at an offset is found', () => {
  const document = parseData(YAML);
  const spot = document.spotAt(YAML.indexOf('one') + 1);
  assert.equal(spot?.node.pointer, '/paths/~1a~1{b}/get/security/1/b/0');
  const key = document.spotAt(YAML.indexOf('tags') + 2);
  assert.ok(key?.onKey);
  assert.equal(key.entry?.key, 'tags');
});

test('nothing that is half-typed or odd makes it fail', () => {
  const odd = [
    '',
    ' ',
    '\t',
    'a',
    'a:',
    'a: [',
    'a: {b',
    '- ',
    '? ',
    '{',
    '["',
    '{"a"',
    '{"a":',
    '\ufeff',
    '---',
    '%',
    '&',
    '*',
    '*a',
    'a: "',
    'a: |',
    '\ufffd\ufffd: \ufffd',
    '\ta: 1',
    'a:\n\tb: 1',
    '{{',
    '{{}}: 1',
    '${',
    '[}',
    '{]}',
    '"a',
    '!!',
    '<<: 1',
  ];
  for (const text of odd) {
    for (const format of ['yaml', 'json'] as const) {
      const document = parseData(text, { format });
      plain(document.root);
      document.comments();
      for (const { span } of document.problems)
        assert.ok(span.start <= span.end && span.end <= text.length + 1, text);
      for (let i = 0; i <= text.length; i++) document.spotAt(i);
    }
  }
});
