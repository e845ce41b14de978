// A client for the language server: starts it as editors do, speaks LSP, and waits for what the server says.
import { type ChildProcess, spawn } from 'node:child_process';
import {
  type ClientCapabilities,
  createProtocolConnection,
  type Diagnostic,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';

const SERVER = 'dist/server-node.js';

/** How long anything may take to come, in milliseconds: then the test has failed. */
const PATIENCE_MS = 20_000;

export type Client = {
  readonly connection: ProtocolConnection;
  readonly process: ChildProcess;
  readonly initialized: InitializeResult;
  /** What was published last, by document. */
  readonly published: ReadonlyMap<string, PublishDiagnosticsParams>;
  /** The diagnostics of a document once they satisfy a condition. */
  diagnostics(uri: string, until: (all: readonly Diagnostic[]) => boolean): Promise<readonly Diagnostic[]>;
  /** Settles with the next analysis that ends. */
  analysed(): Promise<void>;
  open(uri: string, text: string, version?: number): void;
  change(uri: string, version: number, text: string): void;
  close(uri: string): void;
  stop(): Promise<number | null>;
};

export type ClientOptions = {
  readonly folder?: string;
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: unknown;
  /** Settings below `authlint`; the server asks for them. */
  readonly settings?: () => unknown;
  readonly prepare?: (connection: ProtocolConnection) => void;
};

/** Starts the server over stdio and initializes it. */
export async function startClient(options: ClientOptions = {}): Promise<Client> {
  const { folder, capabilities = {}, initializationOptions, settings = () => null, prepare } = options;
  const child = spawn(process.execPath, [SERVER, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const published = new Map<string, PublishDiagnosticsParams>();
  const waiting = new Set<() => void>();
  connection.onNotification('textDocument/publishDiagnostics', (params) => {
    published.set(params.uri, params);
    for (const check of [...waiting]) check();
  });
  const analyses = new Set<() => void>();
  connection.onNotification('authlint/status', () => {
    for (const resolve of analyses) resolve();
    analyses.clear();
  });
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('workspace/configuration', ({ items }) => items.map(settings));
  prepare?.(connection);
  connection.listen();
  const initialized: InitializeResult = await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: {
      ...capabilities,
      workspace: { configuration: true, workspaceFolders: true, ...capabilities.workspace },
    },
    workspaceFolders: folder === undefined ? null : [{ uri: folder, name: 'workspace' }],
    initializationOptions,
  });
  await connection.sendNotification('initialized', {});
  const diagnostics = (uri: string, until: (all: readonly Diagnostic[]) => boolean) => {
    let check = () => {};
    const found = new Promise<readonly Diagnostic[]>((resolve) => {
      check = () => {
        const last = published.get(uri);
        if (last !== undefined && until(last.diagnostics)) resolve(last.diagnostics);
      };
      waiting.add(check);
      check();
    });
    const shown = () => (published.get(uri)?.diagnostics ?? []).map(({ code }) => code).join(', ');
    return inTime(found, () => `diagnostics of ${uri}; there are: ${shown()}`).finally(() =>
      waiting.delete(check),
    );
  };
  return {
    connection,
    process: child,
    initialized,
    published,
    diagnostics,
    analysed: () => inTime(new Promise<void>((resolve) => analyses.add(resolve)), () => 'an analysis'),
    open: (uri, text, version = 1) =>
      void connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri, languageId: 'nginx', version, text },
      }),
    change: (uri, version, text) =>
      void connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [{ text }],
      }),
    close: (uri) => void connection.sendNotification('textDocument/didClose', { textDocument: { uri } }),
    stop: async () => {
      await connection.sendRequest('shutdown');
      const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
      await connection.sendNotification('exit');
      return inTime(ended, () => 'the end of the server');
    },
  };
}

/** What a promise comes to; fails with what was waited for, where it takes too long. */
export function inTime<T>(work: Promise<T>, what: () => string): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`This did not come: ${what()}`)), PATIENCE_MS);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
