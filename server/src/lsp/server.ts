// The language server: connects an editor to the workspace, from hello to goodbye.
import {
  CodeLensRefreshRequest,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type FileEvent,
  type InitializeParams,
  type InitializeResult,
  TextDocuments,
} from 'vscode-languageserver';
import { type Analysis, type FileId, routes } from '../core';
import type { Host } from '../host/files';
import { abilitiesOf } from './abilities';
import { ServerContext } from './context';
import { Diagnostics } from './diagnostics';
import { capabilitiesFor, registerFeatures } from './features';
import { hostOfClient } from './files';
import { charsIn, OPEN_DOCUMENTS, type OpenDocument } from './open-document';
import { showProgress } from './progress';
import { StatusNotification, type StatusParams } from './protocol';
import { DEFAULT_SETTINGS, propertyOf, readSettings } from './settings';
import { toFile, toUri } from './uris';
import { type OpenText, Workspace } from './workspace';

declare const AUTHLINT_VERSION: string;

/** What a host offers to the server beside the connection. */
export type ServerHost = {
  /** Reads files where the client does not answer for them; `null` where only the client can. */
  readonly disk: (() => Host) | null;
  /** Loads the parser of JavaScript; `address` is where the client says that it is, `null` where it does not. */
  loadJsParser(address: string | null): ReturnType<Host['loadJsParser']>;
};

/** Serves an editor until it says goodbye. */
export function serve(connection: Connection, host: ServerHost): void {
  const context = new ServerContext(connection, new TextDocuments(OPEN_DOCUMENTS), DEFAULT_SETTINGS);
  const site = new ServedSite(context, host);
  connection.onInitialize((params) => site.initialize(params));
  connection.onInitialized(() => site.start());
  connection.onDidChangeConfiguration(({ settings }) => site.configure(settings));
  connection.onDidChangeWatchedFiles(({ changes }) => site.filesChanged(changes));
  connection.onShutdown(() => context.workspace?.end());
  registerDocuments(context);
  registerFeatures(context);
  context.documents.listen(connection);
  connection.listen();
}

const NGINX = new Set(['nginx', 'NGINX']);

function registerDocuments(context: ServerContext): void {
  const { documents } = context;
  const change = (document: OpenDocument) => {
    if (!isEarlier(document)) context.workspace?.change(toFile(document.uri), openText(document));
  };
  documents.onDidOpen(({ document }) => {
    if (!isEarlier(document)) context.workspace?.open(toFile(document.uri), openText(document));
  });
  documents.onDidChangeContent(({ document }) => {
    if (context.settings.run === 'onType') change(document);
  });
  documents.onDidSave(({ document }) => change(document));
  documents.onDidClose(({ document }) => context.workspace?.close(toFile(document.uri)));
}

/** Whether a document is an earlier version of a file, which VS Code shows beside the file itself. */
function isEarlier({ uri }: OpenDocument): boolean {
  return uri.startsWith('git:');
}

function openText(document: OpenDocument): OpenText {
  return { text: charsIn(document), version: document.version, isNamed: NGINX.has(document.languageId) };
}

/** The folders that the editor has open, and what was last found in them. */
class ServedSite {
  #diagnostics: Diagnostics | null = null;
  #last: Analysis | null = null;
  #roots: readonly FileId[] = [];

  constructor(
    private readonly context: ServerContext,
    private readonly host: ServerHost,
  ) {}

  initialize(params: InitializeParams): InitializeResult {
    const { context } = this;
    const { disk, loadJsParser } = this.host;
    context.abilities = abilitiesOf(params);
    const { isExtension, pullsDiagnostics } = context.abilities;
    const address = propertyOf(params.initializationOptions, 'jsParser');
    const load = () => loadJsParser(typeof address === 'string' ? address : null);
    const files = isExtension || disk === null ? hostOfClient(context.connection, load) : disk();
    this.#roots = rootsOf(params);
    const workspace = new Workspace(
      files,
      this.#roots,
      (analysis, milliseconds) => this.#analysed(analysis, milliseconds),
      (error) => context.log('The analysis failed', error),
    );
    context.workspace = workspace;
    this.#diagnostics = new Diagnostics(context.connection, workspace, pullsDiagnostics);
    return {
      serverInfo: { name: 'AuthLint', version: AUTHLINT_VERSION },
      capabilities: capabilitiesFor(context.abilities),
    };
  }

