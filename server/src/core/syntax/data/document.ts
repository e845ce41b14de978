// A document of data: its roots, its problems and comments, and how to find a node in it.
import type { TextChange } from '../../text/change';
import type { Chars } from '../../text/pieces';
import type { Span } from '../../text/span';
import { anchorsOf } from './anchors';
import type {
  DataComment,
  DataDocument,
  DataFormat,
  DataNode,
  DataPath,
  DataProblem,
  DataSpot,
} from './node';
import { Reading } from './reading';
import { found, type Located } from './shape';
import { nodeOf } from './view';
import { adopt, moveOn, tellsTheSame } from './view-change';

/** What a reader of a format finds in a text. */
export type Read = {
  readonly roots: readonly Located[];
  /** Whether templates may be in the text. */
  readonly hasTemplates: boolean;
  problems(): readonly DataProblem[];
  comments(containing: string): readonly DataComment[];
};

/** What a document was made of, and which version of the text its nodes are in. */
type Made = { readonly read: Read; readonly reading: Reading; readonly version: number };

const made = new WeakMap<DataDocument, Made>();

/** What was read of the text of a document. */
export function readOf(document: DataDocument): Read | undefined {
  return made.get(document)?.read;
}

/** An earlier version of a document that shares sources with it, and how its text differs. */
export type Earlier = { readonly document: DataDocument; readonly change: TextChange };

/**
 * Makes the document of what was read; `readable` is the text with templates out of the way. Nodes of an earlier version
 * become nodes of this document, and move to their places in it.
 */
export function documentOf(
  format: DataFormat,
  text: Chars,
  readable: Chars,
  read: Read,
  earlier: Earlier | null = null,
): DataDocument {
  const anchors = anchorsOf(readable, () => read.roots);
  const gone = goneOn(read, readable, earlier);
  const reading = gone?.reading ?? new Reading(text, readable, anchors);
  gone?.reading.advance(text, readable, anchors);
  const roots = gone?.isSame === true ? gone.document.roots : rootsOf(reading, read);
  const root = roots[0] ?? emptyRoot(reading);
  if (gone !== null) {
    const [source] = read.roots;
    if (gone.isSame && source !== undefined) moveOn(root, source.source);
    else adopt(root, gone.document.root);
  }
  let problems: readonly DataProblem[] | null = null;
  const document: DataDocument = {
    format,
    chars: text,
    get text() {
      return String(text);
    },
    roots: roots.length === 0 ? [root] : roots,
    root,
    quiet: gone?.isSame === true ? (earlier?.change ?? null) : null,
    get problems() {
      problems ??= [...read.problems()].sort((a, b) => a.span.start - b.span.start);
      return problems;
    },
    comments: (containing = '') => read.comments(containing),
    spotAt: (offset) => spotAt(roots, offset),
    at: (pointer, from = root) => follow(from, pathOf(pointer)),
    follow: (path, from = root) => follow(from, path),
  };
  made.set(document, { read, reading, version: reading.version });
  return document;
}

/** An earlier version whose nodes can go on into a next one; `isSame`: which tells readers nothing new. */
type Gone = { readonly document: DataDocument; readonly reading: Reading; readonly isSame: boolean };

function goneOn({ roots }: Read, readable: Chars, earlier: Earlier | null): Gone | null {
  const before = earlier === null ? undefined : made.get(earlier.document);
  // Nodes that went on into another version already are not here to be had.
  if (earlier === null || before === undefined || before.reading.version !== before.version) return null;
  const { reading } = before;
  if (reading.isTangled) return null;
  const { document } = earlier;
  const [root, second] = roots;
  const isOne = root !== undefined && second === undefined && document.roots.length === 1;
  return { document, reading, isSame: isOne && tellsTheSame(document.root, root, readable) };
}

function rootsOf(reading: Reading, { roots }: Read): readonly DataNode[] {
  return roots.map(({ source, origin }) =>
    nodeOf(reading, source, { parent: null, step: '', use: null, origin }),
  );
}

function emptyRoot(reading: Reading): DataNode {
  const at = reading.text.length;
  const shape = {
    kind: 'scalar',
    head: at,
    start: at,
    end: at,
    anchor: null,
    value: null,
    written: 'empty',
    templated: false,
  } as const;
  return nodeOf(reading, found(shape), { parent: null, step: '', use: null, origin: 0 });
}

/** The steps of a JSON pointer (RFC 6901); a leading `#` is allowed, as in a URI's fragment that was decoded. */
export function pathOf(pointer: string): DataPath {
  return pointer
    .replace(/^#/, '')
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The JSON pointer of a path. */
export function pointerOf(path: DataPath): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function follow(from: DataNode, path: DataPath): DataNode | null {
  let node: DataNode | null = from;
  for (const step of path) {
    if (node === null) return null;
    if (node.kind === 'map') node = node.get(String(step));
    else if (node.kind === 'list' && /^(?:0|[1-9]\d*)$/.test(String(step)))
      node = node.items[Number(step)]?.value ?? null;
    else return null;
  }
  return node;
}

function spotAt(roots: readonly DataNode[], offset: number): DataSpot | null {
  const root = roots.findLast((node) => node.start <= offset);
  if (root === undefined) return null;
  let spot: DataSpot = { node: root, entry: null, item: null, onKey: false };
  for (;;) {
    const { node } = spot;
    // What stands behind an alias is somewhere else.
    if (node.use !== node.span) return spot;
    if (node.kind === 'map') {
      const entry = lastAt(node.entries, offset);
      if (entry === null) return spot;
      const { keySpan } = entry;
      spot = { node: entry.value, entry, item: null, onKey: offset <= keySpan.end };
      if (spot.onKey) return spot;
    } else if (node.kind === 'list') {
      const item = lastAt(node.items, offset);
      if (item === null) return spot;
      spot = { node: item.value, entry: null, item, onKey: false };
    } else {
      return spot;
    }
  }
}

/** The last part that begins at or before an offset. */
function lastAt<T extends { readonly span: Span }>(parts: readonly T[], offset: number): T | null {
  let low = 0;
  for (let high = parts.length; low < high; ) {
    const middle = (low + high) >> 1;
    if ((parts[middle]?.span.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return parts[low - 1] ?? null;
}
