// Takes the nodes of a document on into the next version of its text: all of them where that tells readers nothing new,
// else those that did not change.
import type { Chars } from '../../text/pieces';
import type { DataNode } from './node';
import { type EntryShape, type Located, type Source, shapeIn } from './shape';
import { EntryView, ListView, MapView, ScalarView, View } from './view';

/**
 * Whether all that was read of a node is in the next version of it as well. What nobody has looked at may be anything.
 * What was read of the earlier one has then been read of the next one.
 */
export function tellsTheSame(before: DataNode, { source, origin }: Located, text: Chars): boolean {
  if (!(before instanceof View)) return false;
  if (before.source === source) return true;
  const now = shapeIn(text, { source, origin });
  if (now.kind === 'alias' || now.anchor !== before.shape.anchor) return false;
  switch (now.kind) {
    case 'map': {
      if (!(before instanceof MapView) || before.style !== now.style) return false;
      const { own } = before;
      if (own === null) return true;
      return (
        own.length === now.entries.length &&
        own.every((entry, i) => isStill(entry, now.entries[i], origin, text))
      );
    }
    case 'list': {
      if (!(before instanceof ListView) || before.style !== now.style) return false;
      const { own } = before;
      if (own === null) return true;
      return (
        own.length === now.items.length &&
        own.every(({ node }, i) => node === null || isValueStill(node, now.items[i]?.value, origin, text))
      );
    }
    case 'scalar': {
      if (!(before instanceof ScalarView) || before.written !== now.written) return false;
      const { value, templated } = before.shape;
      return !before.isAsked || (value === now.value && templated === now.templated);
    }
    case 'hole':
      return before.kind === 'hole' && before.reason === now.reason;
  }
}

function isStill(
  { shape, node }: EntryView,
  now: EntryShape | undefined,
  origin: number,
  text: Chars,
): boolean {
  if (shape.key !== now?.key || shape.written !== now.written || shape.merge !== now.merge) return false;
  return node === null || isValueStill(node, now.value, origin, text);
}

function isValueStill(
  node: DataNode,
  now: { readonly at: number; readonly source: Source } | undefined,
  origin: number,
  text: Chars,
): boolean {
  return now !== undefined && tellsTheSame(node, { source: now.source, origin: origin + now.at }, text);
}

/** Makes a node the next version of itself, which tells the same. */
export function moveOn(node: DataNode, source: Source): void {
  if (!(node instanceof View) || node.source === source) return;
  const now = source.seen;
  node.source = source;
  if (node instanceof MapView && now?.kind === 'map') {
    node.shape = now;
    for (const [i, entry] of (node.own ?? []).entries()) {
      const shape = now.entries[i];
      if (shape === undefined) continue;
      entry.shape = shape;
      if (entry.node !== null) moveOn(entry.node, shape.value.source);
    }
  } else if (node instanceof ListView && now?.kind === 'list') {
    node.shape = now;
    for (const [i, item] of (node.own ?? []).entries()) {
      const shape = now.items[i];
      if (shape === undefined) continue;
      item.shape = shape;
      if (item.node !== null) moveOn(item.node, shape.value.source);
    }
  } else if (now !== null) node.shape = now;
}

/**
 * Makes nodes of an earlier version a part of a node. Entries before and behind those that changed are the same; of one
 * that changed in a part of it, its other parts are.
 */
export function adopt(node: DataNode, earlier: DataNode): void {
  if (!(node instanceof MapView) || !(earlier instanceof MapView) || earlier.own === null) return;
  const before = earlier.own;
  const { entries } = node.shape;
  const most = Math.min(before.length, entries.length);
  let first = 0;
  while (first < most && isSame(before[first], entries[first])) first++;
  let last = 0;
  while (last < most - first && isSame(before.at(-1 - last), entries.at(-1 - last))) last++;
  const gone = before.length - entries.length;
  const own = entries.map((shape, i) => {
    const same = i < first ? before[i] : i >= entries.length - last ? before[i + gone] : undefined;
    same?.moveTo(node, shape);
    return same ?? new EntryView(node, shape, node, null);
  });
  node.own = own;
  const [was, is] = [before[first], own[first]];
  if (entries.length - last - first !== 1 || gone !== 0 || was === undefined || is === undefined) return;
  const isOutlined = is.shape.value.source.seen?.kind === 'map';
  if (isOutlined && was.node !== null && was.key === is.key) adopt(is.value, was.node);
}

function isSame(entry: EntryView | undefined, now: EntryShape | undefined): boolean {
  if (entry === undefined || now === undefined || entry.shape.value.source !== now.value.source) return false;
  const { key, keyStart, value } = entry.shape;
  return key === now.key && value.at - keyStart === now.value.at - now.keyStart;
}
