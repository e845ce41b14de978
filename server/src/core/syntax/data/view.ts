// The nodes that readers see: shapes at their absolute places, with aliases and merge keys followed.
import type { Span } from '../../text/span';
import type { Anchors } from './anchors';
import { columnOf, fullSpan } from './lines';
import type {
  DataEntry,
  DataHole,
  DataItem,
  DataList,
  DataMap,
  DataNode,
  DataScalar,
  HoleReason,
} from './node';
import {
  type AliasShape,
  type EntryShape,
  endOf,
  type HoleShape,
  type ListShape,
  type Located,
  type MapShape,
  type Part,
  type ScalarShape,
  type Shape,
} from './shape';
import { comesTemplate } from './template';

/** What the nodes of one document share. */
export type Reading = {
  /** The text as it was given. */
  readonly text: string;
  /** The text that is read: the same, with templates out of the way. */
  readonly readable: string;
  readonly anchors: Anchors;
};

/** How a node was come to. */
type Way = { readonly parent: DataMap | DataList | null; readonly step: string; readonly use: Span | null };

/** The node of a source, aliases followed. */
export function nodeOf(reading: Reading, { source, origin }: Located, way: Way): DataNode {
  const shape = source.shape(reading.readable, origin);
  if (shape.kind !== 'alias') return viewOf(reading, { source, origin }, shape, way);
  const span = { start: origin + shape.start, end: origin + shape.end };
  const target = reading.anchors.find(shape.name, span);
  const use = way.use ?? span;
  if (typeof target !== 'string') return nodeOf(reading, target, { ...way, use });
  return new HoleView(reading, { source, origin }, holeAt(shape, target), { ...way, use });
}

function holeAt({ head, start, end }: AliasShape, reason: HoleReason): HoleShape {
  return { kind: 'hole', head, start, end, anchor: null, reason };
}

function viewOf(
  reading: Reading,
  at: Located,
  shape: Exclude<Shape, { readonly kind: 'alias' }>,
  way: Way,
): DataNode {
  switch (shape.kind) {
    case 'map':
      return new MapView(reading, at, shape, way);
    case 'list':
      return new ListView(reading, at, shape, way);
    case 'scalar':
      return new ScalarView(reading, at, shape, way);
    case 'hole':
      return new HoleView(reading, at, shape, way);
  }
}

abstract class View<S extends Shape> {
  private place: Span | null = null;

  constructor(
    readonly reading: Reading,
    private readonly at: Located,
    readonly shape: S,
    private readonly way: Way,
  ) {}

  /** Where a collection ends is looked for when it is asked for: that takes its last part. */
  get span(): Span {
    this.place ??= {
      start: this.origin + this.shape.start,
      end: this.shape.end === null ? endOf(this.reading.readable, this.at) : this.origin + this.shape.end,
    };
    return this.place;
  }

  get use(): Span {
    return this.way.use ?? this.span;
  }

  get start(): number {
    return this.origin + this.shape.head;
  }

  get origin(): number {
    return this.at.origin;
  }

  get identity(): object {
    return this.at.source;
  }

  get parent(): DataMap | DataList | null {
    return this.way.parent;
  }

  get anchor(): string | null {
    return this.shape.anchor;
  }

