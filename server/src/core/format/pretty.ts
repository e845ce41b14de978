// `check --format pretty`: findings as people read them in a terminal.
import type { Finding, Severity } from '../findings/finding';
import { attemptOf, expectationText } from './curl';
import { drawFrame, type Mark } from './frame';
import type { Colour, Paint } from './paint';
import { levelOf, type Results } from './results';
import { shownWitness } from './secret';
import type { Source } from './source';
import { showText } from './width';

const COLOURS: Readonly<Record<Severity | 'hint', Colour>> = {
  error: 'red',
  warning: 'yellow',
  info: 'cyan',
  hint: 'cyan',
};

/** The findings with their frames, then what could not be read, then one line that sums up. */
export function formatPretty(results: Results, paint: Paint): string {
  const findings = results.findings.map((finding) => showFinding(finding, results.source, paint).join('\n'));
  const errors = results.errors.map(
    ({ file, message }) =>
      `${paint.paint('yellow', 'not read')}: ${showText(results.source.name(file))}: ${showText(message)}`,
  );
  const parts = [...findings, ...(errors.length > 0 ? [errors.join('\n')] : []), summary(results)];
  return `${parts.join('\n\n')}\n`;
}

function showFinding(finding: Finding, source: Source, paint: Paint): readonly string[] {
  const level = levelOf(finding);
  const colour = COLOURS[level];
  const head = `${paint.paint('bold', paint.paint(colour, level))}[${paint.rule(finding.rule)}]`;
  const marks: Mark[] = [
    { ...finding.at, message: '', primary: true },
    ...finding.related.map((label) => ({ ...label, primary: false })),
  ];
  const note = (name: string, text: string) =>
    `  ${paint.paint('blue', '=')} ${paint.paint('bold', name)}: ${text}`;
  return [
    `${head}: ${paint.paint('bold', showText(finding.message))}`,
    ...drawFrame(marks, source, colour, paint, finding.secrets),
    ...showWitness(finding, note),
    ...finding.fixes.map((fix) =>
      note(fix.safety === 'safe' ? 'fix' : 'fix, to be reviewed', showText(fix.title)),
    ),
  ];
}

/** What to try, and below it what that gets. */
function showWitness(finding: Finding, note: (name: string, text: string) => string): readonly string[] {
  const witness = shownWitness(finding);
  if (witness === null) return [];
  return [note('try', showText(attemptOf(witness))), `    gets ${showText(expectationText(witness.expect))}`];
}

/** One line: how much was looked at, what was found, and what was left out of it. */
function summary({ findings, files, suppressed, known, errors }: Results): string {
  const count = (level: Severity | 'hint') => findings.filter((finding) => levelOf(finding) === level).length;
  const found = [
    counted(count('error'), 'error'),
    counted(count('warning'), 'warning'),
    counted(count('info'), 'note'),
    counted(count('hint'), 'hint'),
  ].filter((part) => part !== null);
  const aside = [
    suppressed > 0 ? `${suppressed} suppressed` : null,
    known > 0 ? `${known} in the baseline` : null,
    counted(errors.length, 'problem', ' reading files'),
    counted(
      findings.filter(({ fixes }) => fixes[0]?.safety === 'safe').length,
      'finding',
      ' fixable with --fix',
    ),
  ].filter((part) => part !== null);
  const what = found.length === 0 ? 'No findings' : found.join(', ');
  const rest = aside.length === 0 ? '' : ` (${aside.join(', ')})`;
  return `${what} in ${counted(files, 'file') ?? 'no files'}${rest}.`;
}

function counted(count: number, noun: string, more = ''): string | null {
  return count === 0 ? null : `${count} ${noun}${count === 1 ? '' : 's'}${more}`;
}
