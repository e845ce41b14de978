// What AuthLint finds in a folder of configurations, as one text that a change of a rule changes.
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Analysis, type Finding, lineIndex, positionAt } from '../../server/src/core';
import { nodeHost } from '../../server/src/host/node';
import { Session } from '../../server/src/host/session';

type Configuration = {
  readonly name: string;
  readonly files: number;
  readonly lines: readonly string[];
  readonly findings: readonly Finding[];
};

/** Lints each child of a folder, a folder or a file, as a configuration of its own. */
export async function summarize(folder: string): Promise<string> {
  const configurations: Configuration[] = [];
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort(byName)) {
    const configuration = await lintOne(folder, entry.name);
    if (configuration !== null) configurations.push(configuration);
  }
  return render(configurations);
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : 1;
}

/** `null` where nothing of it is a configuration. */
async function lintOne(folder: string, name: string): Promise<Configuration | null> {
  const session = new Session(nodeHost(resolve(folder)));
  await session.discover([name]);
  const analysis = await session.analyze();
  if (analysis.documents.size === 0) return null;
  return {
    name,
    files: analysis.documents.size,
    lines: [
      ...analysis.findings.map((finding) => lineOf(finding, session, analysis, folder)),
      ...errorsOf(analysis, folder),
    ],
    findings: analysis.findings,
  };
}

function lineOf(finding: Finding, session: Session, analysis: Analysis, folder: string): string {
  const { at, rule, severity, certainty, message } = finding;
  const text = session.text(at.file) ?? analysis.documents.get(at.file)?.text ?? '';
  const { line, character } = positionAt(lineIndex(text), at.span.start);
  return `${relative(at.file, folder)}:${line + 1}:${character + 1} ${severity} ${certainty} ${rule} ${message}`;
}

function errorsOf(analysis: Analysis, folder: string): readonly string[] {
  return analysis.errors.map(({ file, message }) => `${relative(file, folder)}: not read: ${message}`);
}

function relative(file: string, folder: string): string {
  const root = `${resolve(folder)}/`;
  return file.startsWith(root) ? file.slice(root.length) : file;
}

function render(configurations: readonly Configuration[]): string {
  const all = configurations.flatMap(({ findings }) => findings);
  const rules = new Map<string, number>();
  for (const { rule } of all) rules.set(rule, (rules.get(rule) ?? 0) + 1);
  const width = Math.max(0, ...[...rules.keys()].map((rule) => rule.length));
  const table = [...rules]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([rule, count]) => `  ${rule.padEnd(width)} ${String(count).padStart(4)}`);
  const files = configurations.reduce((sum, configuration) => sum + configuration.files, 0);
  const asserts = all.filter(({ certainty }) => certainty === 'assert').length;
  return [
    `${configurations.length} configurations, ${files} files, ${asserts} asserts, ${all.length - asserts} hints`,
    '',
    ...table,
    ...configurations.flatMap(({ name, lines }) => [
      '',
      name,
      ...(lines.length === 0 ? ['  nothing'] : lines.map((line) => `  ${line}`)),
    ]),
    '',
  ].join('\n');
}
