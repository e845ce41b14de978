// A header of a request as Node shows it, whose lines may be several.
import type { HeaderLine } from '../../../model/request';

/** The value of a header, named in lower case; repeated lines are joined as Node does it (`http.IncomingMessage`). */
export function joinedHeader(lines: readonly HeaderLine[], lower: string): string | null {
  let joined: string | null = null;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    if (line === undefined || !isNamed(line[0], lower)) continue;
    const value = line[1];
    if (joined === null) joined = value;
    else if (!ONLY_FIRST.has(lower)) joined += (lower === 'cookie' ? '; ' : ', ') + value;
  }
  return joined;
}

function isNamed(line: string, lower: string): boolean {
  return line.length === lower.length && line.toLowerCase() === lower;
}

/** Headers of which Node keeps the first line only (`_http_incoming.js`, matchKnownFields). */
const ONLY_FIRST = new Set([
  'age',
  'authorization',
  'content-length',
  'content-type',
  'etag',
  'expires',
  'from',
  'if-modified-since',
  'if-unmodified-since',
  'last-modified',
  'location',
  'max-forwards',
  'proxy-authorization',
  'referer',
  'retry-after',
  'server',
  'user-agent',
]);
