// What a YAML or JSON text says, node by node, each with its place: the words that readers of data use.
import type { TextChange } from '../../text/change';
import type { Chars } from '../../text/pieces';
import type { Span } from '../../text/span';

export type DataFormat = 'yaml' | 'json';

/** The keys and indexes that lead from a node to a part of it. */
export type DataPath = readonly (string | number)[];

/** What is wrong with the text itself. */
export type DataProblem = { readonly span: Span; readonly message: string };

/** A comment with its text, the comment sign included. */
export type DataComment = { readonly span: Span; readonly text: string };

/**
 * A value. It is read when it is looked at, so that a part that nobody asks for costs nothing.
 * Aliases and merge keys are followed: a node says where its value really stands and where it is used.
 */
export type DataNode = DataMap | DataList | DataScalar | DataHole;

/** How a collection is written: by indentation, or in brackets (in YAML and in JSON). */
export type DataStyle = 'block' | 'flow' | 'json';

type Placed = {
  /**
   * Where the value really stands, without its anchor, tag and comments. An absent value has an empty span
   * where it would stand; that of an aliased one is where the anchor is.
   */
  readonly span: Span;
  /** Where the value is used: the outermost alias that leads here (`*name`), else the same as `span`. */
  readonly use: Span;
  /** The name of its anchor, where it has one. */
  readonly anchor: string | null;
  /** Where its anchor and tag begin; the start of `span` where it has none. */
  readonly start: number;
  /** The text that its places are in. */
  readonly within: Chars;
  /** The JSON pointer (RFC 6901) by which it was reached, `''` for a root. */
  readonly pointer: string;
  /** The node that it was reached from, `null` for a root. */
  readonly parent: DataMap | DataList | null;
  /**
   * The same object for as long as the text of this node is the same, over all documents that were parsed
   * from each other's `previous`: a key for what was found out about the node. Offsets that are kept with it
   * must be relative to `origin`. What comes through an alias or a merge key (`selfContained` is false)
   * may change without it.
   */
  readonly identity: object;
  /** What offsets that are kept with `identity` are relative to. */
  readonly origin: number;
};

export type DataMap = Placed & {
  readonly kind: 'map';
  readonly style: DataStyle;
  /** The column of its keys in UTF-16 units from the start of the line; that of the bracket in brackets. */
  readonly indent: number;
  /** What is written in it, in order: with all duplicates, and with merge keys (`<<`) as such. */
  readonly entries: readonly DataEntry[];
  /** What it has after merging: the last of duplicates, own entries before merged ones; no merge keys. */
  readonly effective: readonly DataEntry[];
  /** The keys of `effective`, for which nobody has to make the entries. */
  readonly names: readonly string[];
  /** The effective entry of a key. */
  entry(key: string): DataEntry | null;
  /** The value of the effective entry of a key. */
  get(key: string): DataNode | null;
  /** The first of `entries` of whose key something holds. */
  find(holds: (key: string) => boolean): DataEntry | null;
  /** How many of `entries` have a key. */
  count(key: string): number;
};

export type DataEntry = {
  readonly kind: 'entry';
  /** The key as text, as it is in the read value: `200` for a number, `''` for null. */
  readonly key: string;
  /** How the key is written; `other` where it is a collection, an alias, a template or not there. */
  readonly written: 'plain' | 'single' | 'double' | 'other';
  /** The key without its anchor, tag and the colon; quotes are part of it. */
  readonly keySpan: Span;
  readonly value: DataNode;
  /** Whether its value was asked for. */
  readonly isRead: boolean;
  /** The identity of its value, which is not read for it. */
  readonly identity: object;
  /** From the key (with its anchor, tag and `?`) to the end of the value, without comments and commas. */
  readonly span: Span;
  /**
   * In block style whole lines, from its comments (those directly above it at its column) to the end of the
   * last line with the line ending and the comment there; where it shares a line with another thing
   * (`- key: …`), from the key on. In brackets `span`.
   */
  readonly full: Span;
  /** Whether it is a merge key (`<<`). */
  readonly merge: boolean;
  /** For an entry that is here by a merge key: where the value of that key stands. */
  readonly via: Span | null;
  /** The map that it is written in. */
  readonly map: DataMap;
};

export type DataList = Placed & {
  readonly kind: 'list';
  readonly style: DataStyle;
  /** The column of its dashes; that of the bracket in brackets. */
  readonly indent: number;
  readonly items: readonly DataItem[];
};

export type DataItem = {
  readonly kind: 'item';
  readonly index: number;
  readonly value: DataNode;
  /** From the dash, or the value's anchor or tag, to the end of the value. */
  readonly span: Span;
  /** As of an entry. */
  readonly full: Span;
};

/** How a scalar is written; `empty` where nothing is. */
export type Writing = 'plain' | 'single' | 'double' | 'literal' | 'folded' | 'empty';

export type DataScalar = Placed & {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  readonly written: Writing;
  /** Whether a template fills in a part of it, as in `https://${HOST}/v1`. */
  readonly templated: boolean;
};

/** Why a value cannot be known. */
export type HoleReason =
  /** A template is to put the value here. */
  | 'template'
  /** A tag of an application says what it is: `!include responses.yaml`. */
  | 'tag'
  /** The text cannot be read. */
  | 'broken'
  /** In JSON nothing stands where a value belongs. */
  | 'missing'
  /** An alias whose anchor is not above it. */
  | 'alias'
  /** An alias inside of what it stands for. */
  | 'cycle'
  /** Aliases that unfold to more than is sensible. */
  | 'limit';

export type DataHole = Placed & { readonly kind: 'hole'; readonly reason: HoleReason };

/** What stands at an offset: the innermost node, and the entry or item that it is the value of. */
export type DataSpot = {
  readonly node: DataNode;
  readonly entry: DataEntry | null;
  readonly item: DataItem | null;
  /** Whether the offset is in the key of `entry`. */
  readonly onKey: boolean;
};

export type DataDocument = {
  readonly format: DataFormat;
  readonly text: string;
  /** The same as it was given, in pieces perhaps. */
  readonly chars: Chars;
  /** The root of each YAML document of the file, at least one; an empty text is an empty scalar. */
  readonly roots: readonly DataNode[];
  /** The first root. */
  readonly root: DataNode;
  /**
   * Where its text differs from that of the document that it was parsed from, if all that was ever read of that one is
   * the same in this one: then its nodes are those of this document, and nothing but their places is another.
   */
  readonly quiet: TextChange | null;
  /**
   * What is wrong with the text, in order. Of a text up to `WHOLE_CHECK_LIMIT` it is everything; of a longer
   * one what shows in its outer levels, since the rest is not read before it is asked for.
   */
  readonly problems: readonly DataProblem[];
  /** The comments that contain a text, in order; all comments for the empty text. */
  comments(containing?: string): readonly DataComment[];
  /** What stands at an offset, aliases not followed; `null` outside of all roots. */
  spotAt(offset: number): DataSpot | null;
  /** The node at a JSON pointer, aliases and merge keys followed; `null` where there is none. */
  at(pointer: string, root?: DataNode): DataNode | null;
  /** The same for a path. */
  follow(path: DataPath, root?: DataNode): DataNode | null;
};
