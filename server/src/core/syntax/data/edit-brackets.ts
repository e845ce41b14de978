// Changes of JSON, and of YAML that is written in brackets.
import type { Replacement } from '../../text/edit';
import { replacement, type Spot } from './edit-place';
import { jsonComments } from './json-check';
import { isFirstInLine, lineEnd, lineStart } from './lines';
import type { DataDocument, DataEntry, DataItem, DataList, DataMap, DataNode } from './node';
import { type DataValue, flowText, jsonText, type Manner, scalarText } from './write';
import { commentLines } from './written';

type Edits = readonly Replacement[] | null;
type PartOf = DataEntry | DataItem;

/** No line is indented this far; those that are longer are whole documents, which are not to be searched. */
const MAX_LINE = 4000;

/** The indentation of the line that a node begins on. */
export function indentAt(text: string, node: DataNode): string {
  const { start } = node.span;
  const before = text.slice(Math.max(0, start - MAX_LINE), start);
  const line = before.lastIndexOf('\n') + 1;
  return line === 0 && start > MAX_LINE ? '' : (/^[ \t]*/.exec(before.slice(line))?.[0] ?? '');
}

/** The indentation of the parts of a collection; `null` where they share its line. */
export function indentIn({ text }: DataDocument, whole: DataMap | DataList): string | null {
  const first = (whole.kind === 'map' ? whole.entries : whole.items)[0];
  if (first === undefined || !isFirstInLine(text, first.span.start)) return null;
  return text.slice(lineStart(text, first.span.start), first.span.start).replace('\ufeff', '');
}

/** A value as it is written in brackets; in JSON on lines of its own unless the document is one line. */
export function textOf(
  { format, text }: DataDocument,
  value: DataValue,
  manner: Manner,
  indent: string | null,
): string {
  if (format === 'yaml') return flowText(value, manner);
  return jsonText(value, manner, indent === null || !text.trimEnd().includes('\n') ? null : indent);
}

