// Requests that show a finding: that one gets in without credentials, or is refused whatever it has.
import type { Witness } from '../../findings/finding';
import type { Operation } from '../../kinds/openapi/operation';
import type { Request } from '../../model/request';
import type { OpenApiContext } from '../openapi-rule';

/** A request without credentials that the contract lets in; `null` where nobody can say that it does. */
export function openWitness(context: OpenApiContext, operation: Operation): Witness | null {
  const request = context.bareRequest(operation);
  if (request === null) return null;
  const { outcome } = context.decide(request);
  return outcome.kind === 'passed' && outcome.status !== null
    ? { request, expect: { status: outcome.status } }
    : null;
}

/** A request that the contract refuses with 401; `null` where it does not. */
export function refusalWitness(context: OpenApiContext, request: Request | null): Witness | null {
  if (request === null || context.decide(request).outcome.kind !== 'challenged') return null;
  return { request, expect: { status: 401 } };
}
