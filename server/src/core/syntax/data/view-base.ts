// What the nodes that readers see have in common: a shape at its absolute place, and the way by which it was come to.
import type { Chars } from '../../text/pieces';
import type { Span } from '../../text/span';
import { columnOf } from './lines';
import type { DataList, DataMap, DataNode } from './node';
import type { Reading } from './reading';
import { endOf, type Shape, type Source } from './shape';

/** How a node was come to. */
export type Way = {
  readonly parent: DataMap | DataList | null;
  readonly step: string;
  readonly use: Span | null;
  /** What the offsets of the node are relative to. */
  readonly origin: number;
};

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
      end: shape.end === null ? endOf(this.reading.readable, source, origin) : origin + shape.end,
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

/** Whether a node ends with a block scalar that keeps the empty lines below it (`|+`). */
export function keepsBlanks(node: DataNode): boolean {
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
