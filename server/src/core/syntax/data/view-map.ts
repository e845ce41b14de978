// Maps and their entries as readers see them, with merge keys followed. What nobody asks for is not made.
import type { Span } from '../../text/span';
import { fullSpan } from './lines';
import type { DataEntry, DataMap, DataNode } from './node';
import { type EntryShape, endOf, type MapShape } from './shape';
import { nodeOf } from './view';
import { keepsBlanks, View, type Way } from './view-base';

/** In a map of so few entries a key is found soonest by looking at each. */
const FEW = 12;

export class MapView extends View<MapShape> implements DataMap {
  readonly kind = 'map';
  /** Those of its entries that were asked for, at their places; `null` if nobody has looked for any. */
  own: EntryView[] | null = null;
  private isWhole = false;
  private merged: readonly DataEntry[] | null = null;
  private byKey: ReadonlyMap<string, DataEntry> | null = null;

  get style() {
    return this.shape.style;
  }

  get entries(): readonly EntryView[] {
    const own = this.looked();
    if (this.isWhole) return own;
    const { entries } = this.shape;
    for (let i = 0; i < entries.length; i++) {
      const shape = entries[i];
      if (shape !== undefined) this.viewOf(shape, i);
    }
    this.isWhole = true;
    return own;
  }

  get effective(): readonly DataEntry[] {
    this.merged ??= hasEachOnce(this.shape) ? this.entries : [...this.keys().values()];
    return this.merged;
  }

  get names(): readonly string[] {
    const { shape } = this;
    this.looked();
    return (hasEachOnce(shape) ? shape.entries : this.effective).map(({ key }) => key);
  }

  entry(key: string): DataEntry | null {
    const { entries, merges } = this.shape;
    if (merges || entries.length > FEW) return this.keys().get(key) ?? null;
    this.own ??= new Array(entries.length);
    for (let i = entries.length - 1; i >= 0; i--) {
      const shape = entries[i];
      if (shape?.key === key) return this.viewOf(shape, i);
    }
    return null;
  }

  find(holds: (key: string) => boolean): DataEntry | null {
    this.looked();
    const { entries } = this.shape;
    for (let i = 0; i < entries.length; i++) {
      const shape = entries[i];
      if (shape !== undefined && holds(shape.key)) return this.viewOf(shape, i);
    }
    return null;
  }

  count(key: string): number {
    this.looked();
    const { entries } = this.shape;
    let count = 0;
    for (let i = 0; i < entries.length; i++) if (entries[i]?.key === key) count++;
    return count;
  }

  /** The view of one of its entries. */
  viewOf(shape: EntryShape, i: number): EntryView {
    let view = this.own?.[i];
    if (view === undefined) {
      view = new EntryView(this, shape, this, null);
      this.looked()[i] = view;
    }
    return view;
  }

  /** Takes the view of an entry over from an earlier version of this map. */
  take(view: EntryView, shape: EntryShape, i: number): void {
    view.moveTo(this, shape);
    this.looked()[i] = view;
  }

  private looked(): EntryView[] {
    this.own ??= new Array(this.shape.entries.length);
    return this.own;
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
function hasEachOnce({ entries, merges }: MapShape): boolean {
  if (merges || entries.length > FEW) return false;
  for (let i = 1; i < entries.length; i++) {
    for (let k = 0; k < i; k++) if (entries[k]?.key === entries[i]?.key) return false;
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
    return this.holder.origin + this.shape.at;
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

  get identity(): object {
    return this.shape.source;
  }

  get value(): DataNode {
    this.node ??= nodeOf(this.holder.reading, this.shape.source, this);
    return this.node;
  }

  get span(): Span {
    const { origin, shape } = this;
    const end = endOf(this.holder.reading.readable, shape.source, origin);
    return { start: this.holder.origin + shape.start, end: Math.max(end, this.keySpan.end) };
  }

  get full(): Span {
    return this.holder.style === 'block'
      ? fullSpan(String(this.holder.reading.text), this.span, keepsBlanks(this.value))
      : this.span;
  }
}
