// `new Proxy(app, { get … })`: what passes on what it is asked for is the app.
import type { Value } from '../values';
import { type CallSite, callFunction } from './call';
import type { Run } from './run';

/** The app or router that a proxy stands for; `null` for other calls, and where what it passes on is not known. */
export function newProxy(
  run: Run,
  { path }: Extract<Value, { kind: 'global' }>,
  site: CallSite,
): Value | null {
  const [target, traps] = site.given.map(({ value }) => value);
  if (!site.isNew || path.join('.') !== 'Proxy' || target === undefined) return null;
  if (traps?.kind !== 'object' || traps.isOpen) return null;
  const get = traps.entries.get('get');
  if (get === undefined) return isStack(target) && !traps.entries.has('apply') ? target : null;
  if (get.kind !== 'function') return null;
  const name: Value = { kind: 'parameter', role: 'value', name: 'property', at: site.at };
  return passedOn(callFunction(run, get, [target, name, target], site.at), name);
}

/** The app of which a value is the member with a name, on one way at least: the others are for single names. */
function passedOn(value: Value, name: Value): Value | null {
  switch (value.kind) {
    case 'member':
      return value.name === name && isStack(value.of) ? value.of : null;
    case 'either':
    case 'operation':
      return value.of.map((one) => passedOn(one, name)).find((one) => one !== null) ?? null;
    default:
      return null;
  }
}

function isStack({ kind }: Value): boolean {
  return kind === 'app' || kind === 'router';
}
