// Where changes of data can be made, and what they are made of.
import type { Replacement } from '../../text/edit';
import type { Where } from './edits';
import type { DataNode } from './node';
import type { DataValue } from './write';
import { rememberWritten } from './written';

/** Beside which part, and on which side of it, something is put. */
export type Spot = { readonly at: number; readonly before: boolean };

/**
 * Whether a node can be changed without others that are the same: no alias or merge key leads to it. What nothing closes
 * is not changed either, since nobody knows where it ends.
 */
export function canChange(node: DataNode): boolean {
  return (
    isClosed(node) &&
    node.use.start === node.span.start &&
    node.use.end === node.span.end &&
    !(node.kind === 'hole' && node.reason !== 'missing')
  );
}

/** Whether a collection in brackets, and the last thing in it, is closed. */
function isClosed(node: DataNode): boolean {
  if (!endsWithBracket(node)) return false;
  const parts = node.kind === 'map' ? node.entries : node.kind === 'list' ? node.items : [];
  const last = parts.at(-1)?.value;
  return last === undefined || last.use.start !== last.span.start || endsWithBracket(last);
}

function endsWithBracket(node: DataNode): boolean {
  if ((node.kind !== 'map' && node.kind !== 'list') || node.style === 'block') return true;
  const { start, end } = node.span;
  return end - start > 1 && node.within.slice(end - 1, end) === (node.kind === 'map' ? '}' : ']');
}

/** Where among parts something goes; there is at least one. */
export function insertion<T>(parts: readonly T[], keyOf: (part: T) => string, where: Where): Spot {
  const last = { at: parts.length - 1, before: false };
  if (where === 'first') return { at: 0, before: true };
  if (where === 'last') return last;
  const before = !('after' in where);
  const key = 'after' in where ? where.after : 'before' in where ? where.before : where.renamed;
  const at = parts.findLastIndex((part) => keyOf(part) === key);
  return at < 0 ? last : { at, before };
}

export function replacement(start: number, end: number, newText: string): Replacement {
  return { span: { start, end }, newText };
}

/** The plain value of a node; `undefined` where a part of it cannot be known, or stands elsewhere. */
export function plainValue(node: DataNode): DataValue | undefined {
  if (node.use.start !== node.span.start) return undefined;
  switch (node.kind) {
    case 'hole':
      return undefined;
    case 'scalar':
      return node.value;
    case 'list': {
      const values = node.items.map((item) => plainValue(item.value));
      return values.some((value) => value === undefined)
        ? undefined
        : remembered(
            values.filter((value) => value !== undefined),
            node,
          );
    }
    case 'map': {
      const value: Record<string, DataValue> = {};
      for (const entry of node.entries) {
        const inner = plainValue(entry.value);
        if (
          inner === undefined ||
          entry.merge ||
          entry.written === 'other' ||
          Object.hasOwn(value, entry.key)
        )
          return undefined;
        Object.defineProperty(value, entry.key, { value: inner, enumerable: true });
      }
      return remembered(value, node);
    }
  }
}

function remembered(value: DataValue, node: DataNode): DataValue {
  rememberWritten(value, node);
  return value;
}
