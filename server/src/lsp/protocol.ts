// The messages that the language server and its client exchange beyond LSP: their names and shapes.
import { NotificationType, RequestType } from 'vscode-languageserver';
import type { FileState } from '../core';

export type AskedRequest = {
  readonly method: string;
  readonly url: string;
  readonly headers?: readonly (readonly [name: string, value: string])[];
  readonly credentials?: 'valid' | 'invalid';
};

export type ExplainParams = { readonly request: AskedRequest; readonly uri?: string };

export type StatusParams = {
  readonly files: number;
  readonly servers: number;
  readonly routes: number;
  readonly findings: number;
  readonly hints: number;
  readonly milliseconds: number;
  readonly unread: readonly string[];
};

export type RulePage = { readonly markdown: string; readonly url: string };

export const ReadFileRequest = new RequestType<{ uri: string }, FileState, void>('authlint/readFile');
export const StatRequest = new RequestType<{ uri: string }, FileState, void>('authlint/stat');
export const GlobRequest = new RequestType<{ base: string; pattern: string }, { uris: string[] }, void>(
  'authlint/glob',
);
export const FindFilesRequest = new RequestType<
  { include: string; exclude?: string; limit: number },
  { uris: string[] },
  void
>('authlint/findFiles');
export const ExplainRequest = new RequestType<ExplainParams, { markdown: string }, void>('authlint/explain');
export const RulePageRequest = new RequestType<{ rule: string }, RulePage, void>('authlint/rulePage');
export const StatusNotification = new NotificationType<StatusParams>('authlint/status');

/** Commands that lenses and actions carry. The extension has them; other editors send them back to the server. */
export const EXPLAIN_REQUEST = 'authlint.explainRequest';
export const OPEN_RULE_PAGE = 'authlint.openRulePage';
/** The extension's alone: others are given an edit. */
export const DISABLE_RULE = 'authlint.disableRule';
