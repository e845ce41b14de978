// What an editor can ask about a document or a place in it: one file a feature.
import { CodeActionKind, type InitializeResult, TextDocumentSyncKind } from 'vscode-languageserver';
import type { Abilities } from './abilities';
import { FIX_ALL, registerCodeActions } from './code-actions';
import { registerCodeLenses } from './code-lens';
import { COMMANDS, registerCommands } from './commands';
import { registerCompletion } from './completion';
import type { ServerContext } from './context';
import { registerDiagnostics } from './diagnostics';
import { registerHover } from './hover';
import { registerInlayHints } from './inlay-hints';
import { registerLinks } from './links';
import { registerNames } from './names';
import { registerQuestions } from './questions';
import { registerSymbols } from './symbols';

const FEATURES = [
  registerDiagnostics,
  registerCodeActions,
  registerCommands,
  registerHover,
  registerSymbols,
  registerLinks,
  registerNames,
  registerInlayHints,
  registerCodeLenses,
  registerCompletion,
  registerQuestions,
];

/** Registers the answers to everything that the capabilities promise, and to AuthLint's own requests. */
export function registerFeatures(context: ServerContext): void {
  for (const register of FEATURES) register(context);
}

/** What the server can do for a client. The extension has the commands itself: two of one name do not go together. */
export function capabilitiesFor({ isExtension }: Abilities): InitializeResult['capabilities'] {
  return {
    positionEncoding: 'utf-16',
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL] },
    hoverProvider: true,
    documentSymbolProvider: true,
    documentLinkProvider: {},
    definitionProvider: true,
    referencesProvider: true,
    renameProvider: { prepareProvider: true },
    inlayHintProvider: true,
    codeLensProvider: {},
    completionProvider: { triggerCharacters: ['@', '/', '"', "'"] },
    diagnosticProvider: { identifier: 'authlint', interFileDependencies: true, workspaceDiagnostics: false },
    ...(isExtension ? {} : { executeCommandProvider: { commands: [...COMMANDS] } }),
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
}
