// Diagnostics: pushed for every file of the site, with those cleared that are gone; and answered to clients that ask.
import { type Connection, type Diagnostic, DocumentDiagnosticReportKind } from 'vscode-languageserver';
import type { Analysis, FileId, Finding } from '../core';
import type { ServerContext } from './context';
import type { ServerSettings } from './settings';
import { silencing } from './silence';
import { toDiagnostic } from './to-lsp';
import { toFile, toUri } from './uris';
import type { Workspace } from './workspace';

/** The findings that an editor shows, of one file or of all. */
export function shownFindings(
  { findings }: Analysis,
  { hints }: ServerSettings,
  file: FileId | null = null,
): readonly Finding[] {
  return findings.filter(
    ({ at, certainty }) => (file === null || at.file === file) && (hints || certainty !== 'hint'),
  );
}

/** A finding with everything that an editor may want of it. */
export function diagnosticOf(finding: Finding, analysis: Analysis, { texts }: Workspace): Diagnostic {
  return toDiagnostic(finding, silencing(finding, analysis, texts), texts);
}

/** Answers clients that ask for a document's diagnostics. */
export function registerDiagnostics(context: ServerContext): void {
  context.connection.languages.diagnostics.on(async ({ textDocument }, token) => {
    const file = toFile(textDocument.uri);
    const items = await context.answer('diagnostics', [], token, (at, analysis) =>
      shownFindings(analysis, context.settings, file).map((finding) => diagnosticOf(finding, analysis, at)),
    );
    return Array.isArray(items) ? { kind: DocumentDiagnosticReportKind.Full, items } : items;
  });
}

/** Publishes what changed since the last time. */
export class Diagnostics {
  readonly #published = new Map<FileId, string>();

  /** @param pulled whether the client asks for the diagnostics of open documents itself: they would be shown twice */
  constructor(
    private readonly connection: Connection,
    private readonly workspace: Workspace,
    private readonly pulled: boolean,
  ) {}

  publish(analysis: Analysis, settings: ServerSettings): void {
    const byFile = new Map<FileId, Diagnostic[]>();
    for (const file of [...analysis.documents.keys(), ...this.#published.keys()]) byFile.set(file, []);
    for (const finding of shownFindings(analysis, settings)) {
      const list = byFile.get(finding.at.file) ?? [];
      list.push(diagnosticOf(finding, analysis, this.workspace));
      byFile.set(finding.at.file, list);
    }
    for (const [file, diagnostics] of byFile) {
      const version = this.workspace.version(file);
      if (this.pulled && version !== null) this.#send(file, [], null);
      else this.#send(file, diagnostics, version);
    }
  }

  /** Sends what differs from what was sent last; of a file that was never of interest, nothing is sent. */
  #send(file: FileId, diagnostics: Diagnostic[], version: number | null): void {
    const state = `${version ?? ''} ${JSON.stringify(diagnostics)}`;
    const isBare = diagnostics.length === 0 && version === null;
    const before = this.#published.get(file);
    if (before === state || (isBare && before === undefined)) return;
    if (isBare) this.#published.delete(file);
    else this.#published.set(file, state);
    void this.connection.sendDiagnostics({
      uri: toUri(file),
      diagnostics,
      ...(version === null ? {} : { version }),
    });
  }
}
