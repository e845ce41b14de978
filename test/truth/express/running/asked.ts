// Requests with valid credentials on apps that really run: what a client would send, as far as that can be made.
import { createHmac } from 'node:crypto';
import type { Expectation, HeaderLine, OutcomeKind, Request } from '../../../../server/src/core';
import type { ProgramFolder } from './folder';
import { type Answer, ask, type RunningApp, variableFor } from './running';

/** What was said of an answer. */
export type Said = { readonly kind: OutcomeKind | null; readonly expect: Expectation };

/** How an answer falls short of what was said of it; `null` where it does not. */
export function shortfall({ status, challenge, location }: Answer, { kind, expect }: Said): string | null {
  const isRefused = status === 0 || status === 401 || status === 403 || status >= 500;
  const isThrough = kind === 'passed' && !isRefused;
  if (kind === 'passed' && isRefused && expect.status !== status) return `said to pass, got ${status}`;
  if (expect.status !== undefined && expect.status !== status && !isThrough)
    return `said ${expect.status}, got ${status}`;
  if (expect.challenges !== undefined) {
    const said = expect.challenges?.join(', ') ?? null;
    if (said !== challenge) return `said the challenge ${said}, got ${challenge}`;
  }
  if (expect.location !== undefined && expect.location !== location)
    return `said the location ${expect.location}, got ${location}`;
  return null;
}

/** Asks an app what a request of a page says, as it is. */
export function askPlain(app: RunningApp, request: Request): Promise<Answer> {
  return askWith(app, request, request.headers);
}

function askWith(app: RunningApp, request: Request, headers: readonly HeaderLine[]): Promise<Answer> {
  const { method, target, scheme, host, bodyLength } = request;
  const hosts: HeaderLine[] = host === null ? [] : [['Host', host]];
  return ask(app, {
    method,
    target,
    headers: [...hosts, ...headers],
    tls: scheme === 'https',
    ...bodyOf(headers, bodyLength),
  });
}

/** A body of the type that the request names, with what a client would log in with. */
function bodyOf(headers: readonly HeaderLine[], length: number): { readonly body?: string } {
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  const fields = Object.fromEntries(FIELDS.map((name) => [name, 'a']));
  if (/json/i.test(type)) return { body: JSON.stringify(fields) };
  if (/urlencoded/i.test(type)) return { body: new URLSearchParams(fields).toString() };
  return length > 0 ? { body: 'x'.repeat(length) } : {};
}

const FIELDS = [
  'user',
  'username',
  'name',
  'login',
  'email',
  'mail',
  'password',
  'pass',
  'pwd',
  'token',
  'code',
  'secret',
];

/** The most requests that are tried in the place of one with valid credentials. */
const MAX_TRIES = 60;

/** Whether some credentials, made of what the program knows, get what is said of valid ones. */
export async function isShownByAny(
  app: RunningApp,
  folder: ProgramFolder,
  request: Request,
  said: Said,
): Promise<boolean> {
  for (const headers of headersWith(request.headers, secretsOf(folder)).slice(0, MAX_TRIES)) {
    if (shortfall(await askWith(app, request, headers), said) === null) return true;
  }
  return false;
}

/** The texts of a program, and what its environment says: one of them may be its secret. */
function secretsOf({ sources }: ProgramFolder): readonly string[] {
  const texts = sources.map(({ text }) => text).join('\n');
  const variables = [...texts.matchAll(/\bprocess\.env\.([A-Za-z_]\w*)/g)].map(([, name = '']) =>
    variableFor(name),
  );
  const literals = [...texts.matchAll(/(['"`])([^'"`\n]{1,60})\1/g)].map(([, , text = '']) => text);
  return [...new Set([...variables, ...literals])];
}

function headersWith(
  headers: readonly HeaderLine[],
  secrets: readonly string[],
): readonly (readonly HeaderLine[])[] {
  const all: (readonly HeaderLine[])[] = [headers];
  for (const secret of secrets) {
    for (const token of [secret, signed(secret)]) {
      all.push(headers.map(([name, value]): HeaderLine => [name, withToken(name, value, token)]));
    }
  }
  return all;
}

function withToken(name: string, value: string, token: string): string {
  switch (name.toLowerCase()) {
    case 'authorization':
      return /^\S+\s+/.test(value)
        ? value.replace(/^(\S+\s+).*$/s, (_, scheme: string) => scheme + token)
        : token;
    case 'cookie':
      return value.replace(/=[^;]*/, () => `=${token}`);
    default:
      return /^(?:x-|api)/i.test(name) ? token : value;
  }
}

/** A token that says a little of everything, signed with a secret by HS256 (RFC 7519). */
function signed(secret: string): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    sub: '1',
    id: 1,
    userId: 1,
    name: 'a',
    role: 'admin',
    roles: ['admin'],
    iat: now,
    exp: now + 600,
  };
  const text = [{ alg: 'HS256', typ: 'JWT' }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}
