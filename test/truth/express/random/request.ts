// Random requests for random programs: paths near the ones that they have, and credentials of every kind, good and bad.
import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import type { HeaderLine } from '../../../../server/src/core';
import { PASSWORD, SECRET, USER } from './guards';

export type RandomRequest = {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly HeaderLine[];
};

const basic = (pair: string): HeaderLine => [
  'Authorization',
  `Basic ${Buffer.from(pair).toString('base64')}`,
];
const bearer = (token: string): HeaderLine => ['Authorization', `Bearer ${token}`];
const PREFLIGHT: readonly HeaderLine[] = [
  ['Origin', 'https://shop.example'],
  ['Access-Control-Request-Method', 'GET'],
  ['Access-Control-Request-Headers', 'authorization'],
];

const HEADERS: readonly (readonly HeaderLine[])[] = [
  [],
  [],
  [],
  [['X-Key', 'k1']],
  [['X-Key', 'k2']],
  [bearer('t1')],
  [bearer('wrong')],
  [bearer(signed(SECRET))],
  [bearer(signed('another-secret'))],
  [['Authorization', `bearer ${signed(SECRET)}`]],
  [['Authorization', 'Bearer']],
  [basic(`${USER}:${PASSWORD}`)],
  [basic(`${USER}:wrong`)],
  [['Cookie', 'sid=s1']],
  [['Origin', 'https://shop.example']],
];

/** A token of HS256 without an end (RFC 7519). */
function signed(secret: string): string {
  const text = [
    { alg: 'HS256', typ: 'JWT' },
    { sub: '1', role: 'admin', iat: 1700000000 },
  ]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}

const target = fc
  .tuple(
    fc.array(fc.constantFrom('a', 'b', 'api', 'login', '7', 'A', 'v1', 'list', 'x'), { maxLength: 3 }),
    fc.constantFrom('', '', '', '/'),
    fc.constantFrom('', '', '', '?key=k1', '?key=no'),
  )
  .map(([parts, end, query]) => `/${parts.join('/')}${parts.length > 0 ? end : ''}${query}`);

export const randomRequest: fc.Arbitrary<RandomRequest> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record({
      method: fc.constantFrom('GET', 'GET', 'GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS'),
      target,
      headers: fc.constantFrom(...HEADERS),
    }),
  },
  { weight: 1, arbitrary: target.map((one) => ({ method: 'OPTIONS', target: one, headers: PREFLIGHT })) },
);
