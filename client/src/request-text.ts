// Requests as people type them, `GET http://shop.example/admin/`, and as commands receive them.
import type { AskedRequest, ExplainParams } from './protocol';

/** The methods of RFC 9110 and those that WebDAV and PATCH add are all tokens; any token is a method. */
const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const TYPED = new RegExp(
  `^(?:(${TOKEN})\\s+)?(https?://[^\\s/]\\S*|/\\S*)(?:\\s+(${TOKEN}):\\s*(.*\\S))?$`,
  'i',
);

/**
 * Reads `METHOD URL`, or a URL alone, which is asked with GET; a header may follow: `GET /a Authorization: Bearer x`.
 * Answers `null` where it is neither.
 */
export function readRequest(text: string): AskedRequest | null {
  const match = TYPED.exec(text.trim());
  if (match === null) return null;
  const [, method = 'GET', url = '', name, value = ''] = match;
  const request = { method: method.toUpperCase(), url };
  return name === undefined ? request : { ...request, headers: [[name, value]] };
}

/** The text from which `readRequest` reads the same request, as far as a text of that form can say it. */
export function writeRequest({ method, url, headers = [] }: AskedRequest): string {
  const [first] = headers;
  return first === undefined ? `${method} ${url}` : `${method} ${url} ${first[0]}: ${first[1]}`;
}

/** Reads what a code lens, a hover's link or a page's address carries; `null` where it is something else. */
export function readExplainParams(value: unknown): ExplainParams | null {
  if (typeof value === 'string') {
    const request = readRequest(value);
    return request === null ? null : { request };
  }
  if (!isObject(value)) return null;
  const request = typeof value.request === 'string' ? readRequest(value.request) : readObject(value.request);
  if (request === null) return null;
  return typeof value.uri === 'string' ? { request, uri: value.uri } : { request };
}

function readObject(value: unknown): AskedRequest | null {
  if (!isObject(value)) return null;
  const { method, url, headers, credentials } = value;
  if (typeof method !== 'string' || typeof url !== 'string') return null;
  return {
    method,
    url,
    ...(isHeaders(headers) ? { headers } : {}),
    ...(credentials === 'valid' || credentials === 'invalid' ? { credentials } : {}),
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isHeaders(value: unknown): value is readonly (readonly [string, string])[] {
  return Array.isArray(value) && value.every(isHeader);
}

function isHeader(value: unknown): value is readonly [string, string] {
  return Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'string');
}
