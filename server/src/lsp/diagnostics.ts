// Pushed diagnostics: for every file of the site, with those cleared that are gone.
import type { Connection, Diagnostic } from 'vscode-languageserver';
import type { Analysis, FileId, Finding } from '../core';
import { toDiagnostic } from './to-lsp';
import { toUri } from './uris';
import type { Workspace } from './workspace';

export type Settings = { readonly hints: boolean };

/** The findings of a file that an editor shows. */
export function shownFindings(analysis: Analysis, file: FileId, settings: Settings): readonly Finding[] {
  return analysis.findings.filter(
    (finding) => finding.at.file === file && (settings.hints || finding.certainty !== 'hint'),
  );
}

/** Publishes what changed since the last time; `versionOf` is the version of an open document. */
export class Diagnostics {
  readonly #published = new Map<FileId, string>();

  constructor(
    private readonly connection: Connection,
    private readonly workspace: Workspace,
    private readonly versionOf: (file: FileId) => number | undefined,
  ) {}

  publish(analysis: Analysis, settings: Settings): void {
    const byFile = new Map<FileId, Diagnostic[]>();
    for (const file of analysis.documents.keys()) byFile.set(file, []);
    for (const finding of analysis.findings) {
      if (!settings.hints && finding.certainty === 'hint') continue;
      const list = byFile.get(finding.at.file) ?? [];
      list.push(toDiagnostic(finding, this.workspace.texts));
      byFile.set(finding.at.file, list);
    }
    for (const file of this.#published.keys()) if (!byFile.has(file)) byFile.set(file, []);
    for (const [file, diagnostics] of byFile) this.#send(file, diagnostics);
  }

  #send(file: FileId, diagnostics: Diagnostic[]): void {
    const version = this.versionOf(file);
    const state = `${version ?? ''} ${JSON.stringify(diagnostics)}`;
    if (
      this.#published.get(file) === state ||
      (diagnostics.length === 0 && !this.#published.has(file) && version === undefined)
    ) {
      return;
    }
    if (diagnostics.length === 0 && version === undefined) this.#published.delete(file);
    else this.#published.set(file, state);
    void this.connection.sendDiagnostics({
      uri: toUri(file),
      diagnostics,
      ...(version === undefined ? {} : { version }),
    });
  }
}
