// The language server: wires an editor's connection to the workspace, one handler a feature.
import {
  CodeActionKind,
  type Connection,
  DidChangeConfigurationNotification,
  DocumentDiagnosticReportKind,
  type InitializeParams,
  type InitializeResult,
  type InlayHint,
  InlayHintKind,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  type Analysis,
  askableRoutesOf,
  completionsAt,
  describeRequirement,
  type FileId,
  inheritedHintsOf,
  linksOf,
  outlineOf,
  RULE_INFOS,
  requestTo,
  routes,
  urlOf,
} from '../core';
import type { Host } from '../host/files';
import { codeActions, FIX_ALL } from './code-actions';
import { Diagnostics, shownFindings } from './diagnostics';
import { explainMarkdown } from './explain';
import { hostOfClient } from './files';
import { hoverAt } from './hover';
import { ExplainRequest, type InitializationOptions, RulePageRequest, StatusNotification } from './protocol';
import { DEFAULT_SETTINGS, readSettings, type ServerSettings } from './settings';
import { pageUrl, toDiagnostic, toSymbol } from './to-lsp';
import { toFile, toUri } from './uris';
import { Workspace } from './workspace';

declare const AUTHLINT_VERSION: string;

/** What a host offers to the server beside the connection. */
export type ServerHost = {
  /** Reads files where the client does not answer for them; `null` where only the client can. */
  readonly disk: (() => Host) | null;
};

const NGINX = new Set(['nginx', 'NGINX']);

