// The nodes that readers see: shapes at their absolute places, with aliases followed.
import type { Span } from '../../text/span';
import { fullSpan } from './lines';
import type { DataHole, DataItem, DataList, DataNode, DataScalar, HoleReason } from './node';
import type { Reading } from './reading';
import {
  type AliasShape,
  endOf,
  type HoleShape,
  type ListShape,
  type Part,
  type ScalarShape,
  type Shape,
  type Source,
  shapeIn,
} from './shape';
import { comesTemplate } from './template';
import { keepsBlanks, View, type Way } from './view-base';
import { MapView } from './view-map';

/** The node of a source, aliases followed. */
export function nodeOf(reading: Reading, source: Source, way: Way): DataNode {
  const shape = shapeIn(reading.readable, source, way.origin);
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
    public shape: Part,
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
    return this.list.origin + this.shape.at;
  }

  get value(): DataNode {
    this.node ??= nodeOf(this.list.reading, this.shape.source, this);
    return this.node;
  }

  get span(): Span {
    const { origin } = this;
    const end = endOf(this.list.reading.readable, this.shape.source, origin);
    const start = this.list.origin + this.shape.start;
    return { start, end: Math.max(start, end) };
  }

  get full(): Span {
    return this.list.style === 'block'
      ? fullSpan(String(this.list.reading.text), this.span, keepsBlanks(this.value))
      : this.span;
  }
}
