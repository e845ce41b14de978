// Runs the rules over the layers of a site, and keeps what they found in those that are the same as before.
import { type Files, type Recorded, recorded } from '../model/files';
import type { Layer, Move } from '../model/layer';
import type { Finding } from './finding';
import { movedFinding, touches } from './move';
import type { Rule, Services } from './rule';
import { type RulesRun, runRules } from './run';

/** What the rules found in a layer, and all that it rests on beside the layer itself. */
type LayerRun = RulesRun & {
  readonly rules: readonly Rule[];
  readonly settings: Services['settings'];
  readonly asked: Recorded;
};

export type LayerRuns = ReadonlyMap<Layer, LayerRun>;

/** What the rules of a layer may ask, given the files that they ask it of. */
export type ServicesOf = (layer: Layer, files: Files) => Services;

/**
 * Runs every rule over every layer that it is for. A layer of `earlier` whose rules, settings and files are what they
 * were is taken as it is: a session asks again after each file that a rule wanted, and after each keystroke. Of one
 * that is an earlier layer but for where things stand, only what was found near the change is looked for again.
 */
export function runLayers(
  layers: readonly Layer[],
  rules: readonly Rule[],
  files: Files,
  servicesOf: ServicesOf,
  earlier: LayerRuns = new Map(),
): LayerRuns {
  return new Map(
    layers.map((layer) => {
      const { move } = layer;
      const before = earlier.get(layer) ?? (move ? runBefore(move, earlier) : undefined);
      const isKept = before !== undefined && isStill(before, rules, servicesOf(layer, files), files);
      if (isKept && earlier.has(layer)) return [layer, before];
      const asked = recorded(files, isKept ? before.asked : null);
      const services = servicesOf(layer, asked.files);
      const run = isKept && move ? movedRun(before, move, layer, services) : runRules(layer, rules, services);
      return [layer, { ...run, rules, settings: services.settings, asked }];
    }),
  );
}

function isStill(run: LayerRun, rules: readonly Rule[], { settings }: Services, files: Files): boolean {
  const isSameAsked = run.settings === settings && run.rules.length === rules.length;
  return isSameAsked && run.rules.every((rule, i) => rule === rules[i]) && run.asked.holdsFor(files);
}

function runBefore({ from }: Move, earlier: LayerRuns): LayerRun | undefined {
  for (const [layer, run] of earlier) if (layer.state === from) return run;
  return undefined;
}

/** What was found before, at its new places; rules that found something near the change are asked again. */
function movedRun(before: LayerRun, move: Move, layer: Layer, services: Services): RulesRun {
  const near = [...before.findings, ...before.refuted].filter((finding) => touches(finding, move));
  const again = new Set<string>([...near, ...before.failures.map(({ rule }) => rule)].map(idOf));
  const run = runRules(
    layer,
    before.rules.filter(({ id }) => again.has(id)),
    services,
  );
  const kept = (findings: readonly Finding[]) =>
    findings.filter(({ rule }) => !again.has(rule)).map((finding) => movedFinding(finding, move));
  return {
    findings: [...kept(before.findings), ...run.findings],
    refuted: [...kept(before.refuted), ...run.refuted],
    failures: run.failures,
  };
}

function idOf(of: Finding | Rule): string {
  return 'rule' in of ? of.rule : of.id;
}
