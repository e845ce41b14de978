// The only file that turns the core's words into LSP's: positions, diagnostics, edits, symbols.
import {
  type CodeAction,
  CodeActionKind,
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type DocumentSymbol,
  type Range,
  SymbolKind,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import {
  baseName,
  type Chars,
  type Edit,
  type FileId,
  type Finding,
  type Fix,
  type LineIndex,
  lineIndex,
  type OutlineEntry,
  offsetAt,
  PiecedText,
  type Place,
  type Position,
  pageUrl,
  positionAt,
  type Span,
} from '../core';
import { toUri } from './uris';

const SOURCE = 'authlint';

/**
 * What an editor's own actions need: the fixes, and the comment that would silence the finding, if one can. A fix of very
 * many places is left to the code actions: each of the findings that it mends would carry all of it.
 */
export type DiagnosticData = {
  readonly title: string;
  readonly fixes: readonly {
    readonly title: string;
    readonly preferred: boolean;
    readonly edit: WorkspaceEdit;
  }[];
  readonly suppress: WorkspaceEdit | null;
};

/** Texts by file, with their lines counted once. */
export class Texts {
  readonly #charsOf: (file: FileId) => Chars | null;
  readonly #indexes = new Map<FileId, { readonly text: string; readonly index: LineIndex }>();

  constructor(charsOf: (file: FileId) => Chars | null) {
    this.#charsOf = charsOf;
  }

  chars(file: FileId): Chars {
    return this.#charsOf(file) ?? '';
  }

  text(file: FileId): string {
    return String(this.chars(file));
  }

  /** Gives back what was kept of a file. */
  forget(file: FileId): void {
    this.#indexes.delete(file);
  }

  range(file: FileId, span: Span): Range {
    return { start: this.position(file, span.start), end: this.position(file, span.end) };
  }

  offset(file: FileId, position: Position): number {
    const chars = this.chars(file);
    return chars instanceof PiecedText ? chars.offsetAt(position) : offsetAt(this.#index(file), position);
  }

  line(file: FileId, offset: number): number {
    return this.position(file, offset).line;
  }

  /** Texts in pieces count their lines themselves, and those of unchanged pieces once. */
  position(file: FileId, offset: number): Position {
    const chars = this.chars(file);
    return chars instanceof PiecedText ? chars.positionAt(offset) : positionAt(this.#index(file), offset);
  }

  #index(file: FileId): LineIndex {
    const text = this.text(file);
    const known = this.#indexes.get(file);
    if (known !== undefined && known.text === text) return known.index;
    const index = lineIndex(text);
    this.#indexes.set(file, { text, index });
    return index;
  }
}

/** A line as people name it, such as `shop.conf:12`. */
export function toPlaceName({ file, span }: Place, texts: Texts): string {
  return `${baseName(file)}:${texts.line(file, span.start) + 1}`;
}

/** A line as a link in Markdown. */
export function toLink(at: Place, texts: Texts): string {
  const line = texts.line(at.file, at.span.start) + 1;
  return `[${escapeMarkdown(toPlaceName(at, texts))}](${toUri(at.file)}#L${line})`;
}

/** A text in which Markdown sees no markup. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#]/g, '\\$&');
}

/** A fix of more edits is not sent with each finding. */
const MOST_EDITS = 100;

const SEVERITIES = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
} as const;

/** A finding as editors show it. `suppress`: the edits that silence it, `null` where no comment can. */
export function toDiagnostic(finding: Finding, suppress: readonly Edit[] | null, texts: Texts): Diagnostic {
  const data: DiagnosticData = {
    title: finding.message,
    fixes: finding.fixes.flatMap((fix, i) =>
      fix.edits.length > MOST_EDITS
        ? []
        : [
            {
              title: fix.title,
              preferred: i === 0 && fix.safety === 'safe',
              edit: toWorkspaceEdit(fix.edits, texts),
            },
          ],
    ),
    suppress: suppress === null ? null : toWorkspaceEdit(suppress, texts),
  };
  return {
    range: texts.range(finding.at.file, finding.at.span),
    severity: SEVERITIES[finding.severity],
    code: finding.rule,
    codeDescription: { href: pageUrl(finding.rule) },
    source: SOURCE,
    message: finding.message,
    ...(finding.unnecessary === true ? { tags: [DiagnosticTag.Unnecessary] } : {}),
    relatedInformation: finding.related.map(({ file, span, message }) => ({
      location: { uri: toUri(file), range: texts.range(file, span) },
      message,
    })),
    data,
  };
}

function toTextEdit(edit: Edit, texts: Texts): TextEdit {
  return { range: texts.range(edit.file, edit.span), newText: edit.newText };
}

export function toWorkspaceEdit(edits: readonly Edit[], texts: Texts): WorkspaceEdit {
  const changes: Record<string, TextEdit[]> = {};
  for (const edit of edits) {
    const uri = toUri(edit.file);
    const list = changes[uri] ?? [];
    list.push(toTextEdit(edit, texts));
    changes[uri] = list;
  }
  return { changes };
}

/** Edits of a file that may have to be made first, for clients that can. */
export function toCreatingEdit(edits: readonly Edit[], texts: Texts): WorkspaceEdit {
  const files = [...new Set(edits.map(({ file }) => file))];
  return {
    documentChanges: files.flatMap((file) => {
      const textDocument = { uri: toUri(file), version: null };
      const own = edits.filter((edit) => edit.file === file).map((edit) => toTextEdit(edit, texts));
      return [
        { kind: 'create' as const, uri: textDocument.uri, options: { ignoreIfExists: true } },
        { textDocument, edits: own },
      ];
    }),
  };
}

/** A finding's own fix as an action; only a safe first one is preferred. */
export function toFixAction(fix: Fix, first: boolean, diagnostic: Diagnostic, texts: Texts): CodeAction {
  return {
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    isPreferred: first && fix.safety === 'safe',
    edit: toWorkspaceEdit(fix.edits, texts),
  };
}

const SYMBOLS: Readonly<Record<OutlineEntry['kind'], SymbolKind>> = {
  server: SymbolKind.Module,
  route: SymbolKind.Method,
  upstream: SymbolKind.Interface,
  table: SymbolKind.Variable,
  scheme: SymbolKind.Key,
};

export function toSymbol(entry: OutlineEntry, file: FileId, texts: Texts): DocumentSymbol {
  return {
    name: entry.name,
    detail: entry.detail,
    kind: SYMBOLS[entry.kind],
    range: texts.range(file, entry.span),
    selectionRange: texts.range(file, entry.nameSpan),
    children: entry.children.map((child) => toSymbol(child, file, texts)),
  };
}
