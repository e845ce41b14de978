// AuthLint's commands, by the names that package.json, code lenses, hovers and quick fixes call them by.
import {
  commands,
  type Disposable,
  type ExtensionContext,
  env,
  type LogOutputChannel,
  Uri,
  version,
  window,
  workspace,
} from 'vscode';
import { createConfig, disableRule } from './config-file';
import type { Connection } from './connection';
import { explainRequest } from './explain';
import { stat } from './files';
import { rulePageUri } from './pages';
import type { Status } from './status';

/** Registers the commands. Those that take arguments, and so cannot be called from the palette, pass over wrong ones. */
export function registerCommands(
  context: ExtensionContext,
  connection: Connection,
  output: LogOutputChannel,
  status: Status,
): readonly Disposable[] {
  const table: Readonly<Record<string, (...args: unknown[]) => unknown>> = {
    'authlint.explainRequest': (argument) => explainRequest(context.workspaceState, argument),
    'authlint.openRulePage': (rule) => (typeof rule === 'string' ? openRulePage(context, rule) : undefined),
    'authlint.disableRule': (rule, uri) => {
      const document = documentOf(uri);
      return typeof rule === 'string' && document !== undefined ? disableRule(rule, document) : undefined;
    },
    'authlint.createConfig': () => createConfig(),
    'authlint.restart': () => connection.restart(),
    'authlint.showOutput': () => output.show(),
    'authlint.copyDebugInfo': () => env.clipboard.writeText(debugInfo(context, connection, status)),
  };
  return Object.entries(table).map(([name, run]) => commands.registerCommand(name, run));
}

function documentOf(uri: unknown): Uri | undefined {
  if (typeof uri === 'string') return Uri.parse(uri);
  return uri instanceof Uri ? uri : window.activeTextEditor?.document.uri;
}

/**
 * Shows a rule's page: the one that comes with the extension, or else what the server says of the rule. It is rendered
 * where the window has VS Code's own preview, and shown as text where it has not.
 */
async function openRulePage({ extensionUri }: ExtensionContext, rule: string): Promise<void> {
  const shipped = /^[a-z]+\/[a-z0-9-]+$/.test(rule)
    ? Uri.joinPath(extensionUri, 'docs/rules', `${rule}.md`)
    : null;
  const isThere = shipped !== null && (await stat(shipped)).kind === 'file';
  const page = isThere ? shipped : rulePageUri(rule);
  try {
    await commands.executeCommand('markdown.showPreview', page);
  } catch {
    await window.showTextDocument(page);
  }
}

/** What a report of a bug needs, and nothing of the files. */
function debugInfo(context: ExtensionContext, connection: Connection, status: Status): string {
  const info = {
    authlint: context.extension.packageJSON.version,
    vscode: version,
    host: `${env.appHost}${env.remoteName === undefined ? '' : `, ${env.remoteName}`}`,
    fileSystems: [...new Set(workspace.workspaceFolders?.map(({ uri }) => uri.scheme))],
    server: connection.state,
    status: status.view(),
    lastAnalysis: status.last(),
    settings: workspace.getConfiguration('authlint'),
  };
  return JSON.stringify(info, null, 2);
}
