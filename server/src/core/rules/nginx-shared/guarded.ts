// Whether a block is guarded by nginx itself.
import { innermost, isHidden } from '../../kinds/nginx/config/inherit';
import { arg, type Line } from '../../kinds/nginx/config/lines';
import type { Scope } from '../../kinds/nginx/config/scopes';
import { requirementOf } from '../../kinds/nginx/requirement';
import type { Requirement } from '../../model/requirement';

const requirements = new WeakMap<Scope, Requirement>();

/** The requirement of a block, worked out once. */
export function requirementAt(scope: Scope): Requirement {
  let requirement = requirements.get(scope);
  if (requirement === undefined) {
    requirement = requirementOf(scope);
    requirements.set(scope, requirement);
  }
  return requirement;
}

/** Whether a block certainly asks for something. */
export function isGuarded(scope: Scope): boolean {
  const { kind } = requirementAt(scope);
  return kind !== 'open' && kind !== 'unknown';
}

/** Whether a block certainly asks for nothing. */
export function isOpen(scope: Scope): boolean {
  return requirementAt(scope).kind === 'open';
}

const ASKS = ['auth_basic', 'auth_request', 'auth_jwt', 'auth_pam', 'auth_ldap', 'auth_digest'];

/** The lines that ask a block's visitors for credentials, one for each module. */
export function guardLines(scope: Scope): readonly Line[] {
  return ASKS.flatMap((name) => {
    const found = innermost(scope, name);
    return found === null || isHidden(found) || arg(found.line, 0) === 'off' ? [] : [found.line];
  });
}

/** The line that asks a block's visitors for credentials, `null` where none does. */
export function guardLine(scope: Scope): Line | null {
  return guardLines(scope)[0] ?? null;
}
