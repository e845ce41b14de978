// Gathers what SARIF shows beyond the findings: the rules' pages, the traces of witnesses, and fingerprints.
import { type Analysis, decide, formatSarif, type Results, RULE_INFOS } from '../core';
import { fingerprintsIn } from './baseline';
import { readPage } from './pages';
import { VERSION } from './version';

/** The results as SARIF. @param root the folder that the names in fingerprints start from */
export function sarifOf(results: Results, analysis: Analysis, root: string): string {
  const all = fingerprintsIn(analysis, results.source, root);
  const fingerprints = new Map(analysis.findings.map((finding, i) => [finding, all[i] ?? '']));
  return formatSarif(results, {
    version: VERSION,
    rules: RULE_INFOS,
    page: ({ id }) => readPage(id),
    trace: ({ witness, at }) =>
      witness === null ? null : decide(analysis, witness.request, { entry: at.file }).decision,
    fingerprints: results.findings.map((finding) => fingerprints.get(finding) ?? ''),
  });
}
