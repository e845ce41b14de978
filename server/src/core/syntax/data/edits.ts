// Precise changes of YAML and JSON texts. Each verb gives replacements that touch nothing but what they change: no
// comment, anchor, indentation, line ending or quote elsewhere. `null` says that it cannot be done safely: the place
// comes from an alias or merge key (others would change with it), a hole is in the way, or an anchor would be lost.
// The replacements of one verb are disjoint; those of several may only be put together if they are disjoint too.
import { applyEdits, type Replacement } from '../../text/edit';
import type { Span } from '../../text/span';
import * as block from './edit-block';
import * as brackets from './edit-brackets';
import { canChange, insertion, plainValue } from './edit-place';
import { columnOf } from './lines';
import type {
  DataDocument,
  DataEntry,
  DataItem,
  DataList,
  DataMap,
  DataNode,
  DataPath,
  DataScalar,
} from './node';
import { type DataValue, isPlain, mannerOf, quoted } from './write';
import { hasAnchors, keepsComments, linesOf } from './written';

export type { DataValue } from './write';

/** Where a new entry goes; beside a key that is not there means last. `renamed`: before a key that gets another name. */
export type Where =
  | 'first'
  | 'last'
  | { readonly after: string }
  | { readonly before: string }
  | { readonly renamed: string };

type Edits = readonly Replacement[] | null;

/** Gives a key another name, in the quotes that it has. */
export function renameKey(document: DataDocument, entry: DataEntry, name: string): Edits {
  if (entry.via !== null || !canChange(entry.map) || entry.written === 'other') return null;
  const text = wordFor(document, name, entry.written, entry.map.style);
  return [{ span: entry.keySpan, newText: text }];
}

/** Gives a scalar another value, in the quotes that it has; a block scalar becomes a quoted one. */
export function replaceScalar(
  document: DataDocument,
  scalar: DataScalar,
  value: string | number | boolean | null,
): Edits {
  const { text } = document;
  if (!canChange(scalar) || text.slice(scalar.start, scalar.span.start).includes('!')) return null;
  const style = document.format === 'json' ? 'json' : (scalar.parent?.style ?? 'block');
  if (scalar.written === 'empty') return replaceValue(document, scalar, value);
  const newText = typeof value === 'string' ? wordFor(document, value, scalar.written, style) : String(value);
  // A plain scalar after a colon without a blank would become another thing.
  return [{ span: scalar.span, newText }];
}

/** A string as it is written beside others of its sort. */
function wordFor(document: DataDocument, value: string, written: string, style: DataMap['style']): string {
  if (style === 'json') return JSON.stringify(value);
  if (written === 'single' || written === 'double') return quoted(value, written === 'single' ? "'" : '"');
  return isPlain(value, style === 'flow') ? value : quoted(value, mannerOf(document).quote);
}

/** Puts another value where one is, whatever the two are. Comments on the line and those inside stay. */
export function replaceValue(document: DataDocument, node: DataNode, value: DataValue): Edits {
  const { text } = document;
  if (!canChange(node) || node.start < node.span.start) return null;
  const manner = mannerOf(document);
  if (node.parent?.style === 'block') return block.replaceValue(document, node, value, manner);
  if (
    node.parent === null &&
    document.format === 'yaml' &&
    ((node.kind !== 'map' && node.kind !== 'list') || node.style === 'block')
  )
    return block.replaceRoot(document, node, value, manner);
  const indent = brackets.indentAt(text, node);
  const comments = keepsComments(value) ? '' : brackets.commentsOf(document, node);
  const newText = brackets.textOf(document, value, manner, indent) + comments;
  return [{ span: node.span, newText: isWithoutColon(document, node) ? `: ${newText}` : newText }];
}

/** Whether a key in brackets stands alone, which means that nothing is its value: `{ bearerAuth }`. */
function isWithoutColon({ text }: DataDocument, { parent, span }: DataNode): boolean {
  if (parent?.kind !== 'map' || span.start < span.end) return false;
  const entry = parent.entries.find(({ value }) => value.span.start === span.start);
  return entry !== undefined && !text.slice(entry.keySpan.end, span.start).includes(':');
}

