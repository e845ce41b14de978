// The outputs of `check`, each as a whole, and what is hard about them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Finding,
  formatGithub,
  formatJson,
  formatJunit,
  formatPretty,
  formatSarif,
  openSource,
  PLAIN,
  paintFor,
  RULE_INFOS,
  relativeTo,
  requestTo,
  sortForShow,
} from '../../server/src/core';
import { HINT, NOTHING, placeOf, RESULTS, SOURCE, WARNING } from '../support/results';
import { matchesSnapshot } from '../support/snapshot';

const snapshot = (name: string, text: string) => matchesSnapshot(`test/unit/format/${name}`, text);

const sarif = (results = RESULTS) =>
  formatSarif(results, {
    version: '1.2.3',
    rules: RULE_INFOS,
    page: () => '# The page',
    trace: ({ witness }) =>
      witness === null
        ? null
        : {
            request: witness.request,
            outcome: { kind: 'unknown', reason: '', by: { kind: 'nginx', entry: '' }, at: null },
            upstream: null,
            steps: [
              {
                layer: { kind: 'nginx', entry: '' },
                at: WARNING.at,
                text: 'refused here',
                effect: 'refuses',
              },
              { layer: { kind: 'nginx', entry: '' }, at: null, text: 'nowhere', effect: 'skips' },
            ],
          },
    fingerprints: ['0123', '4567'],
  });

test('every format shows the same findings', () => {
  snapshot('pretty.out', formatPretty(RESULTS, PLAIN));
  snapshot('json.out', formatJson(RESULTS));
  snapshot('github.out', formatGithub(RESULTS));
  snapshot(
    'junit.out',
    formatJunit(RESULTS, ({ severity }) => severity !== 'info'),
  );
  snapshot('sarif.out', sarif());
});

test('every format says that nothing was found', () => {
  assert.equal(formatPretty(NOTHING, PLAIN), 'No findings in 2 files.\n');
  assert.deepEqual(JSON.parse(formatJson(NOTHING)), { version: 1, files: 2, findings: [], errors: [] });
  assert.equal(formatGithub(NOTHING), '');
  assert.match(
    formatJunit(NOTHING, () => true),
    /tests="1" failures="0" errors="0"/,
  );
  assert.deepEqual(JSON.parse(sarif(NOTHING)).runs[0].results, []);
});

test('colours and links change nothing but themselves', () => {
  const painted = formatPretty(RESULTS, paintFor(true, true));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escapes are what is taken out
  const plain = painted.replace(/\x1b\[\d+m|\x1b\]8;;.*?\x1b\\/g, '');
  assert.notEqual(painted, plain);
  assert.equal(plain, formatPretty(RESULTS, PLAIN));
  assert.match(painted, /\]8;;https:\/\/\S+docs\/rules\/nginx\/syntax\.md/);
});

