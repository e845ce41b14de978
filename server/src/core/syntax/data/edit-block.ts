// Changes of YAML that is written in lines.
import type { Replacement } from '../../text/edit';
import type { Span } from '../../text/span';
import { replacement, type Spot } from './edit-place';
import { columnOf, isFirstInLine, isLastInLine, lineEnd, lineStart } from './lines';
import type { DataDocument, DataEntry, DataItem, DataList, DataMap, DataNode } from './node';
import { blockLines, type DataValue, entryLines, flowText, isNested, type Manner } from './write';
import { commentLines, keepsComments } from './written';

type Edits = readonly Replacement[] | null;
type PartOf = DataEntry | DataItem;

/** Takes a part out of a block collection. */
export function deletePart(
  document: DataDocument,
  whole: DataMap | DataList,
  parts: readonly PartOf[],
  at: number,
  empty: '{}' | '[]',
): Edits {
  const { text } = document;
  const part = parts[at];
  if (part === undefined) return null;
  const { full } = part;
  if (parts.length === 1) return emptied(document, whole, full, empty);
  if (isFirstInLine(text, full.start)) return [replacement(full.start, endWithBlanks(text, full.end), '')];
  const next = parts[at + 1];
  if (next === undefined || full.end > next.full.start) return null;
  // What shares the line with it stays (`- a: 1`), and the next one takes its place there.
  const from = next.full.start + text.slice(next.full.start).search(/[^ ]/);
  return [replacement(part.span.start, from, '')];
}

/** Below a scalar that keeps its empty lines, those after what goes must go too. */
function endWithBlanks(text: string, end: number): number {
  if (!/[|>]\d?\+/.test(text)) return end;
  let at = end;
  while (at < text.length && text.slice(at, lineEnd(text, at)).trim() === '') at = lineEnd(text, at);
  return at;
}

/** Leaves an empty collection behind. */
function emptied(document: DataDocument, whole: DataMap | DataList, full: Span, empty: string): Edits {
  const { text } = document;
  if (whole.start < whole.span.start) return null;
  if (whole.parent === null || !isFirstInLine(text, full.start)) {
    return [replacement(whole.span.start, whole.span.end, empty)];
  }
  const host = hostOf(document, whole);
  return host === null ? null : [replacement(host, host, ` ${empty}`), replacement(full.start, full.end, '')];
}

/** The offset after the colon or dash that a value belongs to; `null` where that cannot be told. */
function hostOf({ text }: DataDocument, node: DataNode): number | null {
  const { parent } = node;
  if (parent === null) return null;
  if (parent.kind === 'list') {
    const item = parent.items.find(
      ({ value }) => value.span.start === node.span.start && value.span.end === node.span.end,
    );
    return item === undefined || text[item.span.start] !== '-' ? null : item.span.start + 1;
  }
  const entry = parent.entries.find(
    ({ value, key }) =>
      value.span.start === node.span.start &&
      value.span.end === node.span.end &&
      node.pointer.endsWith(key.replaceAll('~', '~0').replaceAll('/', '~1')),
  );
  if (entry === undefined || text[entry.span.start] === '?') return null;
  const colon = /^[ \t]*:/.exec(text.slice(entry.keySpan.end, entry.keySpan.end + 200));
  return colon === null ? null : entry.keySpan.end + colon[0].length;
}

/** Puts another value behind a colon or dash. */
export function replaceValue(
  document: DataDocument,
  node: DataNode,
  value: DataValue,
  manner: Manner,
): Edits {
  const { text } = document;
  const host = hostOf(document, node);
  const { parent } = node;
  if (host === null || parent === null || !isLastInLine(text, node.span.end)) return null;
  const inline = isNested(value) ? '' : ` ${flowText(value, manner, false)}`;
  const column = partColumn(text, parent, host);
  const inner = column + (parent.kind === 'list' ? 2 : Array.isArray(value) ? manner.listStep : manner.step);
  const lines = isNested(value) ? blockLines(value, manner).map((line) => ' '.repeat(inner) + line) : [];
  const sameLine = lineStart(text, host) === lineStart(text, node.span.start);
  if (sameLine || node.span.start === node.span.end) {
    const valueEnd = Math.max(host, node.span.end);
    if (lines.length === 0) return [replacement(host, valueEnd, inline)];
    if (parent.kind === 'list')
      return [
        replacement(host, valueEnd, ` ${blockLines(value, manner).join(manner.eol + ' '.repeat(inner))}`),
      ];
    const after = lineEnd(text, valueEnd);
    // Its own comment stays on the line of the key.
    const below =
      after > 0 && text[after - 1] === '\n'
        ? replacement(after, after, lines.join(manner.eol) + manner.eol)
        : replacement(after, after, manner.eol + lines.join(manner.eol));
    return valueEnd > host ? [replacement(host, valueEnd, ''), below] : [below];
  }
  const first = lineStart(text, node.span.start);
  const last = node.span.end;
  const end = lineEnd(text, last);
  // A comment on the last line stays there, if there still is one.
  const inside = text.slice(first, lines.length > 0 ? last : end);
  const comments = keepsComments(value) ? [] : commentLines(inside);
  if (lines.length > 0) return [replacement(first, last, [...comments, ...lines].join(manner.eol))];
  const kept = comments.map((comment) => comment + manner.eol).join('');
  return [replacement(host, host, inline), replacement(first, end, kept)];
}

