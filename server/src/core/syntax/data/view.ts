// The nodes that readers see: shapes at their absolute places, with aliases and merge keys followed.
import type { Chars } from '../../text/pieces';
import type { Span } from '../../text/span';
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
import type { Reading } from './reading';
import {
  type AliasShape,
  type EntryShape,
  endOf,
  type HoleShape,
  type ItemShape,
  type ListShape,
  type MapShape,
  type ScalarShape,
  type Shape,
  type Source,
  shapeIn,
} from './shape';
import { comesTemplate } from './template';

/** How a node was come to. */
type Way = {
  readonly parent: DataMap | DataList | null;
  readonly step: string;
  readonly use: Span | null;
  /** What the offsets of the node are relative to. */
  readonly origin: number;
};

/** The node of a source, aliases followed. */
export function nodeOf(reading: Reading, source: Source, way: Way): DataNode {
  const shape = shapeIn(reading.readable, { source, origin: way.origin });
  if (shape.kind !== 'alias') return viewOf(reading, source, shape, way);
  reading.isTangled = true;
  const { parent, step, origin } = way;
  const span = { start: origin + shape.start, end: origin + shape.end };
  const target = reading.anchors.find(shape.name, span);
  const use = way.use ?? span;
  if (typeof target !== 'string')
    return nodeOf(reading, target.source, { parent, step, use, origin: target.origin });
  return new HoleView(reading, source, holeAt(shape, target), { parent, step, use, origin });
}

function holeAt({ head, start, end }: AliasShape, reason: HoleReason): HoleShape {
  return { kind: 'hole', head, start, end, anchor: null, reason };
}

function viewOf(
  reading: Reading,
  source: Source,
  shape: Exclude<Shape, { readonly kind: 'alias' }>,
  way: Way,
): DataNode {
  switch (shape.kind) {
    case 'map':
      return new MapView(reading, source, shape, way);
    case 'list':
      return new ListView(reading, source, shape, way);
    case 'scalar':
      return new ScalarView(reading, source, shape, way);
    case 'hole':
      return new HoleView(reading, source, shape, way);
  }
}

/** What all nodes have in common. Its source and its shape change with the text that it goes on into. */
export abstract class View<S extends Shape> {
  private asOf = -1;
  private from = 0;
  private place: Span | null = null;

  constructor(
    readonly reading: Reading,
    public source: Source,
    public shape: S,
    private readonly way: Way,
  ) {}

  get origin(): number {
    if (this.asOf !== this.reading.version) {
      this.from = this.way.origin;
      this.place = null;
      this.asOf = this.reading.version;
    }
    return this.from;
  }

  /** Where a collection ends is looked for when it is asked for: that takes its last part. */
  get span(): Span {
    const { origin, source, shape } = this;
    this.place ??= {
      start: origin + shape.start,
      end: shape.end === null ? endOf(this.reading.readable, { source, origin }) : origin + shape.end,
    };
    return this.place;
  }

  get use(): Span {
    return this.way.use ?? this.span;
  }

  get start(): number {
    return this.origin + this.shape.head;
  }

  get identity(): object {
    return this.source;
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

  get within(): Chars {
    return this.reading.text;
  }

  get indent(): number {
    return columnOf(String(this.reading.text), this.origin + this.shape.start);
  }
}

export class ScalarView extends View<ScalarShape> implements DataScalar {
  readonly kind = 'scalar';
  /** Whether somebody knows what it says. */
  isAsked = false;

  get value() {
    this.isAsked = true;
    return this.shape.value;
  }
  get written() {
    return this.shape.written;
  }
  get templated() {
    this.isAsked = true;
    const { text, readable } = this.reading;
    // Nothing stands here since a template is to put it here, on lines of its own.
    const isFilledIn =
      this.shape.written === 'empty' && text !== readable && comesTemplate(String(text), this.span.end);
    return this.shape.templated || isFilledIn;
  }
}

export class HoleView extends View<HoleShape> implements DataHole {
  readonly kind = 'hole';
  get reason() {
    return this.shape.reason;
  }
}

/** In a map of so few entries a key is found soonest by looking at each. */
const FEW = 12;

export class MapView extends View<MapShape> implements DataMap {
  readonly kind = 'map';
  /** Its entries, once they are asked for. */
  own: readonly EntryView[] | null = null;
  private merged: readonly DataEntry[] | null = null;
  private byKey: ReadonlyMap<string, DataEntry> | null = null;

