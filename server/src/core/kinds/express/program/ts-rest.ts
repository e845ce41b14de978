// Contracts of ts-rest 3: `createExpressEndpoints` adds a route for each operation of a contract that has an implementation.
import { type ObjectValue, type PackageValue, stringOf, UNDEFINED, type Value } from '../values';
import type { CallSite } from './call';
import { addTo, madeBy } from './controllers';
import { addGap, packageOf } from './escape';
import { METHODS } from './express';
import { valueOfMember } from './members';
import { constantOf } from './operators';
import { type Run, unknown } from './run';

const EXPRESS = '@ts-rest/express';

/** `createExpressEndpoints(contract, router, app, { globalMiddleware })`; `null` for all else. */
export function callContract(run: Run, callee: PackageValue, site: CallSite): Value | null {
  if (run.isFrozen || callee.name !== EXPRESS || callee.path.at(-1) !== 'createExpressEndpoints') return null;
  const [contract = UNDEFINED, router = UNDEFINED, app = UNDEFINED, options = UNDEFINED] = site.given.map(
    ({ value }) => value,
  );
  const front = listOf(valueOfMember(run, options, 'globalMiddleware', site.at, true));
  if (
    !addAll(run, contract, router, '', (path, method, of, handlers) => {
      const action = madeBy(EXPRESS, ['action'], [handlers.at(-1) ?? UNDEFINED, of], site.at);
      addTo(run, app, method, [constantOf(path), ...front, ...handlers.slice(0, -1), action], site.at);
    })
  )
    addGap(run, app, 'which operations a contract has is not known', site);
  return UNDEFINED;
}

type Hear = (path: string, method: string, of: ObjectValue, handlers: readonly Value[]) => void;

/** Hears of all operations; `false` where some are not known. */
function addAll(run: Run, contract: Value, implementation: Value, before: string, hear: Hear): boolean {
  const [of, prefix] = unwrapped(run, contract, 0);
  const [by] = unwrapped(run, implementation, 1);
  if (of.kind !== 'object' || of.isOpen) return false;
  const [method, path] = ['method', 'path'].map((name) => stringOf(of.entries.get(name)));
  if (typeof method === 'string' && typeof path === 'string' && METHODS.has(method.toLowerCase())) {
    const isPlain = by.kind !== 'object';
    const option = (name: string) =>
      isPlain ? UNDEFINED : valueOfMember(run, by, name, by.at ?? NOWHERE, true);
    hear(before + prefix + path, method.toLowerCase(), of, [
      ...listOf(option('middleware')),
      isPlain ? by : option('handler'),
    ]);
    return true;
  }
  if (by.kind !== 'object' || by.isOpen) return false;
  return [...by.entries]
    .map(([key, inner]) => addAll(run, of.entries.get(key) ?? UNDEFINED, inner, before + prefix, hear))
    .every(Boolean);
}

const NOWHERE = { file: '', span: { start: 0, end: 0 } };

/** What `c.router(contract, { pathPrefix })` and `s.router(contract, implementation)` are given, and the prefix of the paths. */
function unwrapped(run: Run, value: Value, index: number): readonly [Value, string] {
  const isMade = value.kind === 'call' && packageOf(value)?.startsWith('@ts-rest/') === true;
  const given = isMade ? value.args[index] : value;
  const options = isMade && index === 0 ? value.args[1] : undefined;
  const prefix =
    options === undefined || !isMade ? UNDEFINED : valueOfMember(run, options, 'pathPrefix', value.at, true);
  if (given === undefined) return [UNDEFINED, ''];
  const [inner, more] = given === value ? [given, ''] : unwrapped(run, given, index);
  return [inner, (stringOf(prefix) ?? '') + more];
}

/** A list; of what is none, that it is not known. */
function listOf(value: Value): readonly Value[] {
  if (value.kind === 'undefined') return [];
  return value.kind === 'array' && !value.isOpen
    ? value.elements
    : [unknown('which middlewares an operation has is not known', NOWHERE)];
}
