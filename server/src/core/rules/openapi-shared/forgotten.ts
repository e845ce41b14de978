// Operations whose `security` was probably forgotten: nearly all others have one (openapi/operation-security-missing).
import type { Contract } from '../../kinds/openapi/contract';
import type { Operation } from '../../kinds/openapi/operation';
import { gatewayGuard } from '../../kinds/openapi/requirement';
import { hasOtherCause } from './causes';
import { isMeantOpen } from './public-intents';

/** So many operations have to demand something, and this share of the others. */
const LEAST = 3;
const SHARE = 0.8;

/** How many operations demand something where that is the custom; 0 where it is not, or the root decides. */
export function customOf(contract: Contract, operations: readonly Operation[]): number {
  if (contract.security.kind !== 'absent') return 0;
  const demanding = operations.filter(
    ({ effective: { access } }) => access === 'secured' || access === 'optional',
  );
  const silent = operations.filter(({ own }) => own.kind === 'absent').length;
  // Those that say to be open have decided, and count for neither side.
  const decided = operations.length - demanding.length - silent;
  const isCustom =
    demanding.length >= LEAST &&
    demanding.length >= decided &&
    demanding.length >= SHARE * (demanding.length + silent - 1);
  return isCustom ? demanding.length : 0;
}

/** The operations that say nothing although that is the custom, and that do not look as if they were to be open. */
export function forgottenOperations(
  contract: Contract,
  operations: readonly Operation[],
): ReadonlySet<Operation> {
  if (customOf(contract, operations) === 0) return new Set();
  return new Set(operations.filter((operation) => isForgotten(contract, operation)));
}

function isForgotten(contract: Contract, operation: Operation): boolean {
  const { method, body, own, effective } = operation;
  if (!['GET', 'QUERY', 'POST', 'PUT', 'PATCH', 'DELETE'].includes(method)) return false;
  if (own.kind !== 'absent' || body === null || effective.access !== 'public') return false;
  if (hasOtherCause(contract, operation) || gatewayGuard(operation) !== null) return false;
  return !isMeantOpen(contract, operation);
}
