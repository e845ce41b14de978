// The parameters of a request in a router: what the path of a layer gives, with those of the routers around it.
import { type Datum, list } from '../behaviour/datum';
import type { ParamValue, PathMatch } from '../matching/match';
import type { RouterSettings } from '../stack';

/** The parameters that a layer's handlers see. */
export function paramsFor(
  match: Extract<PathMatch, { kind: 'match' }>,
  parentParams: ReadonlyMap<string, Datum>,
  settings: RouterSettings,
): ReadonlyMap<string, Datum> {
  const own = new Map([...match.params].map(([name, value]): [string, Datum] => [name, paramDatum(value)]));
  return settings.mergeParams ? mergeParams(own, parentParams) : own;
}

/** Parameters with names win over those around; numbers go on behind them (`mergeParams` in lib/router/index.js). */
function mergeParams(
  own: ReadonlyMap<string, Datum>,
  parent: ReadonlyMap<string, Datum>,
): ReadonlyMap<string, Datum> {
  if (!own.has('0') || !parent.has('0')) return new Map([...parent, ...own]);
  const count = (params: ReadonlyMap<string, Datum>) => {
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
