// The blocks that a directive speaks for: its own one, and those within that inherit it.
import { innermost, isHidden } from '../../kinds/nginx/config/inherit';
import { isLocation, type Location, locationsOf, type Scope } from '../../kinds/nginx/config/scopes';
import type { NginxContext } from '../nginx-rule';
import { serversOf } from './auth-targets';
import { isGuarded } from './guarded';
import { isRefused, type Shown, showAt } from './witness';

/** How many blocks are asked for a request that shows what a directive does. */
const MAX_TRIES = 30;

/** The location itself and all within it; every location of the servers that a server or http block holds. */
export function locationsWithin(context: NginxContext, scope: Scope): readonly Location[] {
  if (isLocation(scope)) return [scope, ...locationsOf(scope)];
  if (scope.kind !== 'server' && scope.kind !== 'http') return [];
  return serversOf(context, scope).flatMap((server) => [...locationsOf(server)]);
}

/** The blocks for which this block's directive of that name is the effective one. */
export function inheritorsOf(context: NginxContext, scope: Scope, name: string): readonly Scope[] {
  const blocks: readonly Scope[] = scope.kind === 'limit_except' ? [scope] : locationsWithin(context, scope);
  return blocks.filter((block) => {
    const found = innermost(block, name);
    return found !== null && !isHidden(found) && found.scope === scope;
  });
}

/** That a directive keeps somebody out; `shown` is `null` where no request by itself shows it. */
export type Refusal = { readonly shown: Shown | null };

/**
 * Whether this block's directive of that name refuses anybody: where a request to a block that it speaks for is
 * refused, or where such a block is guarded and no request of a client leads there. `null` where neither is known.
 */
export function refusalBy(context: NginxContext, scope: Scope, name: string): Refusal | null {
  let unseen = false;
  for (const block of inheritorsOf(context, scope, name).slice(0, MAX_TRIES)) {
    const shown = isLocation(block) ? showAt(context, block) : null;
    if (shown !== null && isRefused(shown)) return { shown };
    if (shown === null && isGuarded(block)) unseen = true;
  }
  return unseen ? { shown: null } : null;
}
