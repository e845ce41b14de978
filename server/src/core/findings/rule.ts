// A rule: what it is called, what it asks, and of which kind of layer.
import type { Decision } from '../model/decision';
import type { Files } from '../model/files';
import type { KindId, Layer } from '../model/layer';
import type { Request } from '../model/request';
import type { Certainty, FindingKind, Report, RuleId, Severity } from './finding';

/** What every rule says of itself. */
export type RuleInfo = {
  readonly id: RuleId;
  readonly kind: FindingKind;
  readonly certainty: Certainty;
  /** `off`: it is not run unless the settings give it a severity. */
  readonly severity: Severity | 'off';
  /** One sentence that says what is wrong when the rule reports. */
  readonly summary: string;
};

/** A rule that looks at one layer of its kind; `Context` is what that kind offers to its rules. */
export type LayerRule<Context> = RuleInfo & { check(context: Context): Iterable<Report> };

/** What an upstream expects to be sent, as the settings say it. */
export type UpstreamScheme = 'basic' | 'bearer' | 'session' | 'none';

/** What the project's settings say of its site, where the files alone cannot know. */
export type SiteSettings = {
  /** Whether a path is meant to be open to everyone. */
  isPublic(path: string): boolean;
  readonly upstreams: ReadonlyMap<string, UpstreamScheme>;
  /** Names of functions that are authentication middleware, with the scheme that they check. */
  readonly guards: ReadonlyMap<string, string>;
};

/** What a rule may ask beside its layer. */
export type Services = {
  readonly files: Files;
  readonly settings: SiteSettings;
  /** What the layer does with a request. */
  decide(request: Request): Decision;
};

/** A rule as the runner sees it: bound to the layers that it is for. */
export type Rule = RuleInfo & {
  readonly layer: KindId;
  run(layer: Layer, services: Services): Iterable<Report>;
};

/** The page of a rule, relative to the project. */
export function pageOf(id: RuleId): string {
  return `docs/rules/${id}.md`;
}
