// What the handlers of one connection share: the workspace, the settings, and a guard around each answer.
import {
  type CancellationToken,
  type Connection,
  LSPErrorCodes,
  ResponseError,
  type TextDocuments,
} from 'vscode-languageserver';
import type { Analysis } from '../core';
import { type Abilities, NO_ABILITIES } from './abilities';
import type { OpenDocument } from './open-document';
import type { ServerSettings } from './settings';
import type { Workspace } from './workspace';

/** What a handler gives back: its answer, or that nobody waits for one any more. */
export type Answered<T> = Promise<T | ResponseError<never>>;

export class ServerContext {
  workspace: Workspace | null = null;
  abilities: Abilities = NO_ABILITIES;
  readonly #told = new Set<string>();

  constructor(
    readonly connection: Connection,
    readonly documents: TextDocuments<OpenDocument>,
    public settings: ServerSettings,
  ) {}

  /**
   * Answers from an analysis of what the client has sent so far. One request's bug is an empty answer and a line in the
   * log, never the end of the server; a cancelled request is told so at once, and is not worked on any more.
   */
  async answer<T>(
    what: string,
    none: T,
    token: CancellationToken,
    answer: (at: Workspace, analysis: Analysis) => T | Promise<T>,
  ): Answered<T> {
    const at = this.workspace;
    if (at === null) return none;
    try {
      const analysis = await unlessCancelled(at.current(), token);
      if (analysis === null) return cancelled();
      const answered = await unlessCancelled(Promise.resolve(answer(at, analysis)), token);
      return token.isCancellationRequested ? cancelled() : (answered ?? none);
    } catch (error) {
      this.log(`${what} failed`, error);
      return none;
    }
  }

  /** Tells of a failure in the client's log, once: what fails at each keystroke would fill it. */
  log(what: string, error: unknown): void {
    const text = `${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
    if (this.#told.has(text)) return;
    this.#told.add(text);
    this.connection.console.error(text);
  }
}

function cancelled(): ResponseError<never> {
  return new ResponseError<never>(LSPErrorCodes.RequestCancelled, 'The request was cancelled.');
}

/** What a promise comes to; `null` as soon as the client does not want it any more. */
function unlessCancelled<T>(work: Promise<T>, token: CancellationToken): Promise<T | null> {
  if (token.isCancellationRequested) return Promise.resolve(null);
  return new Promise((resolve, reject) => {
    const listening = token.onCancellationRequested(() => resolve(null));
    work.then(resolve, reject).finally(() => listening.dispose());
  });
}
