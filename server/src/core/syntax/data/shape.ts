// What a part of a text is found to be. All offsets are relative to the origin of the part's source, so that
// a part that did not change can be taken over into the next document wherever it has moved to.
import type { Chars } from '../../text/pieces';
import type { DataProblem, DataStyle, HoleReason, Writing } from './node';

/** A part of a text that can be read. What it is found to be is kept. */
export type Source = {
  /** Its shape, if it was asked for already. */
  readonly seen: Shape | null;
  /** How many characters from its origin on it takes to read it; 0 for one that is read. */
  readonly reach: number;
  /** What stands in `text` from `origin` on, as far as this source goes. */
  shape(text: string, origin: number): Shape;
  /**
   * What is wrong in it, relative to its origin; what is wrong in its parts is theirs to say. `null` for what is surely a
   * scalar with nothing wrong in it, which mostly shows without reading it.
   */
  faults(text: string, origin: number): readonly DataProblem[] | null;
  /** In how many of its levels nothing is wrong, as far as that was looked for: what did not change is not looked at again. */
  clean: number;
};

/** Nothing is wrong. */
export const NO_FAULTS: readonly DataProblem[] = [];

/** A part of a collection: where it begins, and its value, whose origin is at an offset relative to that of the whole. */
export type Part = { readonly start: number; readonly at: number; readonly source: Source };

export type Shape = MapShape | ListShape | ScalarShape | AliasShape | HoleShape;

type Ranged = {
  /** Where its anchor and tag begin, where it begins itself, and where it ends. */
  readonly head: number;
  readonly start: number;
  readonly end: number;
  readonly anchor: string | null;
};

/** A collection in block style ends with its last part, which need not be read yet: then its end is `null`. */
type Open = Omit<Ranged, 'end'> & { readonly end: number | null };

export type MapShape = Open & {
  readonly kind: 'map';
  readonly style: DataStyle;
  readonly entries: readonly EntryShape[];
  /** Whether there are merge keys among them. */
  readonly merges: boolean;
};

/** An entry begins with its `?`, anchor, tag or key. */
export type EntryShape = Part & {
  readonly key: string;
  readonly written: 'plain' | 'single' | 'double' | 'other';
  /** Whether it is `<<` without quotes. */
  readonly merge: boolean;
  readonly keyStart: number;
  readonly keyEnd: number;
};

export type ListShape = Open & {
  readonly kind: 'list';
  readonly style: DataStyle;
  readonly items: readonly Part[];
};

export type ScalarShape = Ranged & {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  readonly written: Writing;
  readonly templated: boolean;
};

export type AliasShape = Ranged & { readonly kind: 'alias'; readonly name: string };

export type HoleShape = Ranged & { readonly kind: 'hole'; readonly reason: HoleReason };

/** A source whose shape was found together with that of its parent, and has the same origin. */
export function found(shape: Shape): Source {
  return { seen: shape, reach: 0, clean: 0, shape: () => shape, faults: () => NO_FAULTS };
}

/** A source at its absolute place. */
export type Located = { readonly source: Source; readonly origin: number };

/** The shape of a source that begins at an origin. Of a text in pieces only as many are put together as it takes. */
export function shapeIn(text: Chars, source: Source, origin: number): Shape {
  if (source.seen !== null) return source.seen;
  return typeof text === 'string'
    ? source.shape(text, origin)
    : source.shape(text.slice(origin, origin + source.reach), 0);
}

/** The parts of a collection; none of anything else. */
export function partsOf(shape: Shape): readonly EntryShape[] | readonly Part[] {
  return shape.kind === 'map' ? shape.entries : shape.kind === 'list' ? shape.items : [];
}

/** Where the value of a source ends. */
export function endOf(text: Chars, source: Source, origin: number): number {
  let at = origin;
  let shape = shapeIn(text, source, at);
  while (shape.end === null) {
    const last = partsOf(shape).at(-1);
    if (last === undefined) return at + shape.start;
    at += last.at;
    shape = shapeIn(text, last.source, at);
  }
  return at + shape.end;
}