/** Serves an editor until it says goodbye. */
export function serve(connection: Connection, { disk }: ServerHost): void {
  const documents = new TextDocuments(TextDocument);
  let workspace: Workspace | null = null;
  let diagnostics: Diagnostics | null = null;
  let settings: ServerSettings = DEFAULT_SETTINGS;
  let last: Analysis | null = null;
  let roots: readonly FileId[] = [];
  let asksConfiguration = false;

  const versionOf = (file: FileId) => documents.get(toUri(file))?.version;

  /** One request's bug is an empty answer and a line in the log, never the end of the server. */
  const guarded = async <T>(what: string, none: T, answer: (at: Workspace) => Promise<T>): Promise<T> => {
    if (workspace === null) return none;
    try {
      return await answer(workspace);
    } catch (error) {
      connection.console.error(
        `${what} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
      return none;
    }
  };

  connection.onInitialize((params: InitializeParams): InitializeResult => {
    const options = (params.initializationOptions ?? {}) as InitializationOptions;
    const answersFiles = options.answersFileRequests === true || disk === null;
    const host = answersFiles || disk === null ? hostOfClient(connection) : disk();
    roots = (params.workspaceFolders ?? []).map(({ uri }) => toFile(uri));
    asksConfiguration = params.capabilities.workspace?.configuration === true;
    workspace = new Workspace(host, roots, analysed, (error) => {
      connection.console.error(
        `The analysis failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
    });
    diagnostics = new Diagnostics(connection, workspace, versionOf);
    return {
      serverInfo: { name: 'AuthLint', version: AUTHLINT_VERSION },
      capabilities: {
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
        diagnosticProvider: {
          identifier: 'authlint',
          interFileDependencies: true,
          workspaceDiagnostics: false,
        },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  });

  connection.onInitialized(async () => {
    if (asksConfiguration) {
      await connection.client
        .register(DidChangeConfigurationNotification.type, { section: 'authlint' })
        .catch(() => {});
      await refreshSettings();
    }
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      const gone = new Set(removed.map(({ uri }) => toFile(uri)));
      roots = [...roots.filter((root) => !gone.has(root)), ...added.map(({ uri }) => toFile(uri))];
      workspace?.discover(roots);
    });
    workspace?.discover(roots);
  });

  function analysed(analysis: Analysis, milliseconds: number): void {
    last = analysis;
    diagnostics?.publish(analysis, settings);
    const hints = analysis.findings.filter(({ certainty }) => certainty === 'hint').length;
    const rows = routes(analysis);
    void connection.sendNotification(StatusNotification, {
      files: analysis.documents.size,
      servers: new Set(rows.map(({ host, layer }) => `${layer.entry} ${host ?? ''}`)).size,
      routes: rows.length,
      findings: analysis.findings.length - hints,
      hints,
      milliseconds,
      unread: analysis.errors.map(({ file }) => toUri(file)),
    });
  }

  async function refreshSettings(): Promise<void> {
    try {
      const given: unknown = await connection.workspace.getConfiguration('authlint');
      settings = readSettings(given);
    } catch {
      settings = DEFAULT_SETTINGS;
    }
    if (last !== null) diagnostics?.publish(last, settings);
  }

  connection.onDidChangeConfiguration(async ({ settings: pushed }: { settings: unknown }) => {
    if (asksConfiguration) await refreshSettings();
    else {
      settings = readSettings((pushed as { authlint?: unknown } | null)?.authlint);
      if (last !== null) diagnostics?.publish(last, settings);
    }
  });

  documents.onDidOpen(({ document }) => {
    workspace?.open(toFile(document.uri), document.getText(), NGINX.has(document.languageId));
  });
  documents.onDidChangeContent(({ document }) => {
    if (settings.run === 'onSave' || document.version <= 1) return;
    workspace?.change(toFile(document.uri), document.getText(), NGINX.has(document.languageId));
  });
  documents.onDidSave(({ document }) => {
    if (settings.run === 'onSave')
      workspace?.change(toFile(document.uri), document.getText(), NGINX.has(document.languageId));
  });
  documents.onDidClose(({ document }) => workspace?.close(toFile(document.uri)));
  connection.onDidChangeWatchedFiles(({ changes }) =>
    workspace?.changed(changes.map(({ uri }) => toFile(uri))),
  );

  connection.languages.diagnostics.on(async ({ textDocument }) => {
    const items = await guarded('diagnostics', [], async (at) => {
      const analysis = await at.current();
      return shownFindings(analysis, toFile(textDocument.uri), settings).map((finding) =>
        toDiagnostic(finding, at.texts),
      );
    });
    return { kind: DocumentDiagnosticReportKind.Full, items: [...items] };
  });

  connection.onCodeAction((params) =>
    guarded('code actions', [], async (at) => [...codeActions(params, await at.current(), at, settings)]),
  );

  connection.onHover(({ textDocument, position }) =>
    guarded('hover', null, (at) =>
      at.ask((session, site) => {
        const file = toFile(textDocument.uri);
        return hoverAt(session, site, file, at.texts.offset(file, position), at.texts);
      }),
    ),
  );

  connection.onDocumentSymbol(({ textDocument }) =>
    guarded('symbols', [], async (at) => {
      const file = toFile(textDocument.uri);
      return outlineOf(await at.current(), file).map((entry) => toSymbol(entry, file, at.texts));
    }),
  );

  const linksIn = (at: Workspace, file: FileId) =>
    at.ask((session, site) =>
      session.ask(site, (asked) => {
        const { links, wanted } = linksOf(asked, file);
        return { value: links, wanted };
      }),
    );

  connection.onDocumentLinks(({ textDocument }) =>
    guarded('links', [], async (at) => {
      const file = toFile(textDocument.uri);
      const links = await linksIn(at, file);
      return links
        .filter(({ at: place }) => place === null)
        .map(({ span, target }) => ({ range: at.texts.range(file, span), target: toUri(target) }));
    }),
  );

  connection.onDefinition(({ textDocument, position }) =>
    guarded('definition', null, async (at) => {
      const file = toFile(textDocument.uri);
      const offset = at.texts.offset(file, position);
      const links = await linksIn(at, file);
      return links
        .filter(({ span }) => span.start <= offset && offset <= span.end)
        .map(({ target, at: place }) => ({
          uri: toUri(target),
          range: at.texts.range(target, place ?? { start: 0, end: 0 }),
        }));
    }),
  );

  connection.languages.inlayHint.on(({ textDocument, range }) =>
    guarded('inlay hints', [], async (at) => {
      if (!settings.inlayHints) return [];
      const file = toFile(textDocument.uri);
      const hints: InlayHint[] = inheritedHintsOf(await at.current(), file).map(
        ({ offset, requires, from }) => ({
          position: at.texts.range(file, { start: offset, end: offset }).start,
          label: `→ ${describeRequirement(requires)} (from line ${at.texts.line(from.file, from.span.start) + 1}) `,
          kind: InlayHintKind.Type,
          paddingRight: true,
        }),
      );
      return hints.filter(
        ({ position }) => position.line >= range.start.line && position.line <= range.end.line,
      );
    }),
  );

  connection.onCodeLens(({ textDocument }) =>
    guarded('code lenses', [], async (at) => {
      if (!settings.codeLens) return [];
      const file = toFile(textDocument.uri);
      return askableRoutesOf(await at.current(), file).map(({ span, requires, request }) => ({
        range: at.texts.range(file, span),
        command: {
          title: `${describeRequirement(requires)} · explain`,
          command: 'authlint.explainRequest',
          arguments: [
            {
              request: { method: request.method, url: urlOf(request), headers: request.headers },
              uri: textDocument.uri,
            },
          ],
        },
      }));
    }),
  );

  connection.onCompletion(({ textDocument, position }) =>
    guarded('completion', [], async (at) => {
      const file = toFile(textDocument.uri);
      const found = completionsAt(await at.current(), file, at.texts.offset(file, position));
      return found.map(({ text, detail }) => ({ label: text, detail }));
    }),
  );

  connection.onRequest(ExplainRequest, ({ request: asked, uri }) =>
    guarded('explain', { markdown: 'AuthLint could not answer this.' }, (at) =>
      at.ask(async (session, site) => {
        const { method, url, headers, credentials } = asked;
        const request = requestTo(method, url, {
          headers: headers ?? [],
          credentials: credentials ?? 'valid',
        });
        if (request === null)
          return {
            markdown: `\`${method} ${url}\` is no request: write a method and a URL, such as GET http://shop.example/.`,
          };
        const file = uri === undefined ? null : toFile(uri);
        const entry =
          file === null ? undefined : site.layers.find((layer) => layer.files.includes(file))?.entry;
        const decision = await session.explain(site, request, entry === undefined ? {} : { entry });
        return {
          markdown:
            decision === null
              ? 'There is no nginx configuration in this workspace to ask.'
              : explainMarkdown(decision, at.texts),
        };
      }),
    ),
  );

  connection.onRequest(RulePageRequest, ({ rule }) => {
    const info = RULE_INFOS.find(({ id }) => id === rule);
    if (info === undefined) return { markdown: `There is no rule called ${rule}.`, url: '' };
    const markdown = `# ${info.id}\n\n${info.summary}\n\n| Kind | Certainty | Severity |\n|---|---|---|\n| ${info.kind} | ${info.certainty} | ${info.severity} |\n\n[The whole page](${pageUrl(info.id)})\n`;
    return { markdown, url: pageUrl(info.id) };
  });

  connection.onShutdown(() => workspace?.end());
  documents.listen(connection);
  connection.listen();
}
