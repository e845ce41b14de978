// What an editor asks about a place or a document: diagnostics, actions, hovers, outline, links, hints, lenses, completion.
import { DocumentDiagnosticReportKind, type InlayHint, InlayHintKind } from 'vscode-languageserver';
import {
  askableRoutesOf,
  completionsAt,
  describeRequirement,
  type FileId,
  inheritedHintsOf,
  type Link,
  linksOf,
  outlineOf,
  urlOf,
} from '../core';
import { codeActions } from './code-actions';
import type { ServerContext } from './context';
import { shownFindings } from './diagnostics';
import { hoverAt } from './hover';
import { toDiagnostic, toSymbol } from './to-lsp';
import { toFile, toUri } from './uris';
import type { Workspace } from './workspace';

/** Registers the answers to what the server said in its capabilities that it can do. */
export function registerFeatures(context: ServerContext): void {
  registerFindings(context);
  registerHover(context);
  registerOutline(context);
  registerLinks(context);
  registerInlayHints(context);
  registerCodeLenses(context);
  registerCompletion(context);
}

function registerFindings(context: ServerContext): void {
  const { connection } = context;
  connection.languages.diagnostics.on(async ({ textDocument }) => {
    const items = await context.guarded('diagnostics', [], async (at) => {
      const analysis = await at.current();
      return shownFindings(analysis, toFile(textDocument.uri), context.settings).map((finding) =>
        toDiagnostic(finding, at.texts),
      );
    });
    return { kind: DocumentDiagnosticReportKind.Full, items: [...items] };
  });

  connection.onCodeAction((params) =>
    context.guarded('code actions', [], async (at) => [
      ...codeActions(params, await at.current(), at, context.settings),
    ]),
  );
}

function registerHover(context: ServerContext): void {
  const { connection } = context;
  connection.onHover(({ textDocument, position }) =>
    context.guarded('hover', null, (at) =>
      at.ask((session, site) => {
        const file = toFile(textDocument.uri);
        return hoverAt(session, site, file, at.texts.offset(file, position), at.texts);
      }),
    ),
  );
}

function registerOutline(context: ServerContext): void {
  const { connection } = context;
  connection.onDocumentSymbol(({ textDocument }) =>
    context.guarded('symbols', [], async (at) => {
      const file = toFile(textDocument.uri);
      return outlineOf(await at.current(), file).map((entry) => toSymbol(entry, file, at.texts));
    }),
  );
}

/** The links of a file, once everything that they lead to has been looked up. */
function linksIn(at: Workspace, file: FileId): Promise<readonly Link[]> {
  return at.ask((session, site) =>
    session.ask(site, (asked) => {
      const { links, wanted } = linksOf(asked, file);
      return { value: links, wanted };
    }),
  );
}

function registerLinks(context: ServerContext): void {
  const { connection } = context;
  connection.onDocumentLinks(({ textDocument }) =>
    context.guarded('links', [], async (at) => {
      const file = toFile(textDocument.uri);
      const links = await linksIn(at, file);
      return links
        .filter(({ at: place }) => place === null)
        .map(({ span, target }) => ({ range: at.texts.range(file, span), target: toUri(target) }));
    }),
  );

  connection.onDefinition(({ textDocument, position }) =>
    context.guarded('definition', null, async (at) => {
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
}

function registerInlayHints(context: ServerContext): void {
  const { connection } = context;
  connection.languages.inlayHint.on(({ textDocument, range }) =>
    context.guarded('inlay hints', [], async (at) => {
      if (!context.settings.inlayHints) return [];
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
}

function registerCodeLenses(context: ServerContext): void {
  const { connection } = context;
  connection.onCodeLens(({ textDocument }) =>
    context.guarded('code lenses', [], async (at) => {
      if (!context.settings.codeLens) return [];
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
}

function registerCompletion(context: ServerContext): void {
  const { connection } = context;
  connection.onCompletion(({ textDocument, position }) =>
    context.guarded('completion', [], async (at) => {
      const file = toFile(textDocument.uri);
      const found = completionsAt(await at.current(), file, at.texts.offset(file, position));
      return found.map(({ text, detail }) => ({ label: text, detail }));
    }),
  );
}
