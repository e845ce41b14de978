// The files that the references of one document reach, over all versions of it that share parts with each other.
import { charsOf, type Files } from '../../model/files';
import type { DataEntry, DataNode } from '../../syntax/data';
import type { KnownText } from '../../text/known';
import type { FileId } from '../../text/span';
import type { Parse } from '../kind';
import type { OpenApiDocument } from './document';
import type { Library } from './references';

/** So many steps of references are told apart: `components`, `responses`, `Unauthorized`. */
const STEPS = 3;

export class Reached implements Library {
  readonly #documents = new Map<FileId, OpenApiDocument>();
  /** The files that were asked for and are not there. */
  readonly #lacking = new Set<FileId>();
  /** The parts of the document that references lead to, by their first steps. */
  readonly #entered = new Map<string, readonly string[]>();

  constructor(
    private document: OpenApiDocument,
    private files: Files,
    private parse: Parse<OpenApiDocument>,
  ) {
    this.#documents.set(document.file, document);
  }

  /** The document and those that were reached so far, by their files. */
  get documents(): ReadonlyMap<FileId, OpenApiDocument> {
    return this.#documents;
  }

  rootOf(file: FileId): DataNode | null {
    return this.#load(file)?.data.root ?? null;
  }

  textOf(file: FileId): string {
    return this.#load(file)?.text ?? '';
  }

  known(file: FileId): KnownText | null {
    return this.#load(file)?.known ?? null;
  }

  followed(file: FileId, steps: readonly string[]): void {
    if (file !== this.document.file) return;
    const first = steps.slice(0, STEPS);
    this.#entered.set(first.join('\n'), first);
  }

  #load(file: FileId): OpenApiDocument | null {
    const known = this.#documents.get(file);
    if (known !== undefined) return known;
    const state = this.files.read(file);
    if (state?.kind !== 'text') {
      this.#lacking.add(file);
      return null;
    }
    const loaded = this.parse(file, charsOf(state));
    this.#documents.set(file, loaded);
    return loaded;
  }

  /** Whether this is the document, and what was asked for in other files is what it was. */
  isStill(document: OpenApiDocument, files: Files, parse: Parse<OpenApiDocument>): boolean {
    return this.#areOthersStill(files, parse) && document === this.document;
  }

  /** Goes on to the next version of the document where that is a quiet one, and other files are what they were. */
  move(document: OpenApiDocument, files: Files, parse: Parse<OpenApiDocument>): boolean {
    if (document.quiet === null || !this.#areOthersStill(files, parse)) return false;
    this.#take(document, files, parse);
    return true;
  }

  /**
   * Goes on to the next version of the document, if all that references lead to is in it, and is what it was. Which
   * other files a part that went has led to is not known, so where there are some, all is read anew.
   */
  goOn(document: OpenApiDocument, files: Files, parse: Parse<OpenApiDocument>): boolean {
    if (this.#documents.size > 1 || this.#lacking.size > 0) return false;
    const changes = changedBetween(this.document.data.root, document.data.root);
    for (const path of changes) if (this.#isRead(path)) return false;
    this.#take(document, files, parse);
    return true;
  }

  #areOthersStill(files: Files, parse: Parse<OpenApiDocument>): boolean {
    const others = [...this.#documents].filter(([file]) => file !== this.document.file);
    // All are asked for, also after one that has changed: what is wanted is wanted together.
    const changed = others.filter(([file, before]) => {
      const state = files.read(file);
      return state?.kind !== 'text' || parse(file, charsOf(state)) !== before;
    });
    const come = [...this.#lacking].filter((file) => files.read(file)?.kind === 'text');
    return changed.length === 0 && come.length === 0;
  }

  #take(document: OpenApiDocument, files: Files, parse: Parse<OpenApiDocument>): void {
    this.document = document;
    this.files = files;
    this.parse = parse;
    this.#documents.set(document.file, document);
  }

  /** Whether a part of the document has been read by others than the items of paths that it may be in. */
  #isRead(path: readonly string[]): boolean {
    const [first = ''] = path;
    if (path.length === 0 || INHERITED.has(first)) return true;
    return [...this.#entered.values()].some((entered) => isWithin(path, entered) || isWithin(entered, path));
  }
}

/** What of the root has a part in every operation. */
const INHERITED = new Set(['openapi', 'swagger', 'security', 'servers', 'host', 'basePath', 'schemes']);

function isWithin(inner: readonly string[], outer: readonly string[]): boolean {
  return outer.every((step, i) => inner[i] === step);
}

/** The parts of a document that are not the same in its next version, by their first steps. */
function* changedBetween(
  before: DataNode,
  now: DataNode,
  path: readonly string[] = [],
): Generator<readonly string[]> {
  if (
    path.length < STEPS &&
    before.kind === 'map' &&
    now.kind === 'map' &&
    haveSameKeys(before.entries, now.entries)
  ) {
    for (const [i, entry] of now.entries.entries()) {
      const earlier = before.entries[i];
      if (earlier === undefined || earlier === entry) continue;
      // What nobody has read may have been taken over without a word.
      if (!earlier.isRead && earlier.identity === entry.identity) continue;
      const inner = [...path, entry.key];
      if (earlier.isRead && entry.isRead) yield* changedBetween(earlier.value, entry.value, inner);
      else yield inner;
    }
  } else yield path;
}

function haveSameKeys(before: readonly DataEntry[], now: readonly DataEntry[]): boolean {
  return before.length === now.length && before.every(({ key }, i) => key === now[i]?.key);
}
