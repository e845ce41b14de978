// The texts that an output quotes: their names, lines and columns as people count them.
import { type LineIndex, lineIndex, positionAt } from '../text/line-index';
import type { FileId, Place } from '../text/span';

/** Counted from 1, columns in UTF-16 units. */
export type Point = { readonly line: number; readonly column: number };

/** The end is exclusive. */
export type Range = { readonly start: Point; readonly end: Point };

export type Source = {
  /** The name that an output shows: relative to the working folder, with `/`. */
  name(file: FileId): string;
  text(file: FileId): string | null;
  range(place: Place): Range;
  /** A line without its line break, `''` where there is none. Lines count from 1. */
  line(file: FileId, line: number): string;
};

/** Opens texts for quoting; each is cut into lines once, when it is first asked for. */
export function openSource(text: (file: FileId) => string | null, name: (file: FileId) => string): Source {
  const indexes = new Map<FileId, LineIndex>();
  const indexOf = (file: FileId): LineIndex => {
    const known = indexes.get(file);
    if (known !== undefined) return known;
    const index = lineIndex(text(file) ?? '');
    indexes.set(file, index);
    return index;
  };
  const point = (index: LineIndex, offset: number): Point => {
    const { line, character } = positionAt(index, offset);
    return { line: line + 1, column: character + 1 };
  };
  return {
    name,
    text,
    range: ({ file, span }) => {
      const index = indexOf(file);
      return { start: point(index, span.start), end: point(index, span.end) };
    },
    line: (file, line) => {
      const { starts, length } = indexOf(file);
      const start = starts[line - 1];
      if (start === undefined) return '';
      return (text(file) ?? '').slice(start, starts[line] ?? length).replace(/[\r\n]+$/, '');
    },
  };
}

/** Names files relative to a folder: those outside of it by the way up and down, those on another drive in full. */
export function relativeTo(folder: FileId): (file: FileId) => string {
  const from = folder.split('/').filter((part) => part !== '');
  return (file) => {
    const to = file.split('/').filter((part) => part !== '');
    let same = 0;
    while (same < from.length && same < to.length - 1 && from[same] === to[same]) same++;
    if (same === 0 && (from[0]?.endsWith(':') || to[0]?.endsWith(':'))) return file;
    return [...from.slice(same).map(() => '..'), ...to.slice(same)].join('/');
  };
}
