// Code actions: a finding's fixes, all safe fixes of a file, and the ways to silence a rule.
import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Diagnostic,
  type Range,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { Analysis, Edit, FileId, Finding } from '../core';
import type { Abilities } from './abilities';
import type { ServerContext } from './context';
import { diagnosticOf, shownFindings } from './diagnostics';
import { DISABLE_RULE, OPEN_RULE_PAGE } from './protocol';
import type { ServerSettings } from './settings';
import { accepting, silencing, turningOff } from './silence';
import { type Texts, toCreatingEdit, toFixAction, toWorkspaceEdit } from './to-lsp';
import { toFile, toUri } from './uris';
import type { Workspace } from './workspace';

export const FIX_ALL = `${CodeActionKind.SourceFixAll}.authlint`;

export function registerCodeActions(context: ServerContext): void {
  context.connection.onCodeAction((params, token) =>
    context.answer('code actions', [], token, (at, analysis) =>
      codeActions(params, { at, analysis, abilities: context.abilities }, context.settings),
    ),
  );
}

/** What all actions of one answer are made from. */
type Source = { readonly at: Workspace; readonly analysis: Analysis; readonly abilities: Abilities };

function codeActions(
  { textDocument, range, context: { only } }: CodeActionParams,
  source: Source,
  settings: ServerSettings,
): CodeAction[] {
  const { at, analysis } = source;
  const wanted = (kind: string) =>
    only === undefined || only.some((one) => one === '' || kind === one || kind.startsWith(`${one}.`));
  const findings = shownFindings(analysis, settings, toFile(textDocument.uri));
  const out: CodeAction[] = [];
  if (wanted(CodeActionKind.QuickFix)) {
    for (const finding of findings) {
      if (!touches(at.texts.range(finding.at.file, finding.at.span), range)) continue;
      const diagnostic = diagnosticOf(finding, analysis, at);
      out.push(...finding.fixes.map((fix, i) => toFixAction(fix, i === 0, diagnostic, at.texts)));
      out.push(...waysOut(finding, diagnostic, source));
    }
  }
  const edits = wanted(FIX_ALL) ? safeEdits(findings, at.texts) : [];
  if (edits.length > 0) {
    const edit = toWorkspaceEdit(edits, at.texts);
    out.push({ title: 'Apply all safe fixes of AuthLint', kind: FIX_ALL, edit });
  }
  return out;
}

function touches(a: Range, b: Range): boolean {
  return !isBefore(a, b) && !isBefore(b, a);
}

function isBefore({ end }: Range, { start }: Range): boolean {
  return end.line < start.line || (end.line === start.line && end.character < start.character);
}

/** What there is to do about a finding other than to fix it. */
function waysOut(finding: Finding, diagnostic: Diagnostic, source: Source): readonly CodeAction[] {
  const { rule } = finding;
  const { at, analysis } = source;
  const rest = { kind: CodeActionKind.QuickFix, diagnostics: [diagnostic] };
  const comment = silencing(finding, analysis, at.texts);
  const accepted = comment === null ? accepting(finding, analysis, at) : null;
  const off = turnOffAction(finding, source);
  const page = { title: 'Open page', command: OPEN_RULE_PAGE, arguments: [rule] };
  return [
    ...(comment === null
      ? []
      : [{ ...rest, title: `Disable ${rule} on this line`, edit: toWorkspaceEdit(comment, at.texts) }]),
    ...(accepted === null
      ? []
      : [
          {
            ...rest,
            title: `Accept this finding of ${rule} in the settings`,
            edit: settingsEdit(accepted, source),
          },
        ]),
    ...(off === null ? [] : [{ ...rest, title: `Turn ${rule} off for this project`, ...off }]),
    { ...rest, title: `Open the page of ${rule}`, command: page },
  ];
}

/** The extension changes the settings itself, since it can save them too; others are given the edit. */
function turnOffAction(
  { rule, at: { file } }: Finding,
  { at, abilities }: Source,
): Pick<CodeAction, 'command' | 'edit'> | null {
  if (abilities.isExtension) {
    return { command: { title: 'Turn off', command: DISABLE_RULE, arguments: [rule, toUri(file)] } };
  }
  const edits = turningOff(rule, file, at);
  if (edits === null) return null;
  return { edit: settingsEdit(edits, { at, abilities }) };
}

/** Edits of a settings file that may have to be made first. */
function settingsEdit(
  edits: readonly Edit[],
  { at, abilities }: Pick<Source, 'at' | 'abilities'>,
): WorkspaceEdit {
  return abilities.createsFiles ? toCreatingEdit(edits, at.texts) : toWorkspaceEdit(edits, at.texts);
}

/** The edits of all safe first fixes that stay in the file; one that touches an earlier one waits for the next time. */
function safeEdits(findings: readonly Finding[], texts: Texts): readonly Edit[] {
  const taken: Edit[] = [];
  for (const { fixes, at } of findings) {
    const [fix] = fixes;
    if (fix?.safety !== 'safe' || !isWritable(at.file, texts)) continue;
    const isFree = fix.edits.every(
      ({ file, span }) =>
        file === at.file &&
        !taken.some((other) => span.start <= other.span.end && other.span.start <= span.end),
    );
    if (isFree) taken.push(...fix.edits);
  }
  return taken;
}

/** A text with bytes that were no UTF-8 cannot be written back as it was. */
function isWritable(file: FileId, texts: Texts): boolean {
  return !texts.text(file).includes('\uFFFD');
}
