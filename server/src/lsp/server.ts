// The language server: connects an editor to the workspace, from hello to goodbye.
import {
  CodeActionKind,
  type Connection,
  DidChangeConfigurationNotification,
  FileChangeType,
  type FileEvent,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Analysis, type FileId, routes } from '../core';
import type { Host } from '../host/files';
import { FIX_ALL } from './code-actions';
import { ServerContext } from './context';
import { Diagnostics } from './diagnostics';
import { registerFeatures } from './features';
import { hostOfClient } from './files';
import { StatusNotification, type StatusParams } from './protocol';
import { registerQuestions } from './questions';
import { DEFAULT_SETTINGS, propertyOf, readSettings } from './settings';
import { toFile, toUri } from './uris';
import { Workspace } from './workspace';

declare const AUTHLINT_VERSION: string;

/** What a host offers to the server beside the connection. */
export type ServerHost = {
  /** Reads files where the client does not answer for them; `null` where only the client can. */
  readonly disk: (() => Host) | null;
};

/** Serves an editor until it says goodbye. */
export function serve(connection: Connection, host: ServerHost): void {
  const context = new ServerContext(connection, new TextDocuments(TextDocument), DEFAULT_SETTINGS);
  const site = new ServedSite(context, host);
  connection.onInitialize((params) => site.initialize(params));
  connection.onInitialized(() => site.start());
  connection.onDidChangeConfiguration(({ settings }) => site.configure(settings));
  connection.onDidChangeWatchedFiles(({ changes }) => site.filesChanged(changes));
  connection.onShutdown(() => context.workspace?.end());
  registerDocuments(context);
  registerFeatures(context);
  registerQuestions(context);
  context.documents.listen(connection);
  connection.listen();
}

const NGINX = new Set(['nginx', 'NGINX']);

function registerDocuments(context: ServerContext): void {
  const { documents } = context;
  const changed = (document: TextDocument) =>
    context.workspace?.change(toFile(document.uri), document.getText(), NGINX.has(document.languageId));
  documents.onDidOpen(({ document }) => {
    context.workspace?.open(toFile(document.uri), document.getText(), NGINX.has(document.languageId));
  });
  documents.onDidChangeContent(({ document }) => {
    if (context.settings.run === 'onType' && document.version > 1) changed(document);
  });
  documents.onDidSave(({ document }) => {
    if (context.settings.run === 'onSave') changed(document);
  });
  documents.onDidClose(({ document }) => context.workspace?.close(toFile(document.uri)));
}

/** The folders that the editor has open, and what was last found in them. */
class ServedSite {
  #diagnostics: Diagnostics | null = null;
  #last: Analysis | null = null;
  #roots: readonly FileId[] = [];
  #asksConfiguration = false;

  constructor(
    private readonly context: ServerContext,
    private readonly host: ServerHost,
  ) {}

  initialize(params: InitializeParams): InitializeResult {
    const { context } = this;
    const answersFiles = propertyOf(params.initializationOptions, 'answersFileRequests') === true;
    const { disk } = this.host;
    const files = answersFiles || disk === null ? hostOfClient(context.connection) : disk();
    this.#roots = (params.workspaceFolders ?? []).map(({ uri }) => toFile(uri));
    this.#asksConfiguration = params.capabilities.workspace?.configuration === true;
    const workspace = new Workspace(
      files,
      this.#roots,
      (analysis, milliseconds) => this.#analysed(analysis, milliseconds),
      (error) => context.log('The analysis failed', error),
    );
    context.workspace = workspace;
    this.#diagnostics = new Diagnostics(
      context.connection,
      workspace,
      (file) => context.documents.get(toUri(file))?.version,
    );
    return { serverInfo: { name: 'AuthLint', version: AUTHLINT_VERSION }, capabilities: CAPABILITIES };
  }

  async start(): Promise<void> {
    const { connection } = this.context;
    if (this.#asksConfiguration) {
      await connection.client
        .register(DidChangeConfigurationNotification.type, { section: 'authlint' })
        .catch((error: unknown) => this.context.log('The client tells of no changed settings', error));
      await this.configure(null);
    }
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      const gone = new Set(removed.map(({ uri }) => toFile(uri)));
      this.#roots = [
        ...this.#roots.filter((root) => !gone.has(root)),
        ...added.map(({ uri }) => toFile(uri)),
      ];
      this.context.workspace?.discover(this.#roots);
    });
    this.context.workspace?.discover(this.#roots);
  }

  /** Reads anew what changed; what came or went may be a configuration that nothing refers to, so it is searched for. */
  filesChanged(changes: readonly FileEvent[]): void {
    this.context.workspace?.changed(changes.map(({ uri }) => toFile(uri)));
    if (changes.some(({ type }) => type !== FileChangeType.Changed)) {
      this.context.workspace?.discover(this.#roots);
    }
  }

  /** Takes new settings: those that the client answers with where it can be asked, else those that it sent. */
  async configure(pushed: unknown): Promise<void> {
    const { connection } = this.context;
    const asked: unknown = this.#asksConfiguration
      ? await connection.workspace.getConfiguration('authlint').catch(() => null)
      : propertyOf(pushed, 'authlint');
    const before = this.context.settings;
    this.context.settings = readSettings(asked);
    if (JSON.stringify(before.rules) !== JSON.stringify(this.context.settings.rules)) {
      this.context.workspace?.override(this.context.settings.rules);
    }
    if (this.#last !== null) this.#diagnostics?.publish(this.#last, this.context.settings);
  }

  #analysed(analysis: Analysis, milliseconds: number): void {
    this.#last = analysis;
    this.#diagnostics?.publish(analysis, this.context.settings);
    void this.context.connection.sendNotification(StatusNotification, statusOf(analysis, milliseconds));
  }
}

function statusOf(analysis: Analysis, milliseconds: number): StatusParams {
  const hints = analysis.findings.filter(({ certainty }) => certainty === 'hint').length;
  const rows = routes(analysis);
  return {
    files: analysis.documents.size,
    servers: new Set(rows.map(({ host, layer }) => `${layer.entry} ${host ?? ''}`)).size,
    routes: rows.length,
    findings: analysis.findings.length - hints,
    hints,
    milliseconds,
    unread: analysis.errors.map(({ file }) => toUri(file)),
  };
}

const CAPABILITIES: InitializeResult['capabilities'] = {
  positionEncoding: 'utf-16',
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
  codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL] },
  hoverProvider: true,
  documentSymbolProvider: true,
  documentLinkProvider: {},
  definitionProvider: true,
  inlayHintProvider: true,
  codeLensProvider: {},
  completionProvider: { triggerCharacters: ['@', '/'] },
  diagnosticProvider: { identifier: 'authlint', interFileDependencies: true, workspaceDiagnostics: false },
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
};
