// The interface of a kind: what nginx, Express and OpenAPI each offer to the rest of the house.
import type { AnswerCache, Decision } from '../model/decision';
import type { Files } from '../model/files';
import type { KindId, Layer, PartId, Route } from '../model/layer';
import type { Request } from '../model/request';
import type { Chars } from '../text/pieces';
import type { FileId, Place, Span } from '../text/span';
import type { AskableRoute, Completion, InheritedHint, Link, Named, OutlineEntry, Subject } from './editor';

/** A problem of the text itself. */
export type SyntaxProblem = { readonly span: Span; readonly message: string };

/** A comment with its text, the comment sign included. */
export type Comment = { readonly span: Span; readonly text: string };

/** A parsed file. Parsing never fails: what cannot be read right is among the problems. */
export type Document = {
  readonly kind: KindId;
  readonly file: FileId;
  readonly text: string;
  /** The text as it was given, if that was in pieces. */
  readonly chars?: Chars;
  readonly problems: readonly SyntaxProblem[];
  readonly comments: readonly Comment[];
};

/** Parses a file of a kind, or takes it from the last analysis where its text is the same. */
export type Parse<D extends Document> = (file: FileId, text: Chars) => D;

/** What a host is to know before it reads files of a kind. */
export type Reading = {
  /**
   * Whether a name that may be of this kind says so. Where it does not, as with `.yaml`, a file found in a folder that
   * turns out to be something else is passed over in silence, whatever may be wrong with it.
   */
  readonly namesTell: boolean;
  /** Larger files are not read. */
  readonly maxBytes: number;
  /** So many files found in folders are looked at. */
  readonly maxFiles: number;
};

/** What the project's settings say of its files before they are read. */
export type KindSettings = {
  /** Names of functions that are authentication middleware, with the scheme that they check. */
  guardsOf(file: FileId): ReadonlyMap<string, string>;
};

/** What tells the files of a kind: all of it that is needed before one is found. */
export type KindSign = {
  readonly id: KindId;
  /** The part of the core that holds the kind. */
  readonly part: PartId;
  readonly reading: Reading;
  /** Whether a file found in a folder may be of this kind, by its name alone. */
  mayBe(file: FileId): boolean;
  /**
   * Whether a text is of this kind; before the kind itself is there, this may be said of too many. A file that was named
   * is looked at whatever it is called.
   */
  recognises(file: FileId, text: Chars, named?: boolean): boolean;
};

export type Kind<D extends Document = Document, L extends Layer = Layer> = KindSign & {
  /** Parses a text; what differs little from the text of an earlier document of that file may be taken over from it. */
  parse(file: FileId, text: Chars, previous?: Document): D;
  /** Joins parsed files into layers; `parse` is for those that they include or require. */
  layers(documents: readonly D[], files: Files, parse: Parse<D>, settings: KindSettings): readonly L[];
  /**
   * Whether `layers` comes to an end whatever it finds, so that a host that can answer at once is asked meanwhile; other
   * kinds ask in rounds, since their files may include each other without end.
   */
  readonly endsBySteps?: true;
  /** Walks one request through a layer; `cache` is what earlier requests left in the layer's caches. */
  decide(layer: L, request: Request, files: Files, cache?: AnswerCache): Decision;
  routes(layer: L): readonly Route[];
  /** The places that bring a file into a layer, for kinds whose files may stand in several places. */
  includedFrom?(layer: L, file: FileId): readonly Place[];
  readonly editor: Editor<L>;
  /** The JSON pointer of what stands at an offset, where documents of the kind are data. */
  pointerAt?(document: Document, offset: number): string | null;
  /**
   * Where a text stops to be one of its language, for kinds whose problems of syntax others report; it is known once the
   * text was read for a layer.
   */
  brokenAt?(document: Document): SyntaxProblem | null;
  /** What a comment for the end of a line begins with in a document, `null` where there can be none; `#` without it. */
  commentSign?(document: Document): string | null;
};

/** What a kind answers to an editor about one of a layer's files. */
export type Editor<L extends Layer = Layer> = {
  outline(layer: L, file: FileId): readonly OutlineEntry[];
  links(layer: L, file: FileId, files: Files): readonly Link[];
  subjectAt(layer: L, file: FileId, offset: number): Subject | null;
  inheritedHints(layer: L, file: FileId): readonly InheritedHint[];
  askableRoutes(layer: L, file: FileId): readonly AskableRoute[];
  completions(layer: L, file: FileId, offset: number): readonly Completion[];
  /** The name at an offset with all its places, those in other layers included. */
  namedAt?(layer: L, file: FileId, offset: number, layers: readonly Layer[]): Named | null;
};
