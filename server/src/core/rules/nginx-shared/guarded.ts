// Whether a block is guarded by nginx itself.
import { innermost, isHidden } from '../../kinds/nginx/config/inherit';
import { arg, type Line } from '../../kinds/nginx/config/lines';
import type { Scope } from '../../kinds/nginx/config/scopes';
import { asks, requirementOf } from '../../kinds/nginx/requirement';

/** Whether a block certainly asks for something. */
export function isGuarded(scope: Scope): boolean {
  const { kind } = requirementOf(scope);
  return kind !== 'open' && kind !== 'unknown';
}

/** Whether a block certainly asks for nothing. */
export function isOpen(scope: Scope): boolean {
  return requirementOf(scope).kind === 'open';
}

const ASKS = ['auth_basic', 'auth_request', 'auth_jwt', 'auth_pam', 'auth_ldap', 'auth_digest'];

const guards = new WeakMap<Scope, readonly Line[]>();

/** The lines that ask a block's visitors for credentials, one for each module. */
export function guardLines(scope: Scope): readonly Line[] {
  let lines = guards.get(scope);
  if (lines === undefined) {
    lines = scope.parent !== null && !asks(scope) ? guardLines(scope.parent) : effectiveGuards(scope);
    guards.set(scope, lines);
  }
  return lines;
}

function effectiveGuards(scope: Scope): readonly Line[] {
  return ASKS.flatMap((name) => {
    const found = innermost(scope, name);
    return found === null || isHidden(found) || arg(found.line, 0) === 'off' ? [] : [found.line];
  });
}

/** The line that asks a block's visitors for credentials, `null` where none does. */
export function guardLine(scope: Scope): Line | null {
  return guardLines(scope)[0] ?? null;
}

/** The line by which a block itself asks for credentials, `null` where it inherits its guard or has none. */
export function ownGuardLine(scope: Scope): Line | null {
  return guardLines(scope).find((line) => scope.lines.includes(line)) ?? null;
}

/** The line that asks a block's visitors for credentials, or the rule on addresses that keeps them out, `null` where neither is the case. */
export function shutLine(scope: Scope): Line | null {
  const asks = guardLine(scope);
  if (asks !== null) return asks;
  const denied = innermost(scope, 'deny');
  return denied === null || isHidden(denied) ? null : denied.line;
}
