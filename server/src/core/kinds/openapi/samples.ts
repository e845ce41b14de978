// Requests worth asking: one that an operation answers, without credentials and with those that it demands.
import { type HeaderLine, type Request, requestTo } from '../../model/request';
import type { Requirement, Scheme } from '../../model/requirement';
import type { Contract } from './contract';
import { locate } from './locate';
import type { Operation } from './operation';
import { get, textAt } from './part';
import { literalsOf } from './responses';

/** A request that an operation answers; `null` where its path leads to another one, or cannot be asked for. */
export function requestFor(
  contract: Contract,
  operation: Operation,
  headers: readonly HeaderLine[] = [],
  query: readonly string[] = [],
): Request | null {
  if (operation.item.kind !== 'path' || !operation.path.startsWith('/')) return null;
  const base = operation.servers.flatMap((server) => server.bases)[0];
  const scheme = base?.scheme ?? 'https';
  const port = base?.port === null || base?.port === undefined ? '' : `:${base.port}`;
  const origin = base?.host === null || base?.host === undefined ? '' : `${scheme}://${base.host}${port}`;
  const search = query.length === 0 ? '' : `?${query.join('&')}`;
  const url = `${origin}${base?.path ?? ''}${examplePath(operation)}${search}`;
  const request = requestTo(operation.method, url, { headers });
  if (request === null) return null;
  const located = locate(contract, request);
  return located.kind === 'operation' && located.operation === operation ? request : null;
}

/** The path with a value for each of its variables: an example of the parameter, where there is a plain one. */
function examplePath(operation: Operation): string {
  return operation.path.replace(/\{([^{}]*)\}/g, (_, name: string) => {
    const parameter = operation.parameters.find((one) => one.in === 'path' && one.name === name);
    const known = literalsOf(parameter?.body ?? null).find((text) => /^[\w.~-]+$/.test(text));
    const type = textAt(get(parameter?.body ?? null, 'schema') ?? parameter?.body ?? null, 'type');
    return known ?? (type === 'integer' || type === 'number' ? '1' : 'x');
  });
}

/** What a client adds to a request for a requirement: header lines and parts of the query. */
export type Sent = { readonly headers: readonly HeaderLine[]; readonly query: readonly string[] };

const NOTHING: Sent = { headers: [], query: [] };

/** What a client that follows the contract sends; `null` where nobody can say. The first of several ways is taken. */
export function sentFor(requirement: Requirement): Sent | null {
  switch (requirement.kind) {
    case 'open':
      return NOTHING;
    case 'closed':
    case 'unknown':
      return null;
    case 'check':
      return sentForScheme(requirement.scheme);
    case 'any': {
      const ways = requirement.of.map(sentFor).filter((way) => way !== null);
      return ways.find((way) => way.headers.length + way.query.length > 0) ?? ways[0] ?? null;
    }
    case 'all': {
      const all = requirement.of.map(sentFor);
      const known = all.filter((one) => one !== null);
      if (known.length < all.length) return null;
      return {
        headers: joinCookies(known.flatMap(({ headers }) => headers)),
        query: known.flatMap(({ query }) => query),
      };
    }
  }
}

function sentForScheme(scheme: Scheme): Sent | null {
  const header = (name: string, value: string): Sent => ({ headers: [[name, value]], query: [] });
  switch (scheme.kind) {
    case 'basic':
      return header('Authorization', 'Basic dXNlcjpwYXNzd29yZA==');
    case 'bearer':
      return header('Authorization', 'Bearer <token>');
    case 'digest':
      return header('Authorization', 'Digest <response>');
    case 'negotiate':
      return header('Authorization', 'Negotiate <token>');
    case 'custom':
      return header('Authorization', `${scheme.what} <credentials>`);
    case 'session':
      return header('Cookie', `${scheme.cookie}=<session>`);
    case 'mutualTls':
      return null;
    case 'apiKey':
      if (scheme.in === 'query') return { headers: [], query: [`${encodeURIComponent(scheme.name)}=<key>`] };
      return scheme.in === 'cookie' ? header('Cookie', `${scheme.name}=<key>`) : header(scheme.name, '<key>');
  }
}

function joinCookies(headers: readonly HeaderLine[]): readonly HeaderLine[] {
  const cookies = headers.filter(([name]) => name === 'Cookie').map(([, value]) => value);
  const rest = headers.filter(([name]) => name !== 'Cookie');
  return cookies.length === 0 ? rest : [...rest, ['Cookie', cookies.join('; ')]];
}
