// Maps and lists into which a template may put more: by a line of its own among them, or by a key that it fills in.
import type { DataList, DataMap } from '../../syntax/data';
import type { KnownText } from '../../text/known';
import type { Part } from './part';
import type { Library } from './references';

/** How far the lines around a map are looked at. */
const REACH = 2000;

const TEMPLATE_LINE = /^[ \t]*(?:\{\{|\{%|<%)/;
/** Lines that choose among what is there, or note something down, and put nothing in, such as `{{- if … }}`. */
const CHOICE =
  /^[ \t]*(?:\{\{-?\s*(?:(?:if|else|end|range|with|define|block|break|continue)\b|[#/!^]|\$\w+\s*:?=)|\{%-?\s*(?:if|elif|else|endif|for|endfor|set|endset|with|endwith|block|endblock|raw|endraw|comment|endcomment)\b|<%[-#]?\s*(?:if|else|end|\}))/;
/** Where the line says how far what it puts in is to be indented (Helm's `nindent`). */
const INDENT = /\bn?indent[ (]+(\d+)/;

/** Whether a template may put keys into a map, or items into a list, beside those that are written there. */
export function mayBeFilled(library: Library, { file, node }: Part): boolean {
  if (node.kind !== 'map' && node.kind !== 'list') return false;
  const known = library.known(file);
  if (known === null || !hasTemplates(known)) return false;
  if (node.kind === 'map' && node.entries.some(({ key }) => /\{\{|\{%|<%/.test(key))) return true;
  if (node.style !== 'block') return false;
  const { start, end } = node.span;
  const { text } = known;
  const before = text
    .slice(Math.max(0, start - REACH), start)
    .split('\n')
    .slice(0, -1)
    .reverse();
  const after = text
    .slice(end, end + REACH)
    .split('\n')
    .slice(1);
  const inside = text.slice(start, end).split('\n');
  return [...nextTo(before), ...inside, ...nextTo(after)].some((line) => fills(line, node));
}

/** Whether there are templates in a text. */
export function hasTemplates(known: KnownText): boolean {
  return known.ask('templates', (text) => text.includes('{{') || text.includes('{%') || text.includes('<%'));
}

/** The lines that come before the next key or value. */
function nextTo(lines: readonly string[]): readonly string[] {
  const other = lines.findIndex((line) => line.trim() !== '' && !/^[ \t]*(?:#|\{\{|\{%|<%)/.test(line));
  return other < 0 ? lines : lines.slice(0, other);
}

function fills(line: string, { indent }: DataMap | DataList): boolean {
  if (!TEMPLATE_LINE.test(line) || CHOICE.test(line)) return false;
  const told = INDENT.exec(line)?.[1];
  const column = line.length - line.trimStart().length;
  return told === undefined ? column === indent || column === 0 : Number(told) === indent;
}
