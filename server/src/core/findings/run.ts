// Runs rules over layers: reports become findings, and what a witness does not bear out is dropped.
import type { Decision } from '../model/decision';
import type { Layer } from '../model/layer';
import { type Request, requestKey } from '../model/request';
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

/** Runs every rule that is for a layer over it. A rule that throws fails alone. */
export function runRules(layer: Layer, rules: readonly Rule[], services: Services): RulesRun {
  const findings: Finding[] = [];
  const refuted: Finding[] = [];
  const failures: RuleFailure[] = [];
  const asked = remembering(services);
  for (const rule of rules) {
    if (rule.layer !== layer.kind) continue;
    try {
      for (const report of rule.run(layer, asked)) {
        const finding = toFinding(rule, report);
        (isBorneOut(finding, asked) ? findings : refuted).push(finding);
      }
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      failures.push({ rule, layer, message: `rule ${rule.id} failed: ${message}` });
    }
  }
  return { findings, refuted, failures };
}

/** Many rules ask for the same requests: each is answered once. */
function remembering(services: Services): Services {
  const answers = new Map<string, Decision>();
  const decide = (request: Request): Decision => {
    const key = requestKey(request);
    const known = answers.get(key);
    if (known !== undefined) return known;
    const decision = services.decide(request);
    answers.set(key, decision);
    return decision;
  };
  return { ...services, decide };
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
    ...(report.secrets === undefined ? {} : { secrets: report.secrets }),
  };
}
