// The `server_name` directive and the choice of a server by host (ngx_http_server_names, ngx_hash_find_combined).
import { exec, type Match } from '../../../regex';
import type { Word } from '../../../syntax/nginx';
import { lowerAscii } from './bytes';
import type { Line } from './lines';
import { type UserPattern, userPattern } from './patterns';

export type NamePattern = { readonly line: Line; readonly word: Word } & (
  | { readonly kind: 'exact'; readonly name: string }
  /** `*.example.com`: any labels before; `.example.com` is also the name itself. */
  | { readonly kind: 'head'; readonly suffix: string; readonly andBare: boolean }
  /** `mail.*`: any labels after. */
  | { readonly kind: 'tail'; readonly prefix: string }
  | { readonly kind: 'regex'; readonly pattern: UserPattern }
  | { readonly kind: 'unknown' }
);

export function readServerName(line: Line, word: Word): NamePattern {
  const at = { line, word };
  if (word.hole || /\$\{/.test(word.value)) return { ...at, kind: 'unknown' };
  const value = word.value;
  if (value.startsWith('~')) return { ...at, kind: 'regex', pattern: userPattern(value.slice(1), false) };
  const name = lowerAscii(value);
  if (name.startsWith('*.')) return { ...at, kind: 'head', suffix: name.slice(1), andBare: false };
  if (name.startsWith('.')) return { ...at, kind: 'head', suffix: name, andBare: true };
  if (name.endsWith('.*')) return { ...at, kind: 'tail', prefix: name.slice(0, -1) };
  return { ...at, kind: 'exact', name };
}

export type NameMatch = { readonly rank: number; readonly length: number; readonly match: Match | null };

/** How well a pattern fits a host: exact before head wildcards before tail wildcards before regexes, longest first. */
export function matchName(pattern: NamePattern, host: string): NameMatch | 'unknown' | null {
  switch (pattern.kind) {
    case 'exact':
      return pattern.name === host ? { rank: 0, length: host.length, match: null } : null;
    case 'head': {
      if (pattern.andBare && host === pattern.suffix.slice(1))
        return { rank: 0, length: host.length, match: null };
      const fits = host.endsWith(pattern.suffix) && host.length > pattern.suffix.length;
      return fits ? { rank: 1, length: pattern.suffix.length, match: null } : null;
    }
    case 'tail':
      return host.startsWith(pattern.prefix) && host.length > pattern.prefix.length
        ? { rank: 2, length: pattern.prefix.length, match: null }
        : null;
    case 'regex': {
      if (pattern.pattern.regex.kind !== 'regex') return 'unknown';
      const match = exec(pattern.pattern.regex, host);
      return match === null ? null : { rank: 3, length: 0, match };
    }
    case 'unknown':
      return 'unknown';
  }
}

/**
 * The name that nginx gives a server: the first one as it is written, `.example.com` without its dot, `''` for none
 * (ngx_http_core_server_name, src/http/ngx_http_core_module.c).
 */
export function primaryName(names: readonly NamePattern[]): string {
  const [first] = names;
  if (first === undefined) return '';
  return first.kind === 'head' && first.andBare ? first.suffix.slice(1) : first.word.value;
}

/** A concrete host that a server answers to by name, for witnesses; `null` where it has none. */
export function exampleHost(names: readonly NamePattern[]): string | null {
  for (const name of names) {
    if (name.kind === 'exact' && /^[a-z0-9.-]+$/.test(name.name)) return name.name;
  }
  for (const name of names) {
    if (name.kind === 'head') return name.andBare ? name.suffix.slice(1) : `www${name.suffix}`;
    if (name.kind === 'tail') return `${name.prefix}example`;
  }
  return null;
}