  async start(): Promise<void> {
    const { connection, workspace } = this.context;
    await this.#register();
    await this.configure(null);
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      const gone = new Set(removed.map(({ uri }) => toFile(uri)));
      this.#roots = [
        ...this.#roots.filter((root) => !gone.has(root)),
        ...added.map(({ uri }) => toFile(uri)),
      ];
      this.context.workspace?.discover(this.#roots);
    });
    if (workspace === null) return;
    workspace.discover(this.#roots);
    const title = 'AuthLint: looking at the configuration';
    showProgress(connection, title, workspace.current()).catch((error: unknown) =>
      this.context.log('Progress cannot be shown', error),
    );
  }

  /** Asks the client to tell of changes: of settings, and of files unless it tells of those by itself. */
  async #register(): Promise<void> {
    const { connection, abilities } = this.context;
    try {
      if (abilities.registersConfiguration) {
        await connection.client.register(DidChangeConfigurationNotification.type, { section: 'authlint' });
      }
      if (abilities.watchesFiles) {
        const watchers = WATCHED.map((globPattern) => ({ globPattern }));
        await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
      }
    } catch (error) {
      this.context.log('The client tells of no changes', error);
    }
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
    const { connection, abilities, settings: before } = this.context;
    const asked: unknown = abilities.hasConfiguration
      ? await connection.workspace.getConfiguration('authlint').catch(() => null)
      : propertyOf(pushed, 'authlint');
    const settings = readSettings(asked);
    this.context.settings = settings;
    if (JSON.stringify(before.rules) !== JSON.stringify(settings.rules)) {
      this.context.workspace?.override(settings.rules);
    }
    if (this.#last === null) return;
    this.#diagnostics?.publish(this.#last, settings);
    this.#refresh();
  }

  #analysed(analysis: Analysis, milliseconds: number): void {
    const before = this.#last;
    this.#last = analysis;
    this.#diagnostics?.publish(analysis, this.context.settings);
    if (this.#changesOtherAnswers(before, analysis)) this.#refresh();
    void this.context.connection.sendNotification(StatusNotification, statusOf(analysis, milliseconds));
  }

  /** Whether answers may have changed that the client does not ask for again by itself, as it does where one types. */
  #changesOtherAnswers(before: Analysis | null, { snapshot: { files } }: Analysis): boolean {
    if (before === null) return true;
    const all = new Set([...before.snapshot.files.keys(), ...files.keys()]);
    const changed = [...all].filter((file) => before.snapshot.files.get(file) !== files.get(file));
    const open = this.context.workspace?.openFiles() ?? [];
    return changed.length > 0 && (open.length > 1 || changed.some((file) => !open.includes(file)));
  }

  /** Asks the client to ask again for what it shows in documents. */
  #refresh(): void {
    const { connection, abilities } = this.context;
    const asked: readonly Promise<void>[] = [
      ...(abilities.refreshesInlayHints ? [connection.languages.inlayHint.refresh()] : []),
      ...(abilities.refreshesCodeLenses ? [connection.sendRequest(CodeLensRefreshRequest.type)] : []),
      ...(abilities.pullsDiagnostics ? [connection.languages.diagnostics.refresh()] : []),
    ];
    for (const refresh of asked) {
      refresh.catch((error: unknown) => this.context.log('The client does not refresh', error));
    }
  }
}

/** The folders of the workspace; clients of before version 3.6 of the protocol have one at most. */
function rootsOf({ workspaceFolders, rootUri }: InitializeParams): readonly FileId[] {
  const folders = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri === null ? [] : [rootUri]);
  return folders.map(toFile);
}

/** What a client is asked to watch: what may be a configuration, a list of users or settings, by its name. */
const WATCHED = [
  '**/*.{conf,nginx,nginxconf,vhost,inc,template,j2,erb,tmpl}',
  '**/{sites-available,sites-enabled,snippets,conf.d}/*',
  '**/*htpasswd*',
  '**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}',
  '**/*.{yaml,yml,json,jsonc}',
];

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
