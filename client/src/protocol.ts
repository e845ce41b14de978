// The messages that the extension and the language server exchange beyond LSP: their names and shapes.
// The server keeps the same shapes in its own protocol.ts; neither side imports the other.
import { NotificationType, RequestType } from 'vscode-languageclient';

/** What is known of a path. A `file` exists, but its content was not asked for. */
export type FileState =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'file' }
  | { readonly kind: 'folder' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** A request as the server explains it; header lines in order, a name may occur more than once. */
export type AskedRequest = {
  readonly method: string;
  /** Absolute, or a path that the entry layer is asked. */
  readonly url: string;
  readonly headers?: readonly (readonly [name: string, value: string])[];
  readonly credentials?: 'valid' | 'invalid';
};

/** A request, and the document from which it was asked: that is how the server knows which site is meant. */
export type ExplainParams = { readonly request: AskedRequest; readonly uri?: string };

/** What the last analysis saw; `unread` names files that are part of the configuration and could not be read. */
export type StatusParams = {
  readonly files: number;
  readonly servers: number;
  readonly routes: number;
  readonly findings: number;
  readonly hints: number;
  readonly milliseconds: number;
  readonly unread: readonly string[];
};

/** A rule's page; `url` is where it is read on the web. */
export type RulePage = { readonly markdown: string; readonly url: string };

/**
 * What the extension says of itself when it starts the server: that it answers the file requests below, whatever the
 * workspace's file system is, and that it announces (workspace/didChangeWatchedFiles) every change of what was asked for.
 */
export const INITIALIZATION_OPTIONS = { answersFileRequests: true } as const;

/** Server → client: the content of a file. A file that is too large, or no text, is `unreadable`. */
export const ReadFileRequest = new RequestType<{ uri: string }, FileState, void>('authlint/readFile');

/** Server → client: what a path is, without its content. */
export const StatRequest = new RequestType<{ uri: string }, Exclude<FileState, { kind: 'text' }>, void>(
  'authlint/stat',
);

/**
 * Server → client: the paths that match a shell pattern, one or more segments relative to the folder `base`
 * (glob(3): `*`, `?`, `[…]`, no dot files for a wildcard), sorted by bytes.
 */
export const GlobRequest = new RequestType<{ base: string; pattern: string }, { uris: string[] }, void>(
  'authlint/glob',
);

/** Server → client: the workspace's files that match an editor glob, `limit` at most. */
export const FindFilesRequest = new RequestType<
  { include: string; exclude?: string; limit: number },
  { uris: string[] },
  void
>('authlint/findFiles');

/** Client → server: who answers a request, line by line, as Markdown with a link to each line. */
export const ExplainRequest = new RequestType<ExplainParams, { markdown: string }, void>('authlint/explain');

/** Client → server: the page of a rule. */
export const RulePageRequest = new RequestType<{ rule: string }, RulePage, void>('authlint/rulePage');

/** Server → client, after each analysis. */
export const StatusNotification = new NotificationType<StatusParams>('authlint/status');
