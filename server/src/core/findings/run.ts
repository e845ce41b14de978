// Runs rules over layers: reports become findings, and what a witness does not bear out is dropped.
import type { Layer } from '../model/layer';
import type { Finding, Report } from './finding';
import type { Rule, Services } from './rule';
import { meets } from './witness';

export type RuleFailure = { readonly rule: Rule; readonly layer: Layer; readonly message: string };

export type RulesRun = {
  readonly findings: readonly Finding[];
  /** Findings whose witness gets something else than they say: a rule and the interpreter disagree. */
  readonly refuted: readonly Finding[];
  readonly failures: readonly RuleFailure[];
};

/** Runs every rule over every layer that it is for. A rule that throws fails alone. */
export function runRules(
  layers: readonly Layer[],
  rules: readonly Rule[],
  servicesOf: (layer: Layer) => Services,
): RulesRun {
  const findings: Finding[] = [];
  const refuted: Finding[] = [];
  const failures: RuleFailure[] = [];
  for (const layer of layers) {
    const services = servicesOf(layer);
    for (const rule of rules) {
      if (rule.layer !== layer.kind) continue;
      try {
        for (const report of rule.run(layer, services)) {
          const finding = toFinding(rule, report);
          (isBorneOut(finding, services) ? findings : refuted).push(finding);
        }
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        failures.push({ rule, layer, message: `rule ${rule.id} failed: ${message}` });
      }
    }
  }
  return { findings, refuted, failures };
}

/** Whether the layer gives a finding's witness what the finding says that it gets. */
function isBorneOut({ witness }: Finding, services: Services): boolean {
  return witness === null || meets(services.decide(witness.request), witness.expect);
}

/** A rule may lower its own certainty for one report, never raise it; a hint is information unless it says more. */
function toFinding(rule: Rule, report: Report): Finding {
  const usual = rule.severity === 'off' ? 'info' : rule.severity;
  const certainty = report.certainty === 'hint' ? 'hint' : rule.certainty;
  const lowered = certainty !== rule.certainty;
  return {
    rule: rule.id,
    kind: rule.kind,
    certainty,
    severity: report.severity ?? (lowered ? 'info' : usual),
    message: report.message,
    at: report.at,
    related: report.related ?? [],
    witness: report.witness ?? null,
    fixes: report.fixes ?? [],
    ...(report.unnecessary === undefined ? {} : { unnecessary: report.unnecessary }),
  };
}
