// What a kind offers to editors: pure answers about a place in a file.
import type { Request } from '../model/request';
import type { Requirement } from '../model/requirement';
import type { Edit } from '../text/edit';
import type { FileId, Place, Span } from '../text/span';

/** An entry of a file's outline. */
export type OutlineEntry = {
  readonly name: string;
  readonly detail: string;
  readonly kind: 'server' | 'route' | 'upstream' | 'table' | 'scheme';
  readonly span: Span;
  readonly nameSpan: Span;
  readonly children: readonly OutlineEntry[];
};

/** A word that names another file, or a place in one. */
export type Link = { readonly span: Span; readonly target: FileId; readonly at: Span | null };

/** What a hover is about: a block, or a directive with the block that it stands in. */
export type Subject = {
  readonly span: Span;
  readonly title: string;
  /** What is to be said of the directive itself, in one sentence; `null` for a block. */
  readonly about: string | null;
  /** `null` where nobody is asked for anything there, and that is not the question. */
  readonly requires: Requirement | null;
  /** A request that arrives there without credentials; `null` where none can. */
  readonly bare: Request | null;
  /** The same request with the credentials that are asked for. */
  readonly authorized: Request | null;
};

/** A name that stands in one place and is used in others. */
export type Named = {
  readonly name: string;
  /** Where the name stands that was asked about. */
  readonly span: Span;
  /** Where it is given. */
  readonly given: readonly Place[];
  /** Everywhere else. */
  readonly used: readonly Place[];
  /** The edits that give it another name everywhere, or a sentence that says why that cannot be. */
  rename(name: string): readonly Edit[] | string;
};

/** A requirement that a route has inherited, for the end of its line. */
export type InheritedHint = { readonly offset: number; readonly requires: Requirement; readonly from: Place };

/** A route that can be asked about, by the line that opens it. */
export type AskableRoute = { readonly span: Span; readonly requires: Requirement; readonly request: Request };

/** A word that fits in a place, instead of the one that is there. */
export type Completion = {
  readonly text: string;
  readonly detail: string;
  readonly replace: Span;
  /** What is put there, where that is more than the word. */
  readonly insert?: string;
};
