// `check --format github`: workflow commands that GitHub Actions turns into annotations.
import type { Severity } from '../findings/finding';
import { levelOf, type Results } from './results';

const COMMANDS: Readonly<Record<Severity | 'hint', string>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  hint: 'notice',
};

/** One command a finding, then one for each file that could not be read. */
export function formatGithub({ findings, errors, source }: Results): string {
  const annotations = findings.map((finding) => {
    const { start, end } = source.range(finding.at);
    const isOneLine = start.line === end.line;
    const properties = [
      `file=${property(source.name(finding.at.file))}`,
      `line=${start.line}`,
      `col=${start.column}`,
      `endLine=${end.line}`,
      ...(isOneLine ? [`endColumn=${end.column}`] : []),
      `title=${property(finding.rule)}`,
    ];
    return `::${COMMANDS[levelOf(finding)]} ${properties.join(',')}::${data(finding.message)}`;
  });
  const unread = errors.map(
    ({ file, message }) => `::warning file=${property(source.name(file))},title=not read::${data(message)}`,
  );
  return [...annotations, ...unread].map((line) => `${line}\n`).join('');
}

/** Escapes as `escapeData` of the Actions toolkit does (packages/core/src/command.ts). */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** Escapes as `escapeProperty` of the Actions toolkit does. */
function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
