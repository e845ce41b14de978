// What a request's target is to the layers of an app, each by itself: two targets may be the same to the first of them.
import type { Version } from '../behaviour/behaviour';
import { pathOf } from '../behaviour/exchange-state';
import type { Sight } from '../behaviour/sights';
import type { Name } from '../behaviour/trace';
import type { Router } from '../stack';
import { candidatesFor } from './candidates';
import { matcherOfLayer } from './matchers';

type SightsOf = (nth: number) => Sight;

const known = new WeakMap<Router, Map<Version, SightsOf>>();

/** What the layers that may match are to a request, the first of them first. */
export function candidateSights(app: Router, version: Version): SightsOf {
  const versions = known.get(app) ?? new Map<Version, SightsOf>();
  known.set(app, versions);
  const before = versions.get(version);
  if (before !== undefined) return before;
  const sights: Sight[] = [];
  const nameAt = namesOfLast(app, version);
  const sightsOf = (nth: number) => {
    const sight = sights[nth] ?? {
      name: `candidate ${nth}`,
      nameIn: ({ target }) => nameAt(pathOf(target), nth),
    };
    sights[nth] = sight;
    return sight;
  };
  versions.set(version, sightsOf);
  return sightsOf;
}

/** Names what layers are to a path; those of the path that was asked about last are kept, as many ask about one. */
function namesOfLast(app: Router, version: Version): (path: string, nth: number) => Name {
  let last = '';
  let names: Name[] = [];
  return (path, nth) => {
    if (path !== last) {
      last = path;
      names = [];
    }
    const name = names[nth] ?? nameOf(app, version, path, nth);
    names[nth] = name;
    return name;
  };
}

function nameOf(app: Router, version: Version, path: string, nth: number): Name {
  const at = candidatesFor(app, path)[nth] ?? -1;
  const layer = app.layers[at];
  if (layer === undefined) return false;
  const matcher = matcherOfLayer(layer, app.settings, version);
  if (matcher.kind !== 'matcher') return at;
  const match = matcher.match(path);
  if (match.kind !== 'match') return `${at} ${match.kind}`;
  // A number is spared being put together.
  const seen = canBeMount(match.path, path, version) ? at : `${at} match`;
  // Callbacks of parameters are called for their values.
  const called = app.params.filter(({ name }) => match.keys.includes(name));
  return called.length === 0
    ? seen
    : `${seen} ${JSON.stringify(called.map(({ name }) => match.params.get(name)))}`;
}

/** Whether a part of a path ends where a segment does, so that Express can take it off. */
export function canBeMount(part: string, path: string, version: Version): boolean {
  const next = path.charAt(part.length);
  const breaks = next === '' || next === '/' || (next === '.' && version === 4);
  return part === '' || (path.startsWith(part) && breaks);
}
