// Whether a block is guarded by nginx itself.
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