test('a file cannot send control characters to a terminal', () => {
  const text = 'a \x1b[31m\u202e b\n';
  const source = openSource(
    () => text,
    () => 'x\x1b.conf',
  );
  const finding: Finding = {
    ...HINT,
    message: 'm\x1b[0m\nn',
    at: { file: '/x', span: { start: 0, end: 1 } },
  };
  const shown = formatPretty({ ...NOTHING, findings: [finding], source }, PLAIN);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they must not be there
  assert.doesNotMatch(shown, /[\x1b\u202e]/);
  assert.match(shown, /a ␛\[31m\uFFFD b/);
  assert.match(shown, /m␛\[0m n/);
});

test('a secret that a finding is about is in no output', () => {
  const source = openSource(
    () => 'maria:open-sesame\n',
    () => 'users',
  );
  const credentials = `Basic ${Buffer.from('maria:open-sesame').toString('base64')}`;
  const request = requestTo('GET', 'http://site.example/', { headers: [['Authorization', credentials]] });
  assert.ok(request !== null);
  const finding: Finding = {
    ...HINT,
    at: { file: '/users', span: { start: 6, end: 17 } },
    witness: { request, expect: { status: 401 } },
    fixes: [],
    secrets: [{ file: '/users', span: { start: 6, end: 17 } }],
  };
  const results = { ...NOTHING, findings: [finding], source };
  const shown = formatPretty(results, PLAIN);
  assert.match(shown, /1 \| maria:\*{11}\n +\| {7}\^{11}\n/);
  assert.match(shown, /-H 'Authorization: Basic \*{3}'/);
  const all = [
    shown,
    formatJson(results),
    formatGithub(results),
    formatJunit(results, () => true),
    sarif(results),
  ];
  for (const text of all) assert.ok(!text.includes('open-sesame') && !text.includes(credentials), text);
});

test('what is written like a secret is in no frame, and nothing moves', () => {
  const lines = [
    ['maria:{PLAIN}open-sesame', 'open-sesame'],
    ['proxy_pass http://svc:s3cret@127.0.0.1:9000; # HERE', 's3cret'],
    ['proxy_set_header Authorization "Basic c3ZjOnMzY3JldA=="; # HERE', 'c3ZjOnMzY3JldA=='],
    [
      "fetch(url, { headers: { Authorization: 'Bearer eyJhbGciOiJIUzI1NiJ9.e30.x' } })",
      'eyJhbGciOiJIUzI1NiJ9.e30.x',
    ],
    [`${'x'.repeat(5000)} Basic c3ZjOnMzY3JldA== HERE ${'y'.repeat(5000)}`, 'c3ZjOnMzY3JldA=='],
  ] as const;
  for (const [line, secret] of lines) {
    const rows = frameOf(line, line.indexOf('HERE') < 0 ? line.length - 1 : line.indexOf('HERE'));
    assert.ok(!rows.includes(secret), rows);
    assert.ok(rows.includes('*'.repeat(secret.length)), rows);
  }
});

test('what only looks like a secret is shown', () => {
  for (const line of [
    `add_header WWW-Authenticate 'Basic realm="Staff2"' always;`,
    `res.set('WWW-Authenticate', 'Bearer error="invalid_token"')`,
    'description: Basic authentication, or a Bearer token',
    'proxy_set_header Authorization "Bearer $access_token2";',
    'proxy_pass http://$user:${password}@host;',
    'proxy_pass http://127.0.0.1:8080/path@2;',
    '# put {PLAIN} before a password that is not hashed',
  ]) {
    assert.ok(frameOf(line, 0).includes(line), frameOf(line, 0));
  }
});

/** The frame around one mark on a line. */
function frameOf(line: string, start: number): string {
  const source = openSource(
    () => line,
    () => 'a.conf',
  );
  const at = { file: '/a.conf', span: { start, end: start + 1 } };
  return formatPretty({ ...NOTHING, findings: [{ ...HINT, at }], source }, PLAIN);
}

test('a very long line is cut around what it marks', () => {
  const text = `${'x'.repeat(5000)}HERE${'y'.repeat(5000)}\n`;
  const source = openSource(
    () => text,
    () => 'a.conf',
  );
  const at = { file: '/a.conf', span: { start: 5000, end: 5004 } };
  const rows = formatPretty({ ...NOTHING, findings: [{ ...HINT, at }], source }, PLAIN).split('\n');
  const shown = rows.find((row) => row.includes('HERE')) ?? '';
  const under = rows.find((row) => row.includes('^^^^')) ?? '';
  assert.ok(shown.length < 200);
  assert.equal(under.indexOf('^'), shown.indexOf('HERE'));
  assert.equal(under.trim().replace('| ', '').trim(), '^^^^');
});

test('marks stand under what they mark, behind tabs and wide characters', () => {
  const text = '\t日本 x é e\u0301 z\n';
  const source = openSource(
    () => text,
    () => 'a.conf',
  );
  for (const [word, column] of [
    ['x', 4 + 5],
    ['é', 4 + 7],
    ['z', 4 + 11],
  ] as const) {
    const start = text.indexOf(word);
    const finding = { ...HINT, at: { file: '/a', span: { start, end: start + 1 } } };
    const rows = formatPretty({ ...NOTHING, findings: [finding], source }, PLAIN).split('\n');
    assert.equal(rows.find((row) => row.includes('^'))?.indexOf('^'), '1 | '.length + column, word);
  }
});

test('a mark over several lines ends with its first line', () => {
  const text = 'one two\nthree\n';
  const source = openSource(
    () => text,
    () => 'a',
  );
  const finding = { ...HINT, at: { file: '/a', span: { start: 4, end: 13 } } };
  assert.match(formatPretty({ ...NOTHING, findings: [finding], source }, PLAIN), /\| {5}\^\^\^\n/);
});

test('names are relative to the working folder', () => {
  const name = relativeTo('/home/me/site');
  assert.equal(name('/home/me/site/a/b.conf'), 'a/b.conf');
  assert.equal(name('/home/me/other/b.conf'), '../other/b.conf');
  assert.equal(name('/etc/nginx/nginx.conf'), '../../../etc/nginx/nginx.conf');
  assert.equal(relativeTo('C:/site')('D:/nginx.conf'), 'D:/nginx.conf');
  assert.equal(relativeTo('C:/site')('C:/site/nginx.conf'), 'nginx.conf');
  assert.equal(relativeTo('/')('/etc/x'), 'etc/x');
  assert.equal(name('/home/me/site'), '../site');
});

test('findings are shown in the order of the names that are shown', () => {
  const up = { ...HINT, at: { file: '/a/z.conf', span: { start: 0, end: 0 } } };
  const here = { ...HINT, at: { file: '/a/b/c.conf', span: { start: 0, end: 0 } } };
  const source = openSource(() => '', relativeTo('/a/b'));
  assert.deepEqual(sortForShow([here, up], source), [up, here]);
});

test('workflow commands cannot be broken out of', () => {
  const source = openSource(
    () => '',
    () => 'a,b:c%.conf',
  );
  const finding = { ...HINT, message: 'one\n::error::two 100%' };
  assert.equal(
    formatGithub({ ...NOTHING, findings: [finding], source }).replace(/line=.*title=/, ''),
    '::notice file=a%2Cb%3Ac%25.conf,nginx/syntax::one%0A::error::two 100%25\n',
  );
});

test('XML holds what XML can hold', () => {
  const finding = { ...HINT, message: 'a < b & "c" \x00\uFFFF \u{1F600}' };
  const xml = formatJunit({ ...NOTHING, findings: [finding] }, () => true);
  assert.match(xml, /message="a &lt; b &amp; &quot;c&quot; \uFFFD\uFFFD \u{1F600}"/u);
});

test('addresses in SARIF are relative URIs', () => {
  const source = openSource(
    () => '',
    () => 'a b/ü#?.conf',
  );
  const log = JSON.parse(sarif({ ...NOTHING, findings: [WARNING], source }));
  const { uri } = log.runs[0].results[0].locations[0].physicalLocation.artifactLocation;
  assert.equal(uri, 'a%20b/%C3%BC%23%3F.conf');
});

test('columns count UTF-16 units from 1', () => {
  const { file, span } = placeOf('/site/conf.d/app.conf', '<staff>');
  assert.deepEqual(SOURCE.range({ file, span }), {
    start: { line: 4, column: 20 },
    end: { line: 4, column: 27 },
  });
});
