// `check --format sarif`: SARIF 2.1.0 (OASIS), one run, for code scanning services.
import type { Finding, Fix, Severity } from '../findings/finding';
import type { RuleInfo } from '../findings/rule';
import type { Decision } from '../model/decision';
import type { Place } from '../text/span';
import { witnessLine } from './curl';
import { PAGES_URL, pageUrl } from './paint';
import type { Results } from './results';
import { shownWitness } from './secret';
import type { Source } from './source';

export type SarifOptions = {
  readonly version: string;
  readonly rules: readonly RuleInfo[];
  /** The Markdown of a rule's page, `null` where it is not at hand. */
  page(rule: RuleInfo): string | null;
  /** What a finding's witness gets, step by step; `null` where it has none. */
  trace(finding: Finding): Decision | null;
  /** The fingerprints of the findings, in their order. */
  readonly fingerprints: readonly string[];
};

const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

/** Code scanning services show no more than this many places of a finding. */
const MAX_PLACES = 100;

/** The results as one run; addresses of files are relative to the folder that the run was started in. */
export function formatSarif(results: Results, options: SarifOptions): string {
  const used = new Set<string>(results.findings.map(({ rule }) => rule));
  const rules = options.rules.filter(({ id }) => used.has(id));
  const index = new Map<string, number>(rules.map(({ id }, i) => [id, i]));
  const run = {
    tool: {
      driver: {
        name: 'AuthLint',
        version: options.version,
        semanticVersion: options.version,
        informationUri: PAGES_URL,
        rules: rules.map((rule) => ruleOf(rule, options.page(rule))),
      },
    },
    columnKind: 'utf16CodeUnits',
    invocations: [
      {
        executionSuccessful: true,
        toolExecutionNotifications: results.errors.map(({ file, message }) => ({
          level: 'warning',
          message: { text: message },
          locations: [{ physicalLocation: { artifactLocation: artifact(results.source.name(file)) } }],
        })),
      },
    ],
    results: results.findings.map((finding, i) => ({
      ruleId: finding.rule,
      ruleIndex: index.get(finding.rule) ?? -1,
      ...resultOf(finding, results.source, options.trace(finding)),
      partialFingerprints: { 'authlint/v1': options.fingerprints[i] ?? '' },
    })),
  };
  const log = { $schema: SCHEMA, version: '2.1.0', runs: [run] };
  return `${JSON.stringify(log, null, 2)}\n`;
}

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

function ruleOf(rule: RuleInfo, page: string | null) {
  return {
    id: rule.id,
    shortDescription: { text: rule.summary },
    helpUri: pageUrl(rule.id),
    help: { text: rule.summary, markdown: page ?? rule.summary },
    defaultConfiguration:
      rule.severity === 'off' ? { enabled: false, level: 'note' } : { level: LEVELS[rule.severity] },
    properties: { tags: ['authentication', rule.kind], kind: rule.kind, certainty: rule.certainty },
  };
}

function resultOf(finding: Finding, source: Source, trace: Decision | null) {
  const shown = shownWitness(finding);
  const witness = shown === null ? '' : `\n${witnessLine(shown)}`;
  const steps = (trace?.steps ?? []).flatMap(({ at, text }) =>
    at === null ? [] : [{ ...at, message: text }],
  );
  return {
    level: LEVELS[finding.severity],
    message: { text: `${finding.message}${witness}` },
    locations: [{ physicalLocation: physical(finding.at, source) }],
    relatedLocations: finding.related
      .slice(0, MAX_PLACES)
      .map((label, i) => ({ id: i + 1, ...location(label, source) })),
    ...(steps.length === 0
      ? {}
      : {
          codeFlows: [
            {
              threadFlows: [
                {
                  locations: steps.slice(0, MAX_PLACES).map((step) => ({ location: location(step, source) })),
                },
              ],
            },
          ],
        }),
    fixes: finding.fixes.map((fix) => fixOf(fix, source)),
    properties: { kind: finding.kind, certainty: finding.certainty },
  };
}

function fixOf(fix: Fix, source: Source) {
  const files = [...new Set(fix.edits.map(({ file }) => file))];
  return {
    description: { text: fix.title },
    artifactChanges: files.map((file) => ({
      artifactLocation: artifact(source.name(file)),
      replacements: fix.edits
        .filter((edit) => edit.file === file)
        .map((edit) => ({ deletedRegion: region(edit, source), insertedContent: { text: edit.newText } })),
    })),
  };
}

function location(label: Place & { readonly message: string }, source: Source) {
  return { message: { text: label.message }, physicalLocation: physical(label, source) };
}

function physical(place: Place, source: Source) {
  return { artifactLocation: artifact(source.name(place.file)), region: region(place, source) };
}

function region(place: Place, source: Source) {
  const { start, end } = source.range(place);
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

/** A relative URI reference (RFC 3986): its first part must not look like a scheme. */
function artifact(name: string) {
  const uri = name.split('/').map(encodeURIComponent).join('/');
  return { uri };
}
