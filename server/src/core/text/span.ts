// Where something stands: half-open ranges of UTF-16 offsets, alone or in a named file.

/** A half-open range of UTF-16 offsets into one text. */
export type Span = { readonly start: number; readonly end: number };

/**
 * The name of a file as the host knows it: a path or the path part of a URI, always with `/`.
 * The core compares and joins these names and never opens them.
 */
export type FileId = string;

/** A span in a file. */
export type Place = { readonly file: FileId; readonly span: Span };

export function span(start: number, end: number): Span {
  return { start, end };
}

export function contains(outer: Span, offset: number): boolean {
  return outer.start <= offset && offset <= outer.end;
}

/** Whether one range is all in another. */
export function isWithin(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

export function comparePlaces(a: Place, b: Place): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.span.start - b.span.start || a.span.end - b.span.end;
}

export function samePlace(a: Place, b: Place): boolean {
  return comparePlaces(a, b) === 0;
}