/** The comments inside of a value, as they may stand behind it. */
export function commentsOf({ text, format }: DataDocument, { span }: DataNode): string {
  const inside = text.slice(span.start, span.end);
  if (format === 'json') {
    if (!/\/[/*]/.test(inside)) return '';
    return jsonComments(inside)
      .map((comment) => (comment.text.startsWith('/*') ? comment.text : `/*${comment.text.slice(2)} */`))
      .map((comment) => ` ${comment}`)
      .join('');
  }
  const comments = commentLines(inside).map((line) => line.trim());
  const isLast = /^[ \t]*\r?(?:\n|$)/.test(text.slice(span.end));
  return isLast && comments.length > 0 ? ` ${comments.join(' ')}` : '';
}

/** The comments on the lines above a part, and behind it on its last line. */
export function commentsAround(document: DataDocument, part: PartOf): readonly string[] {
  const { text, format } = document;
  if (format !== 'json') return [];
  const end =
    part.span.end + (/^[ \t]*,/.exec(text.slice(part.span.end, part.span.end + MAX_LINE))?.[0].length ?? 0);
  const lines = ownLines(document, part, end);
  if (lines === null) return [];
  const around = text.slice(lines.span.start, part.span.start) + text.slice(end, lines.span.end);
  return jsonComments(around).map((comment) => comment.text);
}

/** An entry as it is written in brackets. */
export function entryText(
  document: DataDocument,
  key: string,
  value: DataValue,
  manner: Manner,
  indent: string | null,
): string {
  const name = document.format === 'json' ? JSON.stringify(key) : scalarText(key, manner, true);
  return `${name}: ${textOf(document, value, manner, indent)}`;
}

/** Puts a part beside another one. */
export function insertPart(
  document: DataDocument,
  whole: DataMap | DataList,
  parts: readonly PartOf[],
  { at, before }: Spot,
  newText: string,
): Edits {
  const { text } = document;
  const part = parts[at];
  if (part === undefined) return null;
  const own = isFirstInLine(text, part.span.start);
  const between = own
    ? lineBefore(text, part.span.start)
    : whole.style === 'json' && !hasBlankAfterComma(text, parts)
      ? ''
      : ' ';
  return before
    ? [replacement(part.span.start, part.span.start, `${newText},${between}`)]
    : [replacement(part.span.end, part.span.end, `,${between}${newText}`)];
}

/** The line ending before an offset, with the blanks between. */
function lineBefore(text: string, at: number): string {
  const line = lineStart(text, at);
  return (line > 1 && text[line - 2] === '\r' ? '\r\n' : '\n') + text.slice(line, at);
}

/** Whether commas are followed by blanks; where there are none to look at, they are. */
function hasBlankAfterComma(text: string, parts: readonly PartOf[]): boolean {
  const [first, second] = parts;
  return (
    first === undefined || second === undefined || /\s/.test(text.slice(first.span.end, second.span.start))
  );
}

/** Takes a part and its comma out. */
export function deletePart(
  document: DataDocument,
  whole: DataMap | DataList,
  parts: readonly PartOf[],
  at: number,
): Edits {
  const [before, part, after] = [parts[at - 1], parts[at], parts[at + 1]];
  if (part === undefined) return null;
  if (parts.length === 1)
    return [replacement(whole.span.start + 1, Math.max(whole.span.start + 1, whole.span.end - 1), '')];
  const comma = after === undefined ? null : commaAfter(document, part.span.end, after.span.start);
  if (after !== undefined && comma === null) return null;
  const lines = ownLines(document, part, comma === null ? part.span.end : comma + 1);
  if (after !== undefined) return [lines ?? replacement(part.span.start, after.span.start, '')];
  if (before === undefined) return null;
  const last = commaAfter(document, before.span.end, part.span.start);
  if (last === null) return null;
  if (lines === null || lines.span.start <= last) return [replacement(last, part.span.end, '')];
  const trailing = commaAfter(document, part.span.end, whole.span.end - 1);
  // With a comma behind it (`b, ]`) the one before it may stay in its place.
  if (trailing !== null) return [replacement(part.span.start, trailing + 1, '')];
  return [replacement(last, last + 1, ''), lines];
}

/** The whole lines of a part with the comment lines above it, where it shares them with nothing else. */
function ownLines({ text, format }: DataDocument, part: PartOf, end: number): Replacement | null {
  if (!isFirstInLine(text, part.span.start)) return null;
  const stop = lineEnd(text, end);
  const comment =
    format === 'json' ? /^[ \t]*(?:\/\/.*|\/\*[^*\n]*\*\/[ \t]*)?\r?\n$/ : /^[ \t]*(?:#.*)?\r?\n$/;
  if (!comment.test(text.slice(end, stop))) return null;
  let start = lineStart(text, part.span.start);
  const above = format === 'json' ? /^[ \t]*(?:\/\/.*|\/\*[^*\n]*\*\/[ \t]*)\r?\n$/ : /^[ \t]*#.*\r?\n$/;
  while (start > 0 && above.test(text.slice(lineStart(text, start - 1), start)))
    start = lineStart(text, start - 1);
  return replacement(start, stop, '');
}

/** The offset of the first comma in a range that has nothing but white space and comments else. */
function commaAfter({ text, format }: DataDocument, from: number, to: number): number | null {
  const comment = format === 'json' ? /\/\/[^\n]*|\/\*[\s\S]*?\*\//y : /#[^\n]*/y;
  for (let at = from; at < to; ) {
    const c = text[at];
    if (c === ',') return at;
    comment.lastIndex = at;
    const found = comment.exec(text);
    if (found !== null) at += found[0].length;
    else if (c !== undefined && /\s/.test(c)) at++;
    else return null;
  }
  return null;
}

/** Makes a list of a map in brackets. */
export function wrap({ entries, span }: DataMap, how: 'each' | 'one'): Edits {
  const ends = [replacement(span.start, span.start, '['), replacement(span.end, span.end, ']')];
  if (how === 'one') return ends;
  return [
    replacement(span.start, span.start + 1, '['),
    ...entries.flatMap((entry) => [
      replacement(entry.span.start, entry.span.start, '{'),
      replacement(entry.span.end, entry.span.end, '}'),
    ]),
    replacement(span.end - 1, span.end, ']'),
  ];
}
