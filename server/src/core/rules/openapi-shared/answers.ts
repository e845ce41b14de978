// The responses of a contract, each once: an operation's may stand in a file or item that others share.
import type { Operation } from '../../kinds/openapi/operation';
import type { Part } from '../../kinds/openapi/part';
import type { Response } from '../../kinds/openapi/responses';

export type Answer = { readonly operation: Operation; readonly response: Response };

/** The responses of operations that are of a status, each with the first operation that it is of. */
export function* answersOf(
  operations: readonly Operation[],
  isMeant: (status: string) => boolean,
): Generator<Answer> {
  const all = [...groupsOf(operations)].filter(([status]) => isMeant(status)).map(([, group]) => group);
  const [only = []] = all;
  const meant = all.length > 1 ? all.flat().sort((a, b) => a.order - b.order) : only;
  const seen = new Set<object>();
  for (const { operation, status } of meant) {
    const response = operation.responses.get(status);
    if (response === null) continue;
    // An object for each place where one is written, whatever leads there.
    const id = response.field.entry.value.identity;
    if (seen.has(id)) continue;
    seen.add(id);
    yield { operation, response };
  }
}

type Placed = { readonly operation: Operation; readonly status: string; readonly order: number };

/** Who has a response, by its status: there are few statuses, and many operations. */
const groups = new WeakMap<readonly Operation[], ReadonlyMap<string, readonly Placed[]>>();

function groupsOf(operations: readonly Operation[]): ReadonlyMap<string, readonly Placed[]> {
  const known = groups.get(operations);
  if (known !== undefined) return known;
  const made = new Map<string, Placed[]>();
  let order = 0;
  for (const operation of operations) {
    for (const status of operation.responses.statuses) {
      const group = made.get(status);
      const answer = { operation, status, order: order++ };
      if (group === undefined) made.set(status, [answer]);
      else group.push(answer);
    }
  }
  groups.set(operations, made);
  return made;
}

/** What stands behind the status, its reference not followed. */
export function writtenIn({ field }: Response): Part {
  return { file: field.file, node: field.entry.value };
}

/** An operation's answer in words: `the 407 of GET /orders`. */
export function nameOf({ operation, response }: Answer): string {
  return `the ${response.status} of ${operation.method} ${operation.path}`;
}
