// Witnesses as commands, and what they are said to get.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { curlOf, type Expectation, expectationText, type Request, requestTo } from '../../server/src/core';

function request(method: string, url: string, more: Parameters<typeof requestTo>[2] = {}): Request {
  const asked = requestTo(method, url, more);
  assert.ok(asked !== null);
  return asked;
}

test('a request is a command that a shell takes as it is', () => {
  assert.equal(curlOf(request('GET', 'http://a.example/x')), 'curl -i http://a.example/x');
  assert.equal(curlOf(request('GET', 'http://a.example/x?a=1&b=2')), "curl -i 'http://a.example/x?a=1&b=2'");
  assert.equal(curlOf(request('HEAD', '/x')), 'curl -I http://localhost/x');
  assert.equal(
    curlOf(request('DELETE', 'http://a.example/', { headers: [['X-It', "it's"]] })),
    "curl -i -X DELETE -H 'X-It: it'\\''s' http://a.example/",
  );
  assert.equal(
    curlOf(request('GET', 'http://a.example/', { headers: [['Accept', '']] })),
    "curl -i -H 'Accept;' http://a.example/",
  );
});

test('curl leaves dots and brackets as they were written', () => {
  assert.equal(curlOf(request('GET', '/a/../b')), 'curl -i --path-as-is http://localhost/a/../b');
  assert.equal(curlOf(request('GET', '/a[1]')), "curl -i -g 'http://localhost/a[1]'");
});

test('what is promised is said, and nothing else', () => {
  const said: readonly (readonly [Expectation, string])[] = [
    [{ status: 401 }, '401'],
    [{ status: 401, challenges: null }, '401, no WWW-Authenticate'],
    [
      { status: 401, challenges: ['Basic', 'Bearer'] },
      '401, WWW-Authenticate: Basic, WWW-Authenticate: Bearer',
    ],
    [{ status: 302, location: '/login' }, '302, Location: /login'],
    [{ status: 200, authorization: null }, '200 and the upstream no Authorization'],
  ];
  for (const [expect, text] of said) assert.equal(expectationText(expect), text);
});
