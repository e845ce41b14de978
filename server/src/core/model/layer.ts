// A layer: one place that can answer a request, and its routes as the auth map shows them.
import type { FileId, Place, Span } from '../text/span';
import type { Requirement } from './requirement';

export type KindId = 'nginx' | 'express' | 'openapi';

/** The parts of the core that are loaded once a file needs them. */
export type PartId = KindId | 'nginx-in-yaml';

export type LayerRole = 'gateway' | 'app' | 'contract';

/** Which layer something belongs to: its kind, and the file that it starts in. */
export type LayerRef = { readonly kind: KindId; readonly entry: FileId };

/** How a layer differs from an earlier one by nothing but where things stand: what was read of that is the same in this. */
export type Move = {
  /** The `state` of the earlier one. */
  readonly from: object;
  readonly file: FileId;
  /** Where its text changed, as far as that may change what is said of places that touch it. */
  readonly around: Span;
  /** How far everything behind has moved. */
  readonly by: number;
};

/** What every kind's layer has; a kind adds what its interpreter needs. */
export type Layer = LayerRef & {
  readonly role: LayerRole;
  /** What users call it: a server name, an app's file, a document's title. */
  readonly name: string;
  /** All files that it was read from, its entry first. */
  readonly files: readonly FileId[];
  /** Whether it is a part of a larger one whose rest is not among the files. */
  readonly partial?: boolean;
  /** What a later layer calls this one by, without keeping it. */
  readonly state?: object;
  readonly move?: Move | null;
};

/** A row of the auth map: which requests, what they must carry, where they go. */
export type Route = {
  readonly layer: LayerRef;
  /** Methods that it is for; `null` for all. */
  readonly methods: readonly string[] | null;
  readonly host: string | null;
  /** The path pattern in the layer's own notation, such as `^~ /admin/` or `/users/:id`. */
  readonly path: string;
  readonly requires: Requirement;
  /** Where the request goes when it is let in, in a few words. */
  readonly leads: string;
  readonly at: Place;
};
