// Random requests: paths near those of the configurations, bent here and there, with credentials of all kinds.
import { createHash } from 'node:crypto';
import type { Pick } from './pick';

export type RandomRequest = {
  readonly port: number;
  readonly method: string;
  readonly host: string;
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly from: string;
};

const SEGMENTS = [
  'a',
  'a/',
  'a/b/',
  'a/b',
  'b/',
  'b/file.txt',
  'a/x.php',
  'a/index.html',
  'a/img.png',
  'app/',
  'app/x',
  'app/401',
  'app/redirect/x',
  'admin',
  'admin/',
  'admin/x',
  'administrator',
  'code/401',
  'code/403',
  'old/x',
  'index.html',
  'missing.html',
  'none',
  'none.php',
  'ADMIN/',
  'a/b/c',
  'B/x',
  'auth',
  'auth-plain',
  'a.php',
  'x.php',
  'a/sub',
  'a/sub/',
  'app/jump/file',
  'app/jump/named',
  'app/jump/none',
  'a+b/x',
  'b/%C3%BC',
  'b/%E9',
  'signed',
  'a/..;/b/',
  'a;v=1/x.php',
  'a/x.php/more',
  'a%3Fb',
  'a%23',
  'a%25%32',
  'to/',
  'a//b/',
  'a/%2e%2e/b/',
  '%2e%2e/a',
  'a%00b',
  '%zz',
  'a%',
  'a/.',
  'a/..',
  '..a/...',
  'a\\b',
  'a b',
  'a"b',
  "a'b<c>",
] as const;
const CREDENTIALS = [
  'Basic bWFyaWE6b3Blbi1zZXNhbWU=', // maria, in users
  'Basic am9uYXM6aHVudGVyMg==', // jonas, in staff
  'Basic bWFyaWE6bm9wZQ==', // maria with a wrong password
  'Bearer token',
  'Basic ???',
] as const;

/** A random request to the servers on a port. */
export function makeRequest(pick: Pick, port: number): RandomRequest {
  const maybe = (percent: number, name: string, values: readonly [string, ...string[]]) =>
    pick.chance(percent) ? [[name, pick.of(values)] as const] : [];
  return {
    port,
    method: pick.of([
      'GET',
      'GET',
      'GET',
      'GET',
      'GET',
      'HEAD',
      'POST',
      'OPTIONS',
      'DELETE',
      'PUT',
      'PROPFIND',
      'PATCH',
      'FOO',
      'M-SEARCH',
      'TRACE',
      'get',
    ]),
    host: pick.of([
      'a.example.test',
      'a.example.test',
      'second.example.test',
      'www.other.test',
      'c.test',
      'xx.test',
      'nobody.test',
      'A.Example.test.',
      'www.example.test',
      'inner-b',
    ]),
    target: target(pick),
    headers: [
      ...maybe(45, 'Authorization', CREDENTIALS),
      ...maybe(20, 'Cookie', ['s=ok', 's=no', 'other=1; s=ok']),
      ...maybe(15, 'X-Key', ['k', 'K']),
      ...maybe(20, 'X-Verdict', ['yes', 'no', 'forbid', 'lost', 'away']),
      ...maybe(10, 'X-Token', ['Bearer own']),
      ...maybe(12, 'X-Forwarded-For', [
        '10.1.2.3',
        '127.0.0.4',
        '10.1.2.3, 10.9.1.1',
        '127.0.0.2, 127.0.0.9',
        'nonsense',
      ]),
      ...maybe(5, 'X-Real-IP', ['127.0.0.4', '10.1.2.3']),
      ...maybe(4, 'x_under', ['1']),
      ...maybe(6, 'Referer', [
        'https://a.example.test/x',
        'https://other.test/',
        'hidden',
        'http://example.test',
      ]),
      ...maybe(2, 'Range', ['bytes=0-1', 'bytes=900-']),
      ...maybe(2, 'If-None-Match', ['*', '"none"']),
      ...maybe(2, 'If-Match', ['*', '"none"']),
      ...maybe(2, 'If-Modified-Since', ['Tue, 19 Jan 2038 03:14:07 GMT', 'Thu, 01 Jan 1970 00:00:00 GMT']),
      ...maybe(2, 'X.Dotted', ['1']),
    ],
    from: pick.of(['127.0.0.1', '127.0.0.1', '127.0.0.2', '127.0.0.4', '127.0.0.9']),
  };
}

/** The hash that a signed link carries: of the path and a word (secure_link_md5). */
function signed(path: string): string {
  return createHash('md5').update(`${path} k`).digest('base64url');
}

function target(pick: Pick): string {
  const path = `/${pick.of(SEGMENTS)}`;
  const bent = pick.chance(80)
    ? path
    : pick.of([
        path.replace('a', '%61'),
        path.replace('/', '//'),
        `/x/..${path}`,
        `${path}/../b/`,
        path.replaceAll('/', '/./'),
        `${path}%2Fb`,
        `${path}%20`,
        path.toUpperCase(),
      ]);
  return (
    bent +
    pick.of([
      '',
      '',
      '',
      '?a=1',
      '?a=x&file=b',
      '?a=%2Fb',
      '?file=c',
      '?',
      '?a',
      '?A=1',
      '?a=1&a=2',
      '?a=b#c',
      '?h=_xY&e=1',
      `?h=${signed(path)}`,
    ])
  );
}