/** Takes an entry out, with its comments. The last one leaves an empty map. */
export function deleteEntry(document: DataDocument, entry: DataEntry): Edits {
  const { map } = entry;
  if (entry.via !== null || !canChange(map)) return null;
  const at = map.entries.findIndex(({ span }) => span.start === entry.span.start);
  return deleteAt(document, map, map.entries, at, '{}');
}

/** Takes an item out of its list, with its comments. The last one leaves an empty list. */
export function deleteItem(document: DataDocument, list: DataList, item: DataItem): Edits {
  return canChange(list) ? deleteAt(document, list, list.items, item.index, '[]') : null;
}

function deleteAt(
  document: DataDocument,
  whole: DataMap | DataList,
  parts: readonly (DataEntry | DataItem)[],
  at: number,
  empty: '{}' | '[]',
): Edits {
  if (at < 0) return null;
  return whole.style === 'block'
    ? block.deletePart(document, whole, parts, at, empty)
    : brackets.deletePart(document, whole, parts, at);
}

/**
 * Puts an entry into a map. A map with nothing in it, or nothing where a map belongs, becomes a block map in a block
 * style document. `null` also where the key is there already.
 */
export function insertEntry(
  document: DataDocument,
  map: DataNode,
  key: string,
  value: DataValue,
  where: Where = 'last',
): Edits {
  if (!canChange(map)) return null;
  const manner = mannerOf(document);
  if (isNothing(map)) return fill(document, map, { [key]: value });
  const renamed = typeof where === 'object' && 'renamed' in where ? where.renamed : null;
  if (map.kind !== 'map' || map.entries.some((entry) => entry.key === key && key !== renamed)) return null;
  if (map.entries.length === 0) return fill(document, map, { [key]: value });
  const spot = insertion(map.entries, (entry) => entry.key, where);
  return map.style === 'block'
    ? block.insertEntry(document, map, spot, key, value, manner)
    : brackets.insertPart(
        document,
        map,
        map.entries,
        spot,
        brackets.entryText(document, key, value, manner, brackets.indentIn(document, map)),
      );
}

/** Puts an item into a list, at its end or before another one; nothing where a list belongs becomes one. */
export function insertItem(
  document: DataDocument,
  list: DataNode,
  value: DataValue,
  index = Number.POSITIVE_INFINITY,
): Edits {
  if (!canChange(list)) return null;
  const manner = mannerOf(document);
  if (isNothing(list)) return fill(document, list, [value]);
  if (list.kind !== 'list') return null;
  const { items } = list;
  if (items.length === 0) return fill(document, list, [value]);
  const spot =
    index >= items.length
      ? { at: items.length - 1, before: false }
      : { at: Math.max(0, index), before: true };
  return list.style === 'block'
    ? block.insertItem(document, list, spot, value, manner)
    : brackets.insertPart(
        document,
        list,
        items,
        spot,
        brackets.textOf(document, value, manner, brackets.indentIn(document, list)),
      );
}

/** Puts a value where an empty collection or nothing is. */
function fill(document: DataDocument, node: DataNode, value: DataValue): Edits {
  return node.start < node.span.start ? null : replaceValue(document, node, value);
}

function isNothing(node: DataNode): boolean {
  return (
    (node.kind === 'scalar' && node.value === null) || (node.kind === 'hole' && node.reason === 'missing')
  );
}

/**
 * Puts a value at a path below a root, with the maps that lead there. `null` where something else is there or on
 * the way.
 */
export function insertAt(
  document: DataDocument,
  path: DataPath,
  value: DataValue,
  where: Where = 'last',
  root: DataNode = document.root,
): Edits {
  let node = root;
  for (const [depth, step] of path.entries()) {
    if (node.kind !== 'map' && !isNothing(node)) return null;
    const next = node.kind === 'map' ? node.get(String(step)) : null;
    if (next !== null && depth < path.length - 1) {
      node = next;
      continue;
    }
    const rest = path.slice(depth + 1).reduceRight<DataValue>((inner, key) => ({ [key]: inner }), value);
    if (next !== null) return isNothing(next) ? replaceValue(document, next, rest) : null;
    return insertEntry(document, node, String(step), rest, rest === value ? where : 'last');
  }
  return null;
}

