// Code actions: a finding's fixes, all safe fixes of a file, and the ways to silence a rule.
import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Diagnostic,
} from 'vscode-languageserver';
import { type Analysis, areDisjoint, type Edit, type FileId, type Finding } from '../core';
import { type Settings, shownFindings } from './diagnostics';
import { toDiagnostic, toFixAction, toWorkspaceEdit } from './to-lsp';
import { toFile } from './uris';
import type { Workspace } from './workspace';

export const FIX_ALL = `${CodeActionKind.SourceFixAll}.authlint`;

export function codeActions(
  { textDocument, range, context }: CodeActionParams,
  analysis: Analysis,
  workspace: Workspace,
  settings: Settings,
): readonly CodeAction[] {
  const file = toFile(textDocument.uri);
  const wanted = (kind: string) =>
    context.only === undefined || context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
  const out: CodeAction[] = [];
  if (wanted(CodeActionKind.QuickFix)) {
    for (const finding of shownFindings(analysis, file, settings)) {
      const diagnostic = toDiagnostic(finding, workspace.texts);
      const { start, end } = diagnostic.range;
      const before =
        end.line < range.start.line ||
        (end.line === range.start.line && end.character < range.start.character);
      const after =
        start.line > range.end.line ||
        (start.line === range.end.line && start.character > range.end.character);
      if (!before && !after) out.push(...actionsFor(finding, diagnostic, textDocument.uri, workspace));
    }
  }
  if (wanted(FIX_ALL)) {
    const edits = safeEdits(shownFindings(analysis, file, settings), file);
    if (edits.length > 0) {
      out.push({
        title: 'Apply all safe fixes of AuthLint',
        kind: FIX_ALL,
        edit: toWorkspaceEdit(edits, workspace.texts),
      });
    }
  }
  return out;
}

function actionsFor(
  finding: Finding,
  diagnostic: Diagnostic,
  uri: string,
  workspace: Workspace,
): readonly CodeAction[] {
  const fixes = finding.fixes.map((fix, i) => toFixAction(fix, i === 0, diagnostic, workspace.texts));
  const rest = { kind: CodeActionKind.QuickFix, diagnostics: [diagnostic] };
  return [
    ...fixes,
    {
      ...rest,
      title: `Disable ${finding.rule} on this line`,
      edit: toWorkspaceEdit([disableLine(finding, workspace)], workspace.texts),
    },
    {
      ...rest,
      title: `Turn ${finding.rule} off for this project`,
      command: { title: 'Turn off', command: 'authlint.disableRule', arguments: [finding.rule, uri] },
    },
    {
      ...rest,
      title: `Open the page of ${finding.rule}`,
      command: { title: 'Open page', command: 'authlint.openRulePage', arguments: [finding.rule] },
    },
  ];
}

/** A comment on the line before, as far in as the finding's own line. */
function disableLine(finding: Finding, workspace: Workspace): Edit {
  const { file, span } = finding.at;
  const text = workspace.text(file) ?? '';
  const start = text.lastIndexOf('\n', span.start - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const newText = `${indent}# authlint-disable-next-line ${finding.rule} -- reason${eol}`;
  return { file, span: { start, end: start }, newText };
}

/** The edits of all safe first fixes that stay in the file and do not touch each other. */
function safeEdits(findings: readonly Finding[], file: FileId): readonly Edit[] {
  const edits: Edit[] = [];
  for (const finding of findings) {
    const [fix] = finding.fixes;
    if (fix === undefined || fix.safety !== 'safe' || fix.edits.some((edit) => edit.file !== file)) continue;
    if (areDisjoint([...edits, ...fix.edits])) edits.push(...fix.edits);
  }
  return edits;
}
