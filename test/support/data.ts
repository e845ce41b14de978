// Plain values of data documents, to compare them with what other readers make of the same text.
import type { DataDocument, DataNode } from '../../server/src/core/syntax/data';

/** The plain value of a node; holes are `undefined`. */
export function plain(node: DataNode | null): unknown {
  if (node === null) return undefined;
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'hole':
      return undefined;
    case 'list':
      return node.items.map((item) => plain(item.value));
    case 'map':
      return Object.fromEntries(node.effective.map((entry) => [entry.key, plain(entry.value)]));
  }
}

/** What stands in a text at a span of a node's. */
export function written(document: DataDocument, { span }: DataNode): string {
  return document.text.slice(span.start, span.end);
}
