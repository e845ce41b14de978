// Runs the rules over the layers of a site, and keeps what they found in those that are the same as before.
import { type Files, type Recorded, recorded } from '../model/files';
import type { Layer } from '../model/layer';
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
 * were is taken as it is: a session asks again after each file that a rule wanted, and after each keystroke.
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
      const asked = recorded(files);
      const services = servicesOf(layer, asked.files);
      const before = earlier.get(layer);
      if (before !== undefined && isStill(before, rules, services, files)) return [layer, before];
      return [layer, { ...runRules(layer, rules, services), rules, settings: services.settings, asked }];
    }),
  );
}

function isStill(run: LayerRun, rules: readonly Rule[], { settings }: Services, files: Files): boolean {
  const isSameAsked = run.settings === settings && run.rules.length === rules.length;
  return isSameAsked && run.rules.every((rule, i) => rule === rules[i]) && run.asked.holdsFor(files);
}
