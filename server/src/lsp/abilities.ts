// What a client said of itself when it started the server, as far as the server acts on it.
import type { InitializeParams } from 'vscode-languageserver';
import { propertyOf } from './settings';

export type Abilities = {
  /**
   * Whether it answers for files. Such a client is the extension: it announces every change of what it was asked for,
   * has AuthLint's commands, and passes over pulled diagnostics.
   */
  readonly isExtension: boolean;
  readonly hasConfiguration: boolean;
  readonly registersConfiguration: boolean;
  /** Whether it can be asked to watch files. */
  readonly watchesFiles: boolean;
  /** Whether it asks for the diagnostics of open documents, and can be told to ask again. */
  readonly pullsDiagnostics: boolean;
  readonly refreshesInlayHints: boolean;
  readonly refreshesCodeLenses: boolean;
  readonly opensPages: boolean;
  /** Whether an edit may make a file. */
  readonly createsFiles: boolean;
};

export const NO_ABILITIES: Abilities = {
  isExtension: false,
  hasConfiguration: false,
  registersConfiguration: false,
  watchesFiles: false,
  pullsDiagnostics: false,
  refreshesInlayHints: false,
  refreshesCodeLenses: false,
  opensPages: false,
  createsFiles: false,
};

export function abilitiesOf({ capabilities, initializationOptions }: InitializeParams): Abilities {
  const { workspace, textDocument, window } = capabilities;
  const isExtension = propertyOf(initializationOptions, 'answersFileRequests') === true;
  return {
    isExtension,
    hasConfiguration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    watchesFiles: !isExtension && workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    pullsDiagnostics:
      !isExtension &&
      textDocument?.diagnostic !== undefined &&
      workspace?.diagnostics?.refreshSupport === true,
    refreshesInlayHints: workspace?.inlayHint?.refreshSupport === true,
    refreshesCodeLenses: workspace?.codeLens?.refreshSupport === true,
    opensPages: window?.showDocument?.support === true,
    createsFiles: workspace?.workspaceEdit?.resourceOperations?.includes('create') === true,
  };
}
