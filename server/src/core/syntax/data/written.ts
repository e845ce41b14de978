// Values that are put elsewhere as they are written, with their comments, where they are written in the same style.
import { commentsIn } from './compose';
import { columnOf, isFirstInLine, lineStart } from './lines';
import type { DataEntry, DataList, DataMap, DataNode } from './node';
import type { DataValue } from './write';

/** The collections that plain values were read from. */
const origins = new WeakMap<object, DataMap | DataList>();
/** The lines of those that were read from some entries of a map. */
const lists = new WeakMap<object, readonly string[]>();

/** Whether a part of a YAML text may have an anchor or an alias, and so cannot be there twice, or elsewhere. */
export function hasAnchors(text: string): boolean {
  return /(?:^|[\s[\]{},:?-])[&*][^\s[\]{},]/.test(text);
}

/** Remembers for a plain value how it is written, if comments are in it that would be lost otherwise. */
export function rememberWritten(value: DataValue, node: DataNode): void {
  if (typeof value !== 'object' || value === null || (node.kind !== 'map' && node.kind !== 'list')) return;
  const text = String(node.within).slice(node.span.start, node.span.end);
  const comment = node.style === 'json' ? /\/[/*]/ : /(?:^|\s)#/;
  // The comment on its last line is behind the end of its last value.
  const isFollowed = node.style === 'block' && /^[ \t]+#/.test(String(node.within).slice(node.span.end));
  if ((isFollowed || comment.test(text)) && (node.style === 'json' || !hasAnchors(text)))
    origins.set(value, node);
}

/** Remembers for a plain map that it is made of entries of one block map, as they are written. */
export function rememberEntries(value: DataValue, entries: readonly DataEntry[]): void {
  const [first] = entries;
  if (typeof value !== 'object' || value === null || first?.map.style !== 'block') return;
  const text = String(first.map.within);
  const written = entries.map(({ full }) => text.slice(full.start, full.end));
  if (written.some((part) => /(?:^|\s)#/.test(part)) && !written.some(hasAnchors))
    lists.set(
      value,
      entries.flatMap(({ full }) => linesOf(text, full, first.map.indent)),
    );
}

/** The lines of a value that was read in block style, without indentation; `null` for any other. */
export function linesAsWritten(value: DataValue): readonly string[] | null {
  const list = typeof value === 'object' && value !== null ? lists.get(value) : undefined;
  if (list !== undefined) return list;
  const node = originOf(value);
  if (node?.style !== 'block') return null;
  const parts = node.kind === 'map' ? node.entries : node.items;
  const [first, last] = [parts[0], parts.at(-1)];
  if (first === undefined || last === undefined) return null;
  const text = String(node.within);
  return linesOf(text, { start: first.full.start, end: last.full.end }, node.indent);
}

/** The lines of a value that was read from JSON, the first without indentation; `null` for any other. */
export function jsonAsWritten(value: DataValue): readonly string[] | null {
  const node = originOf(value);
  if (node?.style !== 'json') return null;
  const text = String(node.within);
  const line = lineStart(text, node.span.start);
  const indent = text.slice(line).search(/[^ \t]|$/);
  const [first = '', ...others] = text.slice(node.span.start, node.span.end).split(/\r?\n/);
  return [first, ...others.map((other) => other.slice(Math.min(other.search(/[^ \t]|$/), indent)))];
}

/** Whether a value is written with the comments that stand where it was read. */
export function keepsComments(value: DataValue): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return origins.has(value) || lists.has(value) || Object.values(value).some(keepsComments);
}

/** The comments of a part of a YAML text that begins at the start of a line, each on a line of its own. */
export function commentLines(text: string): readonly string[] {
  if (!text.includes('#')) return [];
  return commentsIn(text).map(({ span, text: comment }) => {
    const line = lineStart(text, span.start);
    return ' '.repeat(text.slice(line).search(/[^ ]|$/)) + comment.trimEnd();
  });
}

function originOf(value: DataValue): DataMap | DataList | undefined {
  return typeof value === 'object' && value !== null ? origins.get(value) : undefined;
}

/** The lines of a span without the indentation of its first column; later lines keep what they have beyond it. */
export function linesOf(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  column: number,
): readonly string[] {
  const lines = text.slice(start, end).split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line, i) => {
    if (i === 0 && !isFirstInLine(text, start)) return line;
    if (i === 0 && columnOf(text, start) > 0) return line;
    const blanks = line.search(/[^ ]|$/);
    return line.slice(Math.min(blanks, column));
  });
}
