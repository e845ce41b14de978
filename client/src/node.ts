// The entry for desktop, remote and code-server windows: the language server is a Node process, spoken to by IPC.
import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import type { CreateClient } from './connection';
import { type Api, activate as activateIn } from './extension';

/** VS Code calls this once, on the first of the activation events. */
export function activate(context: ExtensionContext): Promise<Api> {
  const createClient: CreateClient = (options) => {
    const server = { module: context.asAbsolutePath('dist/server-node.js'), transport: TransportKind.ipc };
    return { client: new LanguageClient('authlint', 'AuthLint', server, options), end: () => {} };
  };
  return activateIn(context, createClient);
}
