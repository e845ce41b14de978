// Changes of the documents of a layer, as edits of its files. Each keeps comments, anchors, quotes and indentation.
import type { DataDocument, DataNode, DataPath } from '../../syntax/data';
import {
  type DataValue,
  deleteEntry,
  deleteItem,
  insertAt,
  insertEntry,
  insertItem,
  moveEntry,
  renameKey,
  replaceScalar,
  replaceValue,
  type Where,
  wrapAsItems,
} from '../../syntax/data/edits';
import type { Edit, Replacement } from '../../text/edit';
import type { FileId } from '../../text/span';
import type { OpenApiLayer } from './layer';
import type { Field, Part } from './part';
import { rootOf } from './part';

/** Edits of one file; `null` where the change cannot be made without others that nobody asked for. */
export type Change = readonly Edit[] | null;

export type { DataValue, Where } from '../../syntax/data/edits';

/** What can be changed. A change is `null` where the value comes from an alias, or a template is in the way. */
export type Changes = {
  /** Gives a key another name. */
  rename(field: Field, name: string): Change;
  /** Gives a scalar another value, in the quotes that it has. */
  replaceText(part: Part, value: string | number | boolean | null): Change;
  /** Puts any value where another one is. */
  replace(part: Part, value: DataValue): Change;
  /** Takes an entry out, with its comments. */
  remove(field: Field): Change;
  /** Takes an item out of the list that it is in. */
  removeItem(item: Part): Change;
  /** Puts an entry into a map, or into nothing where a map belongs. */
  insert(map: Part, key: string, value: DataValue, where?: Where): Change;
  /** Puts an item into a list, at its end or before the one with that index. */
  insertItem(list: Part, value: DataValue, index?: number): Change;
  /** Puts a value at a path below the root of the document that a part is in, with the maps that lead there. */
  insertAt(inside: Part, path: DataPath, value: DataValue, where?: Where): Change;
  /** Makes a list of a map: each entry an item, or all of them one. */
  wrapAsItems(map: Part, how: 'each' | 'one'): Change;
  /** Moves an entry into another map of the same file, with changes of what is moved. */
  move(field: Field, target: Part, where?: Where, key?: string, inner?: Change): Change;
};

/** The changes of a layer's files. */
export function changesOf(layer: OpenApiLayer): Changes {
  const inFile = (
    file: FileId,
    change: (document: DataDocument) => readonly Replacement[] | null,
  ): Change => {
    const data = layer.documents.get(file)?.data;
    const replacements = data === undefined ? null : change(data);
    return (
      replacements?.map(({ span, newText }) => ({ file, span, newText: apart(data, span.end, newText) })) ??
      null
    );
  };
  return {
    rename: ({ file, entry }, name) => inFile(file, (data) => renameKey(data, entry, name)),
    replaceText: ({ file, node }, value) =>
      inFile(file, (data) => (node.kind === 'scalar' ? replaceScalar(data, node, value) : null)),
    replace: ({ file, node }, value) => inFile(file, (data) => replaceValue(data, node, value)),
    remove: ({ file, entry }) => inFile(file, (data) => deleteEntry(data, entry)),
    removeItem: ({ file, node }) =>
      inFile(file, (data) => {
        const list = node.parent;
        if (list?.kind !== 'list') return null;
        const item = list.items.find(({ value }) => value.use.start === node.use.start);
        return item === undefined ? null : deleteItem(data, list, item);
      }),
    insert: ({ file, node }, key, value, where) =>
      inFile(file, (data) => insertEntry(data, node, key, value, where)),
    insertItem: ({ file, node }, value, index) =>
      inFile(file, (data) => insertItem(data, node, value, index)),
    insertAt: (inside, path, value, where) =>
      inFile(inside.file, (data) => {
        const root = rootOf(inside).node;
        // Beside a reference nobody reads anything.
        return isReferenceOnTheWay(root, path) ? null : insertAt(data, path, value, where, root);
      }),
    wrapAsItems: ({ file, node }, how) =>
      inFile(file, (data) => (node.kind === 'map' ? wrapAsItems(data, node, how) : null)),
    move: ({ file, entry }, target, where, key, inner = []) =>
      inFile(file, (data) =>
        target.file === file && target.node.kind === 'map' && inner !== null
          ? moveEntry(data, entry, target.node, where, key, inner)
          : null,
      ),
  };
}

function isReferenceOnTheWay(root: DataNode, path: DataPath): boolean {
  let node: DataNode | null = root;
  for (const step of path) {
    node = node?.kind === 'map' ? node.get(String(step)) : null;
    if (node?.kind === 'map' && node.get('$ref') !== null) return true;
  }
  return false;
}

/** In YAML a comment needs a blank before it, which may have been part of what went: `security: # none yet`. */
function apart(data: DataDocument | undefined, end: number, newText: string): string {
  const meetsComment = data?.format === 'yaml' && data.text[end] === '#' && /\S$/.test(newText);
  return meetsComment ? `${newText} ` : newText;
}

/** Several changes as one; `null` where one of them cannot be made. */
export function together(...changes: readonly Change[]): Change {
  const all: Edit[] = [];
  for (const change of changes) {
    if (change === null) return null;
    all.push(...change);
  }
  return all;
}
