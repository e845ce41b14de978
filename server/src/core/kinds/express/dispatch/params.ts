// The parameters of a request in a router: what the path of a layer gives, with those of the routers around it.
import { type Datum, list } from '../behaviour/datum';
import type { ParamValue, PathMatch } from '../matching/match';
import type { RouterSettings } from '../stack';

type Matched = Extract<PathMatch, { kind: 'match' }>;

/** The parameters that a layer's handlers see. */
export function paramsFor(match: Matched, parentParams: Params, settings: RouterSettings): Params {
  const own = ownParams(match);
  return settings.mergeParams ? mergeParams(own, parentParams) : own;
}

type Params = ReadonlyMap<string, Datum>;

const NO_PARAMS: Params = new Map();
const known = new WeakMap<Matched['params'], Params>();

/** The parameters of a match. Many requests have the same, as matchers remember them; lists may be changed by handlers. */
function ownParams({ params }: Matched): Params {
  if (params.size === 0) return NO_PARAMS;
  const before = known.get(params);
  if (before !== undefined) return before;
  const made = new Map([...params].map(([name, value]): [string, Datum] => [name, paramDatum(value)]));
  const isPlain = [...params.values()].every((value) => value === undefined || typeof value === 'string');
  if (isPlain) known.set(params, made);
  return made;
}

/** Parameters with names win over those around; numbers go on behind them (`mergeParams` in lib/router/index.js). */
function mergeParams(own: Params, parent: Params): Params {
  if (!own.has('0') || !parent.has('0')) return new Map([...parent, ...own]);
  const count = (params: Params) => {
    let n = 0;
    while (params.has(String(n))) n++;
    return n;
  };
  const [inner, outer] = [count(own), count(parent)];
  const moved = [...own].map(([name, value]): [string, Datum] => {
    const number = /^\d+$/.test(name) ? Number(name) : inner;
    return [number < inner ? String(number + outer) : name, value];
  });
  return new Map([...parent, ...moved]);
}

function paramDatum(value: ParamValue): Datum {
  if (value === undefined || typeof value === 'string') return { kind: 'constant', value, carried: true };
  return list(value.map((text): Datum => ({ kind: 'constant', value: text, carried: true })));
}
