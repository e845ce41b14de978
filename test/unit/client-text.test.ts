// What the extension reads and writes as text: requests as people type them, links in traces, and its own settings.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { changed, NEW_CONFIG, turnOff } from '../../client/src/config-text';
import { asReadableText, findLinks } from '../../client/src/links';
import { readExplainParams, readRequest, writeRequest } from '../../client/src/request-text';

describe('a request as it is typed', () => {
  it('is a method and a URL, or a URL alone', () => {
    assert.deepEqual(readRequest('GET http://a.example/x?y=1'), {
      method: 'GET',
      url: 'http://a.example/x?y=1',
    });
    assert.deepEqual(readRequest('  options   https://a.example '), {
      method: 'OPTIONS',
      url: 'https://a.example',
    });
    assert.deepEqual(readRequest('/api/x'), { method: 'GET', url: '/api/x' });
  });

  it('may carry a header', () => {
    assert.deepEqual(readRequest('GET /a Authorization: Bearer x y'), {
      method: 'GET',
      url: '/a',
      headers: [['Authorization', 'Bearer x y']],
    });
  });

  it('is not anything else', () => {
    for (const text of [
      '',
      'GET',
      'a.example',
      'GET a.example/',
      'G ET /a',
      'ftp://a/',
      'GET /a b',
      'GET http:///x',
    ]) {
      assert.equal(readRequest(text), null, text);
    }
  });

  it('is read back as it was written', () => {
    for (const text of ['GET /a', 'POST https://a.example/b?c', 'GET /a X-Api-Key: 1 2']) {
      const request = readRequest(text);
      assert.ok(request !== null);
      assert.equal(writeRequest(request), text);
    }
  });
});

describe('what a command is called with', () => {
  it('is taken where it is a request, and nothing of it that is something else', () => {
    const request = { method: 'GET', url: '/a', headers: [['A', 'b']], credentials: 'invalid' };
    assert.deepEqual(readExplainParams({ request, uri: 'file:///a' }), { request, uri: 'file:///a' });
    assert.deepEqual(readExplainParams('POST /a'), { request: { method: 'POST', url: '/a' } });
    assert.deepEqual(readExplainParams({ request: 'POST /a', uri: 'file:///a' }), {
      request: { method: 'POST', url: '/a' },
      uri: 'file:///a',
    });
    assert.deepEqual(
      readExplainParams({ request: { method: 'GET', url: '/a', headers: [1], credentials: 'x' }, uri: 1 }),
      {
        request: { method: 'GET', url: '/a' },
      },
    );
    for (const value of [
      undefined,
      null,
      1,
      {},
      [],
      { request: null },
      { request: { method: 1, url: '/' } },
      'x',
    ]) {
      assert.equal(readExplainParams(value), null);
    }
  });
});

describe('the links of a trace', () => {
  const markdown =
    '1. [a.conf:3](file:///x/a%20b.conf#L3,5) selects\n2. [b](file:///b#L1) and [a.conf:3](file:///x/a%20b.conf#L3,5)\n';

  it('have their targets at the end, each once', () => {
    assert.equal(
      asReadableText(markdown),
      '1. [a.conf:3][1] selects\n2. [b][2] and [a.conf:3][1]\n\n[1]: file:///x/a%20b.conf#L3,5\n[2]: file:///b#L1\n',
    );
  });

  it('are found again, labels and targets', () => {
    const text = asReadableText(markdown);
    const found = findLinks(text).map(({ start, end, target }) => [text.slice(start, end), target]);
    assert.deepEqual(found, [
      ['file:///x/a%20b.conf#L3,5', 'file:///x/a%20b.conf#L3,5'],
      ['file:///b#L1', 'file:///b#L1'],
      ['a.conf:3', 'file:///x/a%20b.conf#L3,5'],
      ['b', 'file:///b#L1'],
      ['a.conf:3', 'file:///x/a%20b.conf#L3,5'],
    ]);
  });

  it('stand in a text without the backslashes that only a renderer needs', () => {
    const written = "proxy\\_pass \\~\\* \\\\.js\n\n```sh\ncurl 'a\\_b' [x](y)\n```\n";
    assert.equal(asReadableText(written), "proxy_pass ~* \\.js\n\n```sh\ncurl 'a\\_b' [x](y)\n```\n");
  });

  it('leave a text without links as it is', () => {
    const text = 'no `[x]` and no (y)  \n';
    assert.equal(asReadableText(text), text);
    assert.deepEqual(findLinks(text), []);
  });
});

describe('turning a rule off', () => {
  const rule = 'nginx/some-rule';
  const apply = (text: string, language: 'json' | 'yaml'): string => {
    const change = turnOff(text, language, rule);
    assert.ok(change !== null);
    return changed(text, change);
  };

  it('leaves every other line of YAML as it was', () => {
    const samples = [
      '',
      'public: [/a]',
      NEW_CONFIG,
      'rules: {}\npublic: [/a]\n',
      'rules:\n',
      'rules: # ours\n\n  # why\n    other/rule: "off"\npublic: [/a]\n',
      'rules:\n  nginx/some-rule: error # loud\n  other/rule: info\n',
      'rules:\r\n  "nginx/some-rule": "error"\r\n',
      "rules:\n  'nginx/some-rule':\n# end\n",
    ];
    for (const text of samples) {
      const before: unknown = parse(text) ?? {};
      const after = apply(text, 'yaml');
      const settings = before as { rules?: Record<string, string> };
      const expected = { ...settings, rules: { ...settings.rules, [rule]: 'off' } };
      assert.deepEqual(parse(after), expected, JSON.stringify(after));
      for (const line of text.split(/\r?\n/)) {
        if (!/rules: \{\}|some-rule/.test(line))
          assert.ok(after.includes(line), `${line} is still in ${after}`);
      }
    }
    assert.match(apply('rules:\n  nginx/some-rule: error # loud\n', 'yaml'), /some-rule: "off" # loud/);
  });

  it('keeps the indentation of JSON', () => {
    assert.equal(
      apply('{\n    "rules": { "a/b": "error" },\n    "public": []\n}', 'json'),
      '{\n    "rules": {\n        "a/b": "error",\n        "nginx/some-rule": "off"\n    },\n    "public": []\n}\n',
    );
    assert.deepEqual(JSON.parse(apply('', 'json')), { rules: { [rule]: 'off' } });
  });

  it('leaves a text alone in which the rule cannot be added safely', () => {
    for (const text of ['rules: { a/b: error }\n', 'rules: *shared\n'])
      assert.equal(turnOff(text, 'yaml', rule), null);
    for (const text of ['{', '[]', '{"rules": 1}']) assert.equal(turnOff(text, 'json', rule), null);
  });
});
