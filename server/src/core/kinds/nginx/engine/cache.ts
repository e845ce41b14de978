// nginx's cache of upstream answers: it does not look at credentials unless its key does
// (src/http/ngx_http_file_cache.c; ngx_http_proxy_module's default key; ngx_http_upstream_test_next and its kin).
import { group, innermost, isHidden } from '../config/inherit';
import { arg, type Line, placeOf } from '../config/lines';
import { type Exchange, note, type Reply } from './exchange';
import { isUnknown } from './unknown';
import { evaluate } from './values';

/** The place in a cache that a request's answer has. */
export type Slot = { readonly key: string; readonly line: Line };

type KnownReply = Reply & { kind: 'reply' };

/** The slot of a request whose answers are cached; `null` where they are not. */
export function slotOf(x: Exchange): Slot | null {
  const cache = innermost(x.scope, 'proxy_cache');
  if (cache === null || isHidden(cache) || arg(cache.line, 0) === 'off') return null;
  if (x.method !== 'GET' && x.method !== 'HEAD') return null;
  const key = innermost(x.scope, 'proxy_cache_key');
  const source = key === null || isHidden(key) ? '$scheme$proxy_host$request_uri' : arg(key.line, 0);
  const value = evaluate(source, x, placeOf(cache.line));
  return isUnknown(value) ? null : { key: `${arg(cache.line, 0)} ${value}`, line: cache.line };
}

/** What the cache holds for a slot; `null` where the upstream has to be asked. */
export function cached(x: Exchange, slot: Slot): KnownReply | null {
  if (anySet(x, 'proxy_cache_bypass')) return null;
  const stored = x.connection.site.cache.get(slot.key);
  if (stored === undefined) return null;
  note(x, 'answers', 'the cache answers with what an earlier request got', placeOf(slot.line));
  return {
    kind: 'reply',
    status: stored.status,
    headers: stored.headers.map(([name, value]) => ({ name, value, dropped: false, at: null })),
    body: stored.body,
    at: placeOf(slot.line),
    passed: false,
    upstream: x.upstream,
  };
}

/** Keeps an answer where `proxy_cache_valid` or its own headers say so. */
export function store(x: Exchange, slot: Slot, reply: KnownReply): void {
  if (!isCacheable(x, reply) || anySet(x, 'proxy_no_cache')) return;
  const headers = reply.headers.flatMap(({ name, value }) =>
    isUnknown(value) ? [] : [[name, value] as const],
  );
  x.connection.site.cache.set(slot.key, { status: reply.status, headers, body: reply.body });
}

function isCacheable(x: Exchange, reply: KnownReply): boolean {
  const header = (wanted: string) => {
    const value = reply.headers.find(({ name }) => name.toLowerCase() === wanted)?.value;
    return typeof value === 'string' ? value.toLowerCase() : null;
  };
  if (header('set-cookie') !== null) return false;
  const control = header('cache-control');
  if (control !== null && /no-cache|no-store|private|max-age=0\b/.test(control)) return false;
  if (control !== null && /(s-maxage|max-age)=[1-9]/.test(control)) return true;
  const valid = group(x.scope, 'proxy_cache_valid');
  return !isHidden(valid) && valid.some((line) => isValidFor(line, reply.status));
}

/** Without codes, `proxy_cache_valid 5m` is for 200, 301 and 302. */
function isValidFor(line: Line, status: number): boolean {
  const codes = line.args.slice(0, -1).map((word) => word.value);
  if (codes.length === 0) return [200, 301, 302].includes(status);
  return codes.includes('any') || codes.includes(String(status));
}

/** Whether one of a directive's values is neither empty nor `0` (ngx_http_test_predicates). */
function anySet(x: Exchange, name: string): boolean {
  const lines = group(x.scope, name);
  if (isHidden(lines)) return false;
  return lines.some((line) =>
    line.args.some((word) => {
      const value = evaluate(word.value, x, placeOf(line));
      return isUnknown(value) || (value !== '' && value !== '0');
    }),
  );
}
