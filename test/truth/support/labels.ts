// The findings of a case against its labels: which lines were hit, and what was claimed elsewhere.
import { type Analysis, type Finding, lineIndex, positionAt } from '../../../server/src/core';
import type { Case, LabelledFinding } from './cases';
import { SITE } from './workspace';

/** A finding with its place in the words of a label. */
export type Placed = LabelledFinding & { readonly finding: Finding };

export type Labelled = { readonly item: Case; readonly found: readonly Placed[] };

export function placedFindings(item: Case, analysis: Analysis): readonly Placed[] {
  return analysis.findings.map((finding) => ({
    rule: finding.rule.replace(/^\w+\//, ''),
    file: finding.at.file.slice(SITE.length + 1),
    line: positionAt(lineIndex(item.workspace.get(finding.at.file) ?? ''), finding.at.span.start).line + 1,
    finding,
  }));
}

export function labelKey({ rule, file, line }: LabelledFinding): string {
  return `${rule} ${file}:${line}`;
}

export type Agreement = {
  readonly labels: number;
  readonly hits: number;
  readonly missed: readonly string[];
  readonly asserts: number;
  /** Asserts on lines of which no label says anything. */
  readonly elsewhere: readonly string[];
};

export function agreement(all: readonly Labelled[]): Agreement {
  const missed: string[] = [];
  const elsewhere: string[] = [];
  let labels = 0;
  let asserts = 0;
  for (const { item, found } of all) {
    const keys = new Set(found.map(labelKey));
    const lines = new Set(item.lint.findings.map(({ file, line }) => `${file}:${line}`));
    labels += item.lint.findings.length;
    for (const label of item.lint.findings) {
      if (!keys.has(labelKey(label))) missed.push(`${item.name}: ${labelKey(label)}`);
    }
    for (const place of found.filter(({ finding }) => finding.certainty === 'assert')) {
      asserts++;
      if (!lines.has(`${place.file}:${place.line}`)) elsewhere.push(`${item.name}: ${labelKey(place)}`);
    }
  }
  return { labels, hits: labels - missed.length, missed, asserts, elsewhere };
}
