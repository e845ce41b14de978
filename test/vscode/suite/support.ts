// What the tests share: waiting for what a person would wait for, and the findings that the command line gave.
import {
  type CodeAction,
  CodeActionKind,
  commands,
  type Diagnostic,
  DiagnosticSeverity,
  extensions,
  type Hover,
  languages,
  MarkdownString,
  Range,
  type TextDocument,
  type TextEditor,
  Uri,
  window,
  workspace,
} from 'vscode';

/** A finding as `authlint check --format json` prints it: docs say what the fields mean. */
export type ExpectedFinding = {
  readonly rule: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly file: string;
  readonly docs: string;
  readonly range: { readonly start: Place; readonly end: Place };
  readonly witness: {
    readonly method: string;
    readonly url: string;
    readonly expect: { readonly status?: number };
  } | null;
  readonly fixes: readonly { readonly title: string }[];
};
type Place = { readonly line: number; readonly column: number };

declare const EXPECTED_FINDINGS: readonly ExpectedFinding[];

/** What the command line finds in the very same workspace; the runner outside asks it. */
export const expected = EXPECTED_FINDINGS;

/** Asks again until the answer is something, as a person looks again; throws after `limit` milliseconds. */
export async function until<T>(
  what: string,
  probe: () => T | null | undefined | false | Promise<T | null | undefined | false>,
  limit = 20_000,
): Promise<T> {
  const end = Date.now() + limit;
  for (;;) {
    const answer = await probe();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`it never came: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

export function ok(condition: unknown, what: string): asserts condition {
  if (!condition) throw new Error(what);
}

/** Compares by what is printed, which also shows where two values differ. */
export function equal(actual: unknown, wanted: unknown, what: string): void {
  const [a, b] = [JSON.stringify(actual, null, 1), JSON.stringify(wanted, null, 1)];
  if (a !== b) throw new Error(`${what}: wanted ${b}\ngot ${a}`);
}

/** A path in the workspace. */
export function at(path: string): Uri {
  const folder = workspace.workspaceFolders?.[0];
  ok(folder, 'a folder is open');
  return Uri.joinPath(folder.uri, path);
}

export async function show(path: string): Promise<TextEditor> {
  return window.showTextDocument(await workspace.openTextDocument(at(path)));
}

/** AuthLint's findings in a file as the Problems view has them. */
export function findingsIn(path: string): readonly Diagnostic[] {
  return languages.getDiagnostics(at(path)).filter(({ source }) => source === 'authlint');
}

/** AuthLint's findings in the whole workspace, in the words of the command line. */
export function allFindings(): readonly string[] {
  const root = at('').path.replace(/\/?$/, '/');
  const lines = languages.getDiagnostics().flatMap(([uri, diagnostics]) =>
    diagnostics
      .filter(({ source }) => source === 'authlint')
      .map((diagnostic) => {
        const { start } = diagnostic.range;
        const severity = SEVERITIES[diagnostic.severity];
        return `${uri.path.replace(root, '')}:${start.line + 1}:${start.character + 1} ${severity} ${ruleOf(diagnostic)}`;
      }),
  );
  return lines.sort();
}

/** What is said of the small site in relint/: its guard, which is in a file of its own, keeps ACME out. */
export function acmeFindings(): readonly Diagnostic[] {
  return languages
    .getDiagnostics()
    .filter(([uri]) => uri.path.includes('/relint/'))
    .flatMap(([, diagnostics]) => diagnostics.filter((diagnostic) => ruleOf(diagnostic).includes('acme')));
}

/** The same of what the command line found. */
export function expectedFindings(): readonly string[] {
  return expected
    .map(
      ({ file, range: { start }, severity, rule }) =>
        `${file}:${start.line}:${start.column} ${severity} ${rule}`,
    )
    .sort();
}

export function ruleOf({ code }: Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

const SEVERITIES = {
  [DiagnosticSeverity.Error]: 'error',
  [DiagnosticSeverity.Warning]: 'warning',
  [DiagnosticSeverity.Information]: 'info',
  [DiagnosticSeverity.Hint]: 'hint',
} as const;

/** The text of a document, once it is what `wanted` waits for. */
export function shown(wanted: (document: TextDocument) => boolean, what: string): Promise<TextDocument> {
  return until(what, () => {
    const document = window.activeTextEditor?.document;
    return document !== undefined && wanted(document) ? document : null;
  });
}

/** What the extension tells of its status item, which VS Code's API shows to nobody. */
export async function status(): Promise<{ text: string; severity: string; busy: boolean }> {
  const extension = extensions.getExtension('authlint.authlint');
  ok(extension, 'the extension is installed');
  return (await extension.activate()).status();
}

/** Opens the site, and waits for what AuthLint says of it. */
export async function ready(): Promise<void> {
  await show('nginx.conf');
  await until('the first analysis', async () => !(await status()).busy);
  await asExpected();
}

/** Waits until the editor shows what the command line finds; says where they differ if that never comes. */
export async function asExpected(): Promise<void> {
  const wanted = JSON.stringify(expectedFindings());
  const same = until('the same findings', () => JSON.stringify(allFindings()) === wanted);
  await same.catch(() => equal(allFindings(), expectedFindings(), 'findings'));
}

/** The first finding of the site that is wanted. */
export function first(wanted: (finding: ExpectedFinding) => boolean): ExpectedFinding {
  const found = expected.find(wanted);
  ok(found, 'the site has such a finding');
  return found;
}

export function rangeOf({ range: { start, end } }: ExpectedFinding): Range {
  return new Range(start.line - 1, start.column - 1, end.line - 1, end.column - 1);
}

/** What the editor shows of a finding. */
export function diagnosticOf(finding: ExpectedFinding): Diagnostic | undefined {
  const range = rangeOf(finding);
  return findingsIn(finding.file).find((each) => ruleOf(each) === finding.rule && each.range.isEqual(range));
}

/** The quick fix of a finding that the command line gives too. */
export function quickFix(document: TextDocument, finding: ExpectedFinding): Promise<CodeAction> {
  const titles = finding.fixes.map(({ title }) => title);
  // Asked again until it comes: while extensions start, the editor cancels such requests and shows no action.
  return until(`a quick fix: ${titles.join(', ')}`, async () => {
    const actions = await commands.executeCommand<CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      rangeOf(finding),
      CodeActionKind.QuickFix.value,
    );
    return actions.find(({ title }) => titles.includes(title));
  });
}

/** The text of the hover at a place. */
export async function hoverText(uri: Uri, range: Range): Promise<string> {
  const hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', uri, range.start);
  const parts = hovers.flatMap(({ contents }) => contents);
  return parts.map((part) => (part instanceof MarkdownString ? part.value : String(part))).join('\n');
}
