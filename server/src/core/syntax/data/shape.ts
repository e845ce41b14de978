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
  /** What is wrong in it, with absolute places; what is wrong in its parts is theirs to say. */
  problems(text: string, origin: number): readonly DataProblem[];
  /** In how many of its levels nothing is wrong, as far as that was looked for: what did not change is not looked at again. */
  clean: number;
  /** Whether it is surely a scalar, and nothing can be wrong in it, as far as that shows without reading it. */
  isSound(text: string, origin: number): boolean;
};

/** A source that starts at an offset relative to the origin of the one that it is part of. */
export type Part = { readonly at: number; readonly source: Source };

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
};

export type EntryShape = {
  readonly key: string;
  readonly written: 'plain' | 'single' | 'double' | 'other';
  /** Whether it is `<<` without quotes. */
  readonly merge: boolean;
  /** Where the entry begins: its `?`, anchor, tag or key. */
  readonly start: number;
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly value: Part;
};

export type ListShape = Open & {
  readonly kind: 'list';
  readonly style: DataStyle;
  readonly items: readonly ItemShape[];
};

export type ItemShape = { readonly start: number; readonly value: Part };

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
  return { seen: shape, reach: 0, clean: 0, shape: () => shape, problems: () => [], isSound: () => false };
}

/** A source at its absolute place. */
export type Located = { readonly source: Source; readonly origin: number };

/** What is to be read of a source's text, and where its origin is in that. Of pieces only as many are put together. */
export function readingOf(
  text: Chars,
  { source, origin }: Located,
): { readonly text: string; readonly origin: number } {
  return typeof text === 'string'
    ? { text, origin }
    : { text: text.slice(origin, origin + source.reach), origin: 0 };
}

/** The shape of a source. */
export function shapeIn(text: Chars, at: Located): Shape {
  if (at.source.seen !== null) return at.source.seen;
  const { text: own, origin } = readingOf(text, at);
  return at.source.shape(own, origin);
}

/** The parts of a collection; none of anything else. */
export function partsOf(shape: Shape): MapShape['entries'] | ListShape['items'] {
  return shape.kind === 'map' ? shape.entries : shape.kind === 'list' ? shape.items : [];
}

/** Where the value of a source ends. */
export function endOf(text: Chars, { source, origin }: Located): number {
  let at = origin;
  let shape = shapeIn(text, { source, origin: at });
  while (shape.end === null) {
    const last = partsOf(shape).at(-1)?.value;
    if (last === undefined) return at + shape.start;
    at += last.at;
    shape = shapeIn(text, { source: last.source, origin: at });
  }
  return at + shape.end;
}
