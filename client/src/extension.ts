// The extension, whatever its host: starts the language server and puts AuthLint's commands and views around it.
import {
  commands,
  EventEmitter,
  type ExtensionContext,
  type LogOutputChannel,
  window,
  workspace,
} from 'vscode';
import { type LanguageClientOptions, RevealOutputChannelOn, vsdiag } from 'vscode-languageclient';
import { registerCommands } from './commands';
import { Connection, type CreateClient } from './connection';
import { answerFileRequests } from './files';
import { registerPages } from './pages';
import { INITIALIZATION_OPTIONS, StatusNotification, type StatusParams } from './protocol';
import { SERVED_DOCUMENTS } from './selector';
import { type StatusView, showStatus } from './status';
import { announceChanges } from './watch';

/** What other extensions can ask of this one. */
export type Api = {
  /** What the language status item shows. */
  status(): StatusView;
};

/**
 * Starts AuthLint. Settles when the language server runs, or has failed to: that is shown by the status item, and the
 * commands work all the same. `createClient`: how this host runs a language server.
 */
export async function activate(context: ExtensionContext, createClient: CreateClient): Promise<Api> {
  const output = window.createOutputChannel('AuthLint', { log: true });
  const analysed = new EventEmitter<StatusParams>();
  const connection = new Connection(() => {
    const server = createClient(clientOptions(output));
    const changes = announceChanges(server.client);
    answerFileRequests(server.client, changes);
    server.client.onNotification(StatusNotification, (params) => analysed.fire(params));
    return {
      client: server.client,
      end: () => {
        changes.end();
        server.end();
      },
    };
  });
  const status = showStatus(connection, analysed.event);
  const pages = registerPages(connection, analysed.event);
  context.subscriptions.push(
    output,
    analysed,
    status,
    pages,
    ...registerCommands(context, connection, output, status),
  );
  context.subscriptions.push({ dispose: () => void connection.stop() });
  context.subscriptions.push(
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('authlint.enable')) void followSetting(connection);
    }),
    connection.onDidChange((state) => {
      void commands.executeCommand('setContext', 'authlint.running', state === 'running');
    }),
  );
  await followSetting(connection);
  return { status: () => status.view() };
}

/** Runs the server exactly while the setting says so. */
async function followSetting(connection: Connection): Promise<void> {
  const enabled = workspace.getConfiguration('authlint').get('enable', true);
  await (enabled ? connection.start() : connection.stop());
}

function clientOptions(output: LogOutputChannel): LanguageClientOptions {
  return {
    documentSelector: SERVED_DOCUMENTS,
    diagnosticCollectionName: 'authlint',
    outputChannel: output,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: INITIALIZATION_OPTIONS,
    // The server pushes what it finds in every file, open or not. VS Code would ask again for the open ones, and show
    // the answers beside what was pushed.
    middleware: { provideDiagnostics: () => ({ kind: vsdiag.DocumentDiagnosticReportKind.full, items: [] }) },
    // Hovers may offer these two as links, and no other command.
    markdown: { isTrusted: { enabledCommands: ['authlint.explainRequest', 'authlint.openRulePage'] } },
  };
}
