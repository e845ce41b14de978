// A value of a document with the file that it stands in, and what every reader asks of one.
import type { DataEntry, DataMap, DataNode } from '../../syntax/data';
import type { FileId, Place } from '../../text/span';

/** A value, and the file that it stands in. */
export type Part = { readonly file: FileId; readonly node: DataNode };

/** A key with its value. */
export type Field = { readonly file: FileId; readonly entry: DataEntry };

/** The entry of that key; `null` where the part is no map, or has none. */
export function fieldOf(part: Part | null, key: string): Field | null {
  if (part?.node.kind !== 'map') return null;
  const entry = part.node.entry(key);
  return entry === null ? null : { file: part.file, entry };
}

/** All entries that a map has, merged ones included, the last of duplicates; none where it is no map. */
export function fieldsOf(part: Part | null): readonly Field[] {
  if (part?.node.kind !== 'map') return [];
  return part.node.effective.map((entry) => ({ file: part.file, entry }));
}

/** All entries that are written in a map, duplicates included. */
export function writtenFields(part: Part | null): readonly Field[] {
  if (part?.node.kind !== 'map') return [];
  return part.node.entries.map((entry) => ({ file: part.file, entry }));
}

/** The items of a list; none where it is no list. */
export function itemsOf(part: Part | null): readonly Part[] {
  if (part?.node.kind !== 'list') return [];
  return part.node.items.map(({ value }) => ({ file: part.file, node: value }));
}

/** The value of an entry. */
export function fieldValue({ file, entry }: Field): Part {
  return { file, node: entry.value };
}

export function valueIn(field: Field | null): Part | null {
  return field === null ? null : fieldValue(field);
}

/** The value of a key. */
export function get(part: Part | null, key: string): Part | null {
  const node = nodeAt(part, key);
  return part === null || node === null ? null : { file: part.file, node };
}

function nodeAt(part: Part | null, key: string): DataNode | null {
  return part?.node.kind === 'map' ? part.node.get(key) : null;
}

/** The text of a scalar, numbers and switches included; `null` for what is none, is empty, or is filled in by a template. */
export function textOf(part: Part | null): string | null {
  return part === null ? null : textIn(part.node);
}

function textIn(node: DataNode | null): string | null {
  if (node?.kind !== 'scalar' || node.templated || node.value === null) return null;
  return String(node.value);
}

/** The text of a key's value. */
export function textAt(part: Part | null, key: string): string | null {
  return textIn(nodeAt(part, key));
}

/** Whether a key's value is the switch `true`. */
export function isTrue(part: Part | null, key: string): boolean {
  const node = nodeAt(part, key);
  return node?.kind === 'scalar' && node.value === true;
}

/** Whether what stands here cannot be known: a template fills it in, or it cannot be read. */
export function isHidden(part: Part | null): boolean {
  return part !== null && (part.node.kind === 'hole' || (part.node.kind === 'scalar' && part.node.templated));
}

/** Whether a map has a key that a template or CloudFormation fills in, so that any key may be among its own. */
export function hasHiddenKeys(part: Part | null): boolean {
  return (
    part?.node.kind === 'map' &&
    part.node.entries.some((entry) => (entry.merge && isUnread(entry.value)) || entry.key === 'Fn::Transform')
  );
}

function isUnread(node: DataNode): boolean {
  return node.kind === 'hole';
}

/** Whether nothing stands behind a key (`security:`), or `null` does. */
export function isNull(part: Part | null): boolean {
  return part?.node.kind === 'scalar' && part.node.value === null && !part.node.templated;
}

/** Where a key stands. */
export function keyPlace({ file, entry }: Field): Place {
  return { file, span: entry.keySpan };
}

/** Where a value really stands, whatever alias led there. */
export function placeOf({ file, node }: Part): Place {
  return { file, span: node.span };
}

/** The map that an entry is written in. */
export function mapOf({ file, entry }: Field): { readonly file: FileId; readonly node: DataMap } {
  return { file, node: entry.map };
}

/** What tells two values apart that are read again and again: where they stand. */
export function idOf({ file, node }: Part): string {
  return `${node.start} ${file}`;
}

/** The root of the document that a value is in. A file may hold several. */
export function rootOf({ file, node }: Part): Part {
  let root: DataNode = node;
  while (root.parent !== null) root = root.parent;
  return { file, node: root };
}
