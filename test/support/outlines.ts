// Everything that a data document says of a text, so that two readings of it can be held against each other.
import type { DataDocument, DataEntry, DataItem, DataNode } from '../../server/src/core/syntax/data';

/** All nodes of a document with all that is known of them, aliases followed once. */
export function toldOf(document: DataDocument): unknown {
  return document.roots.map((root) => toldOfNode(root));
}

function toldOfNode(node: DataNode): unknown {
  const { kind, span, use, start, anchor, pointer } = node;
  const placed = { kind, span, use, start, anchor, pointer };
  // What an alias leads to is told where it stands.
  if (use.start !== span.start) return { ...placed, aliased: true };
  switch (node.kind) {
    case 'scalar':
      return { ...placed, value: node.value, written: node.written, templated: node.templated };
    case 'hole':
      return { ...placed, reason: node.reason };
    case 'list':
      return { ...placed, style: node.style, indent: node.indent, items: node.items.map(toldOfItem) };
    case 'map':
      return {
        ...placed,
        style: node.style,
        indent: node.indent,
        entries: node.entries.map(toldOfEntry),
        effective: node.effective.map(({ key, keySpan, via }) => ({ key, keySpan, via })),
      };
  }
}

function toldOfEntry({ key, written, keySpan, span, full, merge, via, value }: DataEntry): unknown {
  return { key, written, keySpan, span, full, merge, via, value: toldOfNode(value) };
}

function toldOfItem({ index, span, full, value }: DataItem): unknown {
  return { index, span, full, value: toldOfNode(value) };
}
