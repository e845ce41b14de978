// The context in which the directives of a block stand, as the table of directives names it.

import type { Scope } from '../../kinds/nginx/config/scopes';
import type { Context } from '../../kinds/nginx/directives';

export function contextOf(scope: Scope): Context {
  if (scope.kind !== 'if') return scope.kind;
  for (let at = scope.parent; at !== null; at = at.parent) if (at.kind === 'location') return 'if';
  return 'server-if';
}

const WORDS: Partial<Record<Context, string>> = {
  http: 'the http block',
  server: 'a server',
  location: 'a location',
  if: 'an "if" in a location',
  'server-if': 'an "if" in a server',
  limit_except: 'limit_except',
};

/** A context in words. */
export function contextName(context: Context): string {
  return WORDS[context] ?? context;
}
