// Takes over what was read of a YAML text into the next version of it: only the lines of what was typed into are cut anew.
import type { TextChange } from '../../text/change';
import type { Chars } from '../../text/pieces';
import { outlinedAlone, type Region } from './block-lines';
import { BlockSource, listIn, mapIn } from './block-source';
import type { EntryShape, ListShape, MapShape, Part, Shape } from './shape';

/**
 * The shape of a block collection after a change in the lines of one of its parts; `null` where the change reaches
 * further, and the collection is to be cut anew.
 * @param shape what it was, at an origin that is the same in both texts
 * @param text the new text
 */
export function changedShape(shape: Shape, text: Chars, origin: number, change: TextChange): Shape | null {
  if ((shape.kind !== 'map' && shape.kind !== 'list') || shape.style !== 'block' || shape.end !== null)
    return null;
  return shape.kind === 'map'
    ? changedMap(shape, text, origin, change)
    : changedList(shape, text, origin, change);
}

function changedMap(shape: MapShape, text: Chars, origin: number, change: TextChange): MapShape | null {
  const { entries } = shape;
  const at = partAt(entries, origin, change);
  const entry = entries[at];
  if (entry === undefined || !(entry.source instanceof BlockSource)) return null;
  const source = changedSource(entry.source, text, origin + entry.at, change);
  const anew =
    source === null
      ? mapIn(regionOf(entry.source, text, origin, entry.at, entry.keyStart, change))?.entries
      : [{ ...entry, source }];
  if (anew === undefined) return null;
  const delta = change.newEnd - change.oldEnd;
  const later = entries.slice(at + 1).map((one) => moved(one, delta));
  const all = [...entries.slice(0, at), ...anew, ...later];
  return { ...shape, entries: all, merges: all.some(({ merge }) => merge) };
}

function moved(entry: EntryShape, delta: number): EntryShape {
  return delta === 0
    ? entry
    : {
        ...entry,
        start: entry.start + delta,
        keyStart: entry.keyStart + delta,
        keyEnd: entry.keyEnd + delta,
        at: entry.at + delta,
      };
}

function changedList(shape: ListShape, text: Chars, origin: number, change: TextChange): ListShape | null {
  const { items } = shape;
  const at = partAt(items, origin, change);
  const item = items[at];
  if (item === undefined || !(item.source instanceof BlockSource)) return null;
  const source = changedSource(item.source, text, origin + item.at, change);
  const anew: readonly Part[] | undefined =
    source === null
      ? listIn(regionOf(item.source, text, origin, item.at, item.start, change))?.items
      : [{ ...item, source }];
  if (anew === undefined) return null;
  const delta = change.newEnd - change.oldEnd;
  const later = items
    .slice(at + 1)
    .map(({ start, at, source }) => ({ start: start + delta, at: at + delta, source }));
  return { ...shape, items: [...items.slice(0, at), ...anew, ...later] };
}

/** The lines of a part as they are now. */
function regionOf(
  source: BlockSource,
  text: Chars,
  origin: number,
  at: number,
  start: number,
  { oldEnd, newEnd }: TextChange,
): Region {
  const length = source.length + newEnd - oldEnd;
  const line = typeof text === 'string' ? origin + at : 0;
  const own = typeof text === 'string' ? text : text.slice(origin + at, origin + at + length);
  const first = { line, column: start - at };
  const outlined = outlinedAlone(own, first, line + length);
  return { text: own, origin: line - at, start: first, end: line + length, masked: source.masked, outlined };
}

/** The index of the part whose lines hold the whole change, from its key or dash to before its last line ending. */
function partAt(parts: readonly Part[], origin: number, { start, oldEnd }: TextChange): number {
  let low = 0;
  for (let high = parts.length; low < high; ) {
    const middle = (low + high) >> 1;
    if (origin + (parts[middle]?.start ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  const part = parts[low - 1];
  if (part === undefined || !(part.source instanceof BlockSource)) return -1;
  return oldEnd < origin + part.at + part.source.length ? low - 1 : -1;
}

/** The source of a value after a change in a part of the collection that it is; `null` where that is not sure. */
function changedSource(
  source: BlockSource,
  text: Chars,
  origin: number,
  change: TextChange,
): BlockSource | null {
  const shape = source.seen === null ? null : changedShape(source.seen, text, origin, change);
  return shape === null ? null : source.changed(shape, change.newEnd - change.oldEnd);
}
