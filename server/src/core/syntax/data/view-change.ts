// Takes the nodes of a document on into the next version of its text: all of them where that tells readers nothing new,
// else those that did not change.
import type { Chars } from '../../text/pieces';
import type { DataNode } from './node';
import { type EntryShape, type Located, type Part, type Source, shapeIn } from './shape';
import { ListView, ScalarView } from './view';
import { View } from './view-base';
import { type EntryView, MapView } from './view-map';

/**
 * Whether all that was read of a node is in the next version of it as well. What nobody has looked at may be anything.
 * What was read of the earlier one has then been read of the next one.
 */
export function tellsTheSame(before: DataNode, { source, origin }: Located, text: Chars): boolean {
  if (!(before instanceof View)) return false;
  if (before.source === source) return true;
  const now = shapeIn(text, source, origin);
  if (now.kind === 'alias' || now.anchor !== before.shape.anchor) return false;
  switch (now.kind) {
    case 'map': {
      if (!(before instanceof MapView) || before.style !== now.style) return false;
      const { own, shape } = before;
      if (own === null) return true;
      return (
        shape.entries.length === now.entries.length &&
        shape.entries.every((entry, i) => isStill(entry, own[i], now.entries[i], origin, text))
      );
    }
    case 'list': {
      if (!(before instanceof ListView) || before.style !== now.style) return false;
      const { own } = before;
      if (own === null) return true;
      return (
        own.length === now.items.length &&
        own.every(({ node }, i) => node === null || isValueStill(node, now.items[i], origin, text))
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
  before: EntryShape,
  view: EntryView | undefined,
  now: EntryShape | undefined,
  origin: number,
  text: Chars,
): boolean {
  if (before.key !== now?.key || before.written !== now.written || before.merge !== now.merge) return false;
  return !view?.node || isValueStill(view.node, now, origin, text);
}

function isValueStill(node: DataNode, now: Part | undefined, origin: number, text: Chars): boolean {
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
      if (shape === undefined || entry === undefined) continue;
      entry.shape = shape;
      if (entry.node !== null) moveOn(entry.node, shape.source);
    }
  } else if (node instanceof ListView && now?.kind === 'list') {
    node.shape = now;
    for (const [i, item] of (node.own ?? []).entries()) {
      const shape = now.items[i];
      if (shape === undefined) continue;
      item.shape = shape;
      if (item.node !== null) moveOn(item.node, shape.source);
    }
  } else if (now !== null) node.shape = now;
}

/**
 * Makes nodes of an earlier version a part of a node. Entries before and behind those that changed are the same; of one
 * that changed in a part of it, its other parts are.
 */
export function adopt(node: DataNode, earlier: DataNode): void {
  if (!(node instanceof MapView) || !(earlier instanceof MapView) || earlier.own === null) return;
  const { own } = earlier;
  const before = earlier.shape.entries;
  const { entries } = node.shape;
  const most = Math.min(before.length, entries.length);
  let first = 0;
  while (first < most && isSame(before[first], entries[first])) first++;
  let last = 0;
  while (last < most - first && isSame(before.at(-1 - last), entries.at(-1 - last))) last++;
  const gone = before.length - entries.length;
  for (const [i, shape] of entries.entries()) {
    const view = i < first ? own[i] : i >= entries.length - last ? own[i + gone] : undefined;
    if (view !== undefined) node.take(view, shape, i);
  }
  const [was, is] = [own[first], entries[first]];
  if (entries.length - last - first !== 1 || gone !== 0 || was === undefined || is === undefined) return;
  if (is.source.seen?.kind === 'map' && was.node !== null && was.key === is.key)
    adopt(node.viewOf(is, first).value, was.node);
}

function isSame(before: EntryShape | undefined, now: EntryShape | undefined): boolean {
  if (before === undefined || now === undefined || before.source !== now.source) return false;
  return before.key === now.key && before.at - before.keyStart === now.at - now.keyStart;
}
