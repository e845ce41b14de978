// What a run of the linter has to show, in the form that every output starts from.

import type { ReadError } from '../decide/site';
import type { Certainty, Finding, Severity } from '../findings/finding';
import { compareFindings } from '../findings/merge';
import type { Source } from './source';

export type Results = {
  /** Sorted by the files' shown names, then by position and rule. */
  readonly findings: readonly Finding[];
  readonly errors: readonly ReadError[];
  /** How many files were read. */
  readonly files: number;
  /** How many findings comments and settings silence. */
  readonly suppressed: number;
  /** How many findings the baseline knows. */
  readonly known: number;
  readonly source: Source;
};

/** Sorts what is to be shown by the names under which it is shown. */
export function sortForShow<T extends Finding>(findings: readonly T[], source: Source): readonly T[] {
  const names = new Map(findings.map(({ at }) => [at.file, source.name(at.file)]));
  return [...findings].sort((a, b) => {
    const left = names.get(a.at.file) ?? '';
    const right = names.get(b.at.file) ?? '';
    return left < right ? -1 : left > right ? 1 : compareFindings(a, b);
  });
}

const RANK: Readonly<Record<Severity, number>> = { info: 1, warning: 2, error: 3 };

/** Whether a severity is at or above another. */
export function isAtLeast(severity: Severity, least: Severity): boolean {
  return RANK[severity] >= RANK[least];
}

/** What a finding is called in front of its message: a hint is a question, whatever its severity. */
export function levelOf(finding: {
  readonly severity: Severity;
  readonly certainty: Certainty;
}): Severity | 'hint' {
  return finding.certainty === 'hint' && finding.severity === 'info' ? 'hint' : finding.severity;
}