/**
 * Makes a list of a map: each entry an item of its own (`each`), or all of them one item (`one`). What a lost `-`
 * has made of `- a: []`.
 */
export function wrapAsItems(document: DataDocument, map: DataMap, how: 'each' | 'one'): Edits {
  if (!canChange(map) || map.anchor !== null || map.start < map.span.start || map.entries.length === 0)
    return null;
  if (map.entries.some((entry) => entry.merge)) return null;
  return map.style === 'block' ? block.wrap(document, map, how) : brackets.wrap(map, how);
}

/**
 * Moves an entry to another map, or to another place in its own, with its comments and as it is written where both
 * are of one style. `null` also where an anchor or alias is in it, or the key is there already. `inner` are changes of
 * what is moved, which are possible only where it is moved as it is written in lines.
 */
export function moveEntry(
  document: DataDocument,
  entry: DataEntry,
  target: DataMap,
  where: Where = 'last',
  key = entry.key,
  inner: readonly Replacement[] = [],
): Edits {
  const { map } = entry;
  if (entry.via !== null || !canChange(map) || !canChange(target) || entry.merge) return null;
  const { span, full } = entry;
  if (target.span.start >= span.start && target.span.end <= span.end) return null;
  if (map.style !== 'json' && hasAnchors(document.text.slice(span.start, span.end))) return null;
  const same = map.span.start === target.span.start;
  if (!same && target.entries.some((other) => other.key === key)) return null;
  const removal = deleteEntry(document, entry);
  const renamed = key === entry.key ? [] : renameKey(document, entry, key);
  const asWritten = map.style === 'block' && target.style === 'block' && renamed !== null;
  const whole = changed(document.text, full, [...(renamed ?? []), ...inner]);
  const others = target.entries.filter((other) => other.span.start !== span.start);
  const arrival =
    asWritten && others.length > 0
      ? block.insertLines(
          document,
          target,
          insertion(others, (other) => other.key, where),
          others,
          linesOf(whole.text, whole.span, columnOf(document.text, span.start)),
        )
      : same || inner.length > 0
        ? null
        : brought(document, entry, target, where, key);
  if (removal === null || arrival === null) return null;
  const all = [...removal, ...arrival];
  return all.every((a, i) =>
    all.every((b, j) => i >= j || a.span.end <= b.span.start || b.span.end <= a.span.start),
  )
    ? all
    : null;
}

/** A text with changes in a part of it; what stands behind it moves. */
function changed(
  text: string,
  { start, end }: Span,
  inner: readonly Replacement[],
): { readonly text: string; readonly span: Span } {
  const before = text.slice(0, start);
  const part = applyEdits(
    text.slice(start, end),
    inner.map(({ span, newText }) => ({
      span: { start: span.start - start, end: span.end - start },
      newText,
    })),
  );
  return { text: before + part, span: { start, end: start + part.length } };
}

/** Puts the value of an entry into a map of another style, or of brackets, with the comments around it. */
function brought(
  document: DataDocument,
  entry: DataEntry,
  target: DataMap,
  where: Where,
  key: string,
): Edits {
  const value = plainValue(entry.value);
  if (value === undefined) return null;
  const arrival = insertEntry(document, target, key, value, where);
  const comments = brackets.commentsAround(document, entry);
  const indent = brackets.indentIn(document, target);
  if (arrival === null || comments.length === 0 || indent === null || target.style !== 'json') return arrival;
  const name = `${JSON.stringify(key)}:`;
  const lines = comments.map((comment) => comment + mannerOf(document).eol + indent).join('');
  return arrival.map(({ span, newText }) => ({ span, newText: newText.replace(name, () => lines + name) }));
}
