// What the handlers of one connection share: the workspace, the settings, and a guard around each answer.
import type { Connection, TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { ServerSettings } from './settings';
import type { Workspace } from './workspace';

export class ServerContext {
  workspace: Workspace | null = null;

  constructor(
    readonly connection: Connection,
    readonly documents: TextDocuments<TextDocument>,
    public settings: ServerSettings,
  ) {}

  /** One request's bug is an empty answer and a line in the log, never the end of the server. */
  async guarded<T>(what: string, none: T, answer: (at: Workspace) => Promise<T>): Promise<T> {
    if (this.workspace === null) return none;
    try {
      return await answer(this.workspace);
    } catch (error) {
      this.log(`${what} failed`, error);
      return none;
    }
  }

  log(what: string, error: unknown): void {
    this.connection.console.error(
      `${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
  }
}
