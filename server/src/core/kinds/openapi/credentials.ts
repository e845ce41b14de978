// Whether a request carries what a requirement asks for.

import { headerOf, type Request } from '../../model/request';
import type { Check, Requirement, Scheme } from '../../model/requirement';

/** `met`: carried, and right; `wrong`: carried, and the request says that it is wrong; `absent`: not carried. */
export type Carried = 'met' | 'wrong' | 'absent' | 'unknown';

/** Whether a request meets a requirement. One way of several that is met is enough, whatever is unknown of the others. */
export function carries(request: Request, requirement: Requirement): Carried {
  switch (requirement.kind) {
    case 'open':
      return 'met';
    case 'closed':
      return 'absent';
    case 'unknown':
      return 'unknown';
    case 'check':
      return carriesScheme(request, requirement);
    case 'any':
      return best(requirement.of.map((part) => carries(request, part)));
    case 'all':
      return worst(requirement.of.map((part) => carries(request, part)));
  }
}

function best(all: readonly Carried[]): Carried {
  return (['met', 'unknown', 'wrong'] as const).find((one) => all.includes(one)) ?? 'absent';
}

function worst(all: readonly Carried[]): Carried {
  return (['absent', 'wrong', 'unknown'] as const).find((one) => all.includes(one)) ?? 'met';
}

function carriesScheme(request: Request, { scheme }: Check): Carried {
  if (scheme.kind === 'mutualTls') return 'unknown';
  if (!isSent(request, scheme)) return 'absent';
  return request.credentials === 'valid' ? 'met' : 'wrong';
}

function isSent(request: Request, scheme: Scheme): boolean {
  switch (scheme.kind) {
    case 'apiKey':
      return (keyOf(request, scheme.in, scheme.name) ?? '') !== '';
    case 'session':
      return (keyOf(request, 'cookie', scheme.cookie) ?? '') !== '';
    case 'mutualTls':
      return false;
    case 'custom':
      return hasScheme(request, scheme.what);
    case 'basic':
    case 'bearer':
    case 'digest':
    case 'negotiate':
      return hasScheme(request, scheme.kind);
  }
}

/** Scheme names are case-insensitive (RFC 9110 section 11.1). */
function hasScheme(request: Request, name: string): boolean {
  const value = headerOf(request.headers, 'Authorization')?.trimStart() ?? '';
  const rest = value.slice(name.length);
  return value.slice(0, name.length).toLowerCase() === name.toLowerCase() && /^\s+\S/.test(rest);
}

function keyOf(request: Request, place: 'header' | 'query' | 'cookie', name: string): string | null {
  if (place === 'header') return headerOf(request.headers, name);
  if (place === 'cookie') {
    const cookies = request.headers.filter(([header]) => header.toLowerCase() === 'cookie');
    const pairs = cookies.flatMap(([, value]) => value.split(';'));
    const pair = pairs.find((text) => text.split('=')[0]?.trim() === name);
    return pair === undefined ? null : pair.slice(pair.indexOf('=') + 1).trim();
  }
  const query = request.target.split('?')[1] ?? '';
  const pair = query.split('&').find((text) => decoded(text.split('=')[0] ?? '') === name);
  return pair === undefined ? null : pair.slice(pair.indexOf('=') + 1);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
