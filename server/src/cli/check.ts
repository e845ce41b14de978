// `authlint check`: lints, in the format that is asked for.
import {
  type Analysis,
  type Finding,
  formatGithub,
  formatJson,
  formatJunit,
  formatPretty,
  isAtLeast,
  type ReadError,
  type Results,
  type Severity,
  type Source,
  sortForShow,
} from '../core';
import { toFileId } from '../host/files';
import type { Args } from './args';
import { type Compared, compareWith, readBaseline, writeBaseline } from './baseline';
import { applyFixes, fixedText, fixesAsDiff, writeFixes } from './fix';
import { halfReadErrors } from './half-read';
import { EXIT, type ExitStatus, type Io } from './io';
import { sarifOf } from './sarif';
import { paintOf, withProgress } from './terminal';
import { watch } from './watch';
import { complainOfParts, openWorkspace, refuseNothing, unreadOf, type Workspace } from './workspace';

/** Runs the command once, or again and again with --watch. */
export async function check(args: Args, io: Io): Promise<ExitStatus> {
  const workspace = await openWorkspace(args, args.paths, io);
  if (!args.has('watch')) return checkOnce(args, workspace, io);
  return watch(args, workspace, io, () => checkOnce(args, workspace, io));
}

async function checkOnce(args: Args, workspace: Workspace, io: Io): Promise<ExitStatus> {
  const { session, source } = workspace;
  const before = await withProgress(io, 'reading', () => session.analyze());
  refuseNothing(before, workspace, args);
  const fixing = args.has('fix') || args.has('fix-dry-run');
  const fixed = fixing ? await applyFixes(session, before) : null;
  if (args.has('fix-dry-run') && fixed !== null) {
    io.out(fixesAsDiff(fixed, source));
    return statusOf(before.findings, before, workspace, args);
  }
  if (fixed !== null) await writeFixes(fixed, session);
  const analysis = fixed?.analysis ?? before;

  const toWrite = args.value('write-baseline');
  if (toWrite !== null) {
    const count = await writeBaseline(toWrite, analysis, source, io);
    io.err(`authlint: ${count} finding${count === 1 ? '' : 's'} written to ${toWrite}.\n`);
    return EXIT.clean;
  }
  const { fresh, known } = await heldAgainstBaseline(analysis, source, args, io);
  const results: Results = {
    findings: sortForShow(fresh, source),
    errors: [...analysis.errors, ...halfReadErrors(analysis, source)].sort(byFile),
    files: analysis.documents.size,
    suppressed: analysis.suppressed.length,
    known,
    source,
  };
  // What was done to files is said beside the output, so that a program can still read that.
  if (fixed !== null) io.err(fixedText(fixed, source));
  complainOfParts(analysis, workspace, io);
  io.out(formatted(results, analysis, args, io));
  return statusOf(results.findings, analysis, workspace, args);
}

function byFile(a: ReadError, b: ReadError): number {
  return a.file === b.file ? 0 : a.file < b.file ? -1 : 1;
}

/** What --baseline leaves of the findings; entries of it that are gone are told, so that it does not go stale. */
async function heldAgainstBaseline(
  analysis: Analysis,
  source: Source,
  args: Args,
  io: Io,
): Promise<Pick<Compared, 'fresh' | 'known'>> {
  const file = args.value('baseline');
  if (file === null) return { fresh: analysis.findings, known: 0 };
  const compared = compareWith(await readBaseline(file, io), analysis, source);
  if (compared.gone > 0) {
    const entries = compared.gone === 1 ? '1 entry' : `${compared.gone} entries`;
    io.err(`authlint: ${entries} of ${file} can go: write it anew with --write-baseline ${file}.\n`);
  }
  return compared;
}

function formatted(results: Results, analysis: Analysis, args: Args, io: Io): string {
  switch (args.value('format')) {
    case 'json':
      return formatJson(results);
    case 'sarif':
      return sarifOf(results, analysis, toFileId(io.cwd));
    case 'github':
      return formatGithub(results);
    case 'junit':
      return formatJunit(results, (finding) => fails(finding, args));
    default:
      return formatPretty(results, paintOf(io));
  }
}

function fails({ severity }: Finding, args: Args): boolean {
  const least = args.value('fail-on') ?? 'warning';
  return least !== 'never' && isAtLeast(severity, toSeverity(least));
}

function toSeverity(text: string): Severity {
  return text === 'error' || text === 'info' ? text : 'warning';
}

function statusOf(
  findings: readonly Finding[],
  analysis: Analysis,
  workspace: Workspace,
  args: Args,
): ExitStatus {
  const hasWrongConfig = analysis.findings.some(({ rule }) => rule === 'cross/invalid-config');
  if (unreadOf(workspace).length > 0 || hasWrongConfig) return EXIT.usage;
  return findings.some((finding) => fails(finding, args)) ? EXIT.findings : EXIT.clean;
}
