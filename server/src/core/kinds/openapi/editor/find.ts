// Finds what of authentication stands at an offset: an operation, a scheme, or a name in a requirement.
import type { DataSpot } from '../../../syntax/data';
import type { FileId, Span } from '../../../text/span';
import type { Contract } from '../contract';
import type { OpenApiLayer } from '../layer';
import type { Operation } from '../operation';
import type { SecurityScheme } from '../scheme';
import type { Demand, Security } from '../security';

export function contains(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

export function spotAt(layer: OpenApiLayer, file: FileId, offset: number): DataSpot | null {
  return layer.documents.get(file)?.data.spotAt(offset) ?? null;
}

/** The scheme whose key an offset is in. */
export function schemeAt(contract: Contract, file: FileId, offset: number): SecurityScheme | null {
  for (const scheme of contract.schemes.values()) {
    if (scheme.field.file === file && contains(scheme.field.entry.keySpan, offset)) return scheme;
  }
  return null;
}

/** Every `security` that a contract has, with the operation whose it is; `null` for the root's. */
export function* securities(
  contract: Contract,
): Generator<{ readonly security: Security; readonly operation: Operation | null }> {
  yield { security: contract.security, operation: null };
  for (const operation of [...contract.operations, ...contract.outgoing]) {
    yield { security: operation.own, operation };
  }
}

/** Every name in a requirement. */
export function* demandsOf(
  contract: Contract,
): Generator<{ readonly demand: Demand; readonly operation: Operation | null }> {
  for (const { security, operation } of securities(contract)) {
    if (security.kind !== 'list') continue;
    for (const { demands } of security.alternatives) {
      for (const demand of demands) yield { demand, operation };
    }
  }
}