  get style() {
    return this.shape.style;
  }

  get entries(): readonly EntryView[] {
    this.own ??= this.shape.entries.map((shape) => new EntryView(this, shape, this, null));
    return this.own;
  }

  get effective(): readonly DataEntry[] {
    this.merged ??= hasEachOnce(this.entries) ? this.entries : [...this.keys().values()];
    return this.merged;
  }

  entry(key: string): DataEntry | null {
    const { entries } = this;
    if (this.byKey !== null || entries.length > FEW) return this.keys().get(key) ?? null;
    let found: DataEntry | null = null;
    for (const entry of entries) {
      if (entry.merge) return this.keys().get(key) ?? null;
      if (entry.key === key) found = entry;
    }
    return found;
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
    for (const entry of this.entries) {
      if (!entry.merge) continue;
      // What comes by it are copies, which do not go on into a next version.
      this.reading.isTangled = true;
      const { value } = entry;
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

/** Whether a map is small, without merge keys, and has no key twice, so that all of it counts. */
function hasEachOnce(entries: readonly EntryView[]): boolean {
  if (entries.length > FEW) return false;
  for (let i = 0; i < entries.length; i++) {
    const shape = entries[i]?.shape;
    if (shape === undefined || shape.merge) return false;
    for (let k = 0; k < i; k++) if (entries[k]?.shape.key === shape.key) return false;
  }
  return true;
}

export class EntryView implements DataEntry, Way {
  readonly kind = 'entry';
  /** Its value, once it is asked for. */
  node: DataNode | null = null;

  constructor(
    public holder: MapView,
    public shape: EntryShape,
    private owner: MapView,
    readonly via: Span | null,
  ) {}

  /** Makes it an entry of the next version of its map. */
  moveTo(map: MapView, shape: EntryShape): void {
    this.holder = map;
    this.owner = map;
    this.shape = shape;
  }

  get parent(): DataMap {
    return this.owner;
  }
  get step(): string {
    return this.shape.key;
  }
  get use(): Span | null {
    return this.via === null ? this.holder.through : (this.owner.through ?? this.via);
  }
  get origin(): number {
    return this.holder.origin + this.shape.value.at;
  }

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

  get isRead(): boolean {
    return this.node !== null;
  }

  get value(): DataNode {
    this.node ??= nodeOf(this.holder.reading, this.shape.value.source, this);
    return this.node;
  }

  get span(): Span {
    const { origin, shape } = this;
    const end = endOf(this.holder.reading.readable, { source: shape.value.source, origin });
    return { start: this.holder.origin + shape.start, end: Math.max(end, this.keySpan.end) };
  }

  get full(): Span {
    return this.holder.style === 'block'
      ? fullSpan(String(this.holder.reading.text), this.span, keepsBlanks(this.value))
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

export class ListView extends View<ListShape> implements DataList {
  readonly kind = 'list';
  /** Its items, once they are asked for. */
  own: readonly ItemView[] | null = null;

  get style() {
    return this.shape.style;
  }

  get items(): readonly DataItem[] {
    this.own ??= this.shape.items.map((shape, index) => new ItemView(this, shape, index));
    return this.own;
  }
}

export class ItemView implements DataItem, Way {
  readonly kind = 'item';
  /** Its value, once it is asked for. */
  node: DataNode | null = null;

  constructor(
    private readonly list: ListView,
    public shape: ItemShape,
    readonly index: number,
  ) {}

  get parent(): DataList {
    return this.list;
  }
  get step(): string {
    return String(this.index);
  }
  get use(): Span | null {
    return this.list.through;
  }
  get origin(): number {
    return this.list.origin + this.shape.value.at;
  }

  get value(): DataNode {
    this.node ??= nodeOf(this.list.reading, this.shape.value.source, this);
    return this.node;
  }

  get span(): Span {
    const { origin } = this;
    const end = endOf(this.list.reading.readable, { source: this.shape.value.source, origin });
    const start = this.list.origin + this.shape.start;
    return { start, end: Math.max(start, end) };
  }

  get full(): Span {
    return this.list.style === 'block'
      ? fullSpan(String(this.list.reading.text), this.span, keepsBlanks(this.value))
      : this.span;
  }
}
