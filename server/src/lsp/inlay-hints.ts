// Inlay hints: what is demanded of a route because of another line.
import { type InlayHint, InlayHintKind } from 'vscode-languageserver';
import { describeRequirement, inheritedHintsOf, type Place } from '../core';
import type { ServerContext } from './context';
import { type Texts, toLink, toPlaceName } from './to-lsp';
import { toFile } from './uris';

export function registerInlayHints(context: ServerContext): void {
  context.connection.languages.inlayHint.on(({ textDocument, range }, token) =>
    context.answer('inlay hints', [], token, ({ texts }, analysis) => {
      const file = toFile(textDocument.uri);
      if (!isShown(context, analysis.documents.get(file)?.kind)) return [];
      const hints = inheritedHintsOf(analysis, file).map(({ offset, requires, from }): InlayHint => {
        const source = from.file === file ? lineName(from, texts) : toPlaceName(from, texts);
        return {
          position: texts.range(file, { start: offset, end: offset }).start,
          label: `→ ${describeRequirement(requires)} (from ${source})`,
          kind: InlayHintKind.Type,
          tooltip: { kind: 'markdown', value: `Demanded by ${toLink(from, texts)}` },
          paddingRight: true,
        };
      });
      return hints.filter(
        ({ position }) => position.line >= range.start.line && position.line <= range.end.line,
      );
    }),
  );
}

/** Programs have other hints in their lines already, so there they are asked for. */
function isShown({ settings }: ServerContext, kind: string | undefined): boolean {
  return settings.inlayHints && (kind !== 'express' || settings.expressInlayHints);
}

function lineName(at: Place, texts: Texts): string {
  return `line ${texts.line(at.file, at.span.start) + 1}`;
}