  get pointer(): string {
    const { parent, step } = this.way;
    return parent === null ? '' : `${parent.pointer}/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  }

  /** The place through which parts of this node are used; `null` where it is here itself. */
  get through(): Span | null {
    return this.way.use;
  }

  partAt(part: Part): Located {
    return { source: part.source, origin: this.origin + part.at };
  }

  get indent(): number {
    return columnOf(this.reading.text, this.origin + this.shape.start);
  }
}

class ScalarView extends View<ScalarShape> implements DataScalar {
  readonly kind = 'scalar';
  get value() {
    return this.shape.value;
  }
  get written() {
    return this.shape.written;
  }
  get templated() {
    const { text, readable } = this.reading;
    // Nothing stands here since a template is to put it here, on lines of its own.
    const isFilledIn =
      this.shape.written === 'empty' && text !== readable && comesTemplate(text, this.span.end);
    return this.shape.templated || isFilledIn;
  }
}

class HoleView extends View<HoleShape> implements DataHole {
  readonly kind = 'hole';
  get reason() {
    return this.shape.reason;
  }
}

class MapView extends View<MapShape> implements DataMap {
  readonly kind = 'map';
  private own: readonly EntryView[] | null = null;
  private byKey: ReadonlyMap<string, DataEntry> | null = null;

  get style() {
    return this.shape.style;
  }

  get entries(): readonly EntryView[] {
    this.own ??= this.shape.entries.map((shape) => new EntryView(this, shape, this, null));
    return this.own;
  }

  get effective(): readonly DataEntry[] {
    return [...this.keys().values()];
  }

  entry(key: string): DataEntry | null {
    return this.keys().get(key) ?? null;
  }

  get(key: string): DataNode | null {
    return this.entry(key)?.value ?? null;
  }

  private keys(): ReadonlyMap<string, DataEntry> {
    if (this.byKey !== null) return this.byKey;
    const keys = new Map<string, DataEntry>();
    for (const entry of this.entries) if (!entry.merge) keys.set(entry.key, entry);
    // A map that is given to `<<` does not replace what is there, and of several the first counts
    // (https://yaml.org/type/merge.html).
    for (const { merge, value } of this.entries) {
      if (!merge) continue;
      for (const source of value.kind === 'list' ? value.items.map((item) => item.value) : [value]) {
        for (const from of source.kind === 'map' ? source.effective : []) {
          if (!keys.has(from.key) && from instanceof EntryView)
            keys.set(from.key, new EntryView(from.holder, from.shape, this, source.use));
        }
      }
    }
    this.byKey = keys;
    return keys;
  }
}

class EntryView implements DataEntry {
  readonly kind = 'entry';
  private node: DataNode | null = null;

  constructor(
    readonly holder: MapView,
    readonly shape: EntryShape,
    private readonly owner: MapView,
    readonly via: Span | null,
  ) {}

  get map(): DataMap {
    return this.holder;
  }
  get key() {
    return this.shape.key;
  }
  get written() {
    return this.shape.written;
  }
  get merge() {
    return this.shape.merge;
  }

  get keySpan(): Span {
    return {
      start: this.holder.origin + this.shape.keyStart,
      end: this.holder.origin + this.shape.keyEnd,
    };
  }

  get value(): DataNode {
    const use = this.via === null ? this.holder.through : (this.owner.through ?? this.via);
    this.node ??= nodeOf(this.holder.reading, this.holder.partAt(this.shape.value), {
      parent: this.owner,
      step: this.key,
      use,
    });
    return this.node;
  }

  get span(): Span {
    const { reading, origin } = this.holder;
    const end = endOf(reading.readable, this.holder.partAt(this.shape.value));
    return { start: origin + this.shape.start, end: Math.max(end, this.keySpan.end) };
  }

  get full(): Span {
    return this.holder.style === 'block'
      ? fullSpan(this.holder.reading.text, this.span, keepsBlanks(this.value))
      : this.span;
  }
}

/** Whether a node ends with a block scalar that keeps the empty lines below it (`|+`). */
function keepsBlanks(node: DataNode): boolean {
  let last: DataNode | undefined = node;
  while (last !== undefined && last.use === last.span && last instanceof View) {
    if (last.kind === 'scalar') {
      if (last.written !== 'literal' && last.written !== 'folded') return false;
      return /^.[-\d]?\+/.test(last.reading.text.slice(last.span.start, last.span.start + 3));
    }
    if (last.kind === 'hole' || last.style !== 'block') return false;
    last = last.kind === 'map' ? last.entries.at(-1)?.value : last.items.at(-1)?.value;
  }
  return false;
}

class ListView extends View<ListShape> implements DataList {
  readonly kind = 'list';
  private known: readonly DataItem[] | null = null;

  get style() {
    return this.shape.style;
  }

  get items(): readonly DataItem[] {
    this.known ??= this.shape.items.map(({ start, value }, index) => new ItemView(this, start, value, index));
    return this.known;
  }
}

class ItemView implements DataItem {
  readonly kind = 'item';
  private node: DataNode | null = null;

  constructor(
    private readonly list: ListView,
    private readonly at: number,
    private readonly part: Part,
    readonly index: number,
  ) {}

  get value(): DataNode {
    this.node ??= nodeOf(this.list.reading, this.list.partAt(this.part), {
      parent: this.list,
      step: String(this.index),
      use: this.list.through,
    });
    return this.node;
  }

  get span(): Span {
    const end = endOf(this.list.reading.readable, this.list.partAt(this.part));
    const start = this.list.origin + this.at;
    return { start, end: Math.max(start, end) };
  }

  get full(): Span {
    return this.list.style === 'block'
      ? fullSpan(this.list.reading.text, this.span, keepsBlanks(this.value))
      : this.span;
  }
}
