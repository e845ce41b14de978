// Every place of a contract that may say `security`: the root and the operations, those that the API sends among them.
import type { Contract } from '../../kinds/openapi/contract';
import type { Operation } from '../../kinds/openapi/operation';
import { type Field, idOf, keyPlace, type Part } from '../../kinds/openapi/part';
import { type Security, securityField } from '../../kinds/openapi/security';
import type { Place } from '../../text/span';
import type { OpenApiContext } from '../openapi-rule';

/** The root (without an operation) or an operation, with its own `security`. */
export type Owner = {
  readonly operation: Operation | null;
  readonly body: Part;
  readonly security: Security;
  /** As a message names it: `the document`, `GET /orders`. */
  readonly name: string;
};

const known = new WeakMap<Contract, readonly Owner[]>();

/** All of them in the order of the document; what several paths or aliases share is here once. */
export function ownersOf(context: OpenApiContext): readonly Owner[] {
  let owners = known.get(context.contract);
  if (owners === undefined) {
    owners = findOwners(context);
    known.set(context.contract, owners);
  }
  return owners;
}

function findOwners({ contract, operations }: OpenApiContext): readonly Owner[] {
  const all: Owner[] = [
    { operation: null, body: contract.root, security: contract.security, name: 'the document' },
  ];
  const seen = new Set<string>();
  for (const operation of [...operations, ...contract.outgoing]) {
    const { body } = operation;
    if (body === null || seen.has(idOf(body))) continue;
    seen.add(idOf(body));
    all.push({ operation, body, security: operation.own, name: nameOf(operation) });
  }
  return all;
}

/** A kind of `security`. */
export type OfKind<K extends Security['kind']> = Owner & {
  readonly security: Extract<Security, { readonly kind: K }>;
};

/** The owners whose own `security` is of a kind; one that several get by an alias or a merge key is here once. */
export function securitiesOf<K extends Exclude<Security['kind'], 'absent'>>(
  context: OpenApiContext,
  kind: K,
): readonly OfKind<K>[] {
  const seen = new Set<string>();
  return ownersOf(context).filter((owner): owner is OfKind<K> => {
    const { security } = owner;
    const field = securityField(security);
    if (field === null || security.kind !== kind) return false;
    const id = `${whereWritten(field)} ${field.file}`;
    if (seen.has(id)) return false;
    seen.add(id);
    return true;
  });
}

/** Where a value stands, whatever alias leads there; the key of nothing. */
function whereWritten({ entry }: Field): number {
  const { span } = entry.value;
  return span.end > span.start ? span.start : entry.keySpan.start;
}

/** Where a key is written that somebody gets: at the merge key where it comes by one. */
export function placeOfUse(field: Field): Place {
  const { via } = field.entry;
  return via === null ? keyPlace(field) : { file: field.file, span: via };
}

/** An operation in words. */
function nameOf({ method, path }: Operation): string {
  return `${method} ${path}`;
}
