// A client for the language server: starts it as editors do, speaks LSP, and waits for what the server says.
import { type ChildProcess, spawn } from 'node:child_process';
import {
  createProtocolConnection,
  type Diagnostic,
  type InitializeResult,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';

export const SERVER = 'dist/server-node.js';

export type Client = {
  readonly connection: ProtocolConnection;
  readonly process: ChildProcess;
  readonly initialized: InitializeResult;
  /** The diagnostics of a document once they satisfy a condition. */
  diagnostics(uri: string, until: (all: readonly Diagnostic[]) => boolean): Promise<readonly Diagnostic[]>;
  open(uri: string, text: string, languageId?: string): void;
  change(uri: string, version: number, text: string): void;
  stop(): Promise<number | null>;
};

type Options = {
  readonly folder?: string;
  readonly initializationOptions?: unknown;
  readonly prepare?: (connection: ProtocolConnection) => void;
};

/** Starts the server over stdio and initializes it. */
export async function startClient({ folder, initializationOptions, prepare }: Options = {}): Promise<Client> {
  const child = spawn(process.execPath, [SERVER, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const latest = new Map<string, readonly Diagnostic[]>();
  const waiting = new Set<() => void>();
  connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }) => {
    latest.set(uri, diagnostics);
    for (const check of [...waiting]) check();
  });
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('workspace/configuration', ({ items }) => items.map(() => null));
  prepare?.(connection);
  connection.listen();
  const initialized: InitializeResult = await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: { workspace: { configuration: true, workspaceFolders: true } },
    workspaceFolders: folder === undefined ? null : [{ uri: folder, name: 'workspace' }],
    initializationOptions,
  });
  await connection.sendNotification('initialized', {});
  return {
    connection,
    process: child,
    initialized,
    diagnostics: (uri, until) =>
      new Promise((resolve) => {
        const check = () => {
          const all = latest.get(uri);
          if (all === undefined || !until(all)) return;
          waiting.delete(check);
          resolve(all);
        };
        waiting.add(check);
        check();
      }),
    open: (uri, text, languageId = 'nginx') =>
      void connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri, languageId, version: 1, text },
      }),
    change: (uri, version, text) =>
      void connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [{ text }],
      }),
    stop: async () => {
      await connection.sendRequest('shutdown');
      const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
      await connection.sendNotification('exit');
      return ended;
    },
  };
}