/** The column of the key or dash that is before an offset. */
function partColumn(text: string, parent: DataMap | DataList, host: number): number {
  const parts: readonly PartOf[] = parent.kind === 'map' ? parent.entries : parent.items;
  const part = parts.findLast(({ span }) => span.start < host);
  return part === undefined ? 0 : columnOf(text, part.span.start);
}

/** Puts another value where the root is. */
export function replaceRoot({ text }: DataDocument, node: DataNode, value: DataValue, manner: Manner): Edits {
  const lines = blockLines(value, manner).join(manner.eol);
  if (node.span.end > node.span.start) return [replacement(node.span.start, node.span.end, lines)];
  // Nothing but comments: they stay above.
  const end = text.length;
  const open = end > 0 && text[end - 1] !== '\n' && !(end === 1 && text.charCodeAt(0) === 0xfeff);
  return [replacement(end, end, `${open ? manner.eol : ''}${lines}${manner.eol}`)];
}

/** Puts an entry into a block map that has some. */
export function insertEntry(
  document: DataDocument,
  map: DataMap,
  spot: Spot,
  key: string,
  value: DataValue,
  manner: Manner,
): Edits {
  return insertLines(document, map, spot, map.entries, entryLines(key, value, manner), manner);
}

/** Puts an item into a block list that has some. */
export function insertItem(
  document: DataDocument,
  list: DataList,
  spot: Spot,
  value: DataValue,
  manner: Manner,
): Edits {
  return insertLines(document, list, spot, list.items, blockLines([value], manner), manner);
}

/** Puts lines beside a part, at the column of the collection. */
export function insertLines(
  { text }: DataDocument,
  whole: DataMap | DataList,
  { at, before }: Spot,
  parts: readonly PartOf[],
  lines: readonly string[],
  { eol }: Pick<Manner, 'eol'> = { eol: /^[^\n]*\r\n/.test(text) ? '\r\n' : '\n' },
): Edits {
  const part = parts[at];
  if (part === undefined) return null;
  const { full } = part;
  const indent = ' '.repeat(whole.indent);
  const indented = lines.map((line) => (line === '' ? '' : indent + line)).join(eol);
  if (before) {
    if (isFirstInLine(text, full.start)) return [replacement(full.start, full.start, indented + eol)];
    // It takes the place of what shares its line with another thing, which moves to the next line.
    return [replacement(full.start, full.start, indented.slice(indent.length) + eol + indent)];
  }
  if (text[full.end - 1] === '\n') return [replacement(full.end, full.end, indented + eol)];
  return full.end === text.length ? [replacement(full.end, full.end, eol + indented)] : null;
}

/** Puts dashes before the entries of a map. */
export function wrap({ text }: DataDocument, map: DataMap, how: 'each' | 'one'): Edits {
  const edits: Replacement[] = [];
  const starts = new Map(
    map.entries.map(({ span }, i) => [span.start, how === 'each' || i === 0 ? '- ' : '  ']),
  );
  const [first, last] = [map.entries[0], map.entries.at(-1)];
  if (first === undefined || last === undefined) return null;
  // Behind a colon on the same line no list can begin.
  if (!isFirstInLine(text, first.span.start) && map.parent?.kind !== 'list') return null;
  for (const { span } of map.entries)
    if (starts.get(span.start) === '- ') edits.push(replacement(span.start, span.start, '- '));
  for (let line = lineEnd(text, first.span.start); line < last.span.end; line = lineEnd(text, line)) {
    const content = line + text.slice(line, lineEnd(text, line)).search(/[^ ]|$/);
    const isBlank = text.slice(content, lineEnd(text, content)).trim() === '';
    if (isBlank || starts.get(content) === '- ') continue;
    // A comment at the column of the entries may stay there.
    if (text[content] === '#' && columnOf(text, content) <= map.indent) continue;
    edits.push(replacement(line, line, '  '));
  }
  return edits;
}
