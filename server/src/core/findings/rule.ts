// A rule: what it is called, what it asks, and of which kind of layer.
import type { KindId, Layer } from '../model/layer';
import type { Certainty, FindingKind, Report, RuleId, Severity } from './finding';

/** What every rule says of itself. */
export type RuleInfo = {
  readonly id: RuleId;
  readonly kind: FindingKind;
  readonly certainty: Certainty;
  readonly severity: Severity;
  /** One sentence that says what is wrong when the rule reports. */
  readonly summary: string;
};

/** A rule that looks at one layer of its kind; `Context` is what that kind offers to its rules. */
export type LayerRule<Context> = RuleInfo & { check(context: Context): Iterable<Report> };

/** A rule as the runner sees it: bound to the layers that it is for. */
export type Rule = RuleInfo & {
  readonly layer: KindId;
  run(layer: Layer, services: unknown): Iterable<Report>;
};

/** The page of a rule, relative to the project. */
export function pageOf(id: RuleId): string {
  return `docs/rules/${id}.md`;
}
