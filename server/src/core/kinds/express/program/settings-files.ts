// Settings of the package config (node-config 1 to 4): what `config/default` says is the default of what a program reads.
import { joinPath } from '../../../text/path';
import type { Place } from '../../../text/span';
import { type PackageValue, stringOf, UNDEFINED, type Value } from '../values';
import type { CallSite } from './call';
import { loadNamed } from './locations';
import { valueOfMember } from './members';
import { constantOf } from './operators';
import { type Run, unknown } from './run';

/** `config.get('server.port')`; `null` for all else, and where no file says what it is. */
export function callSettings(run: Run, callee: PackageValue, site: CallSite): Value | null {
  const [name] = site.given;
  const isGet = callee.name === 'config' && callee.path.at(-1) === 'get' && !site.isNew;
  const key = isGet ? stringOf(name?.value) : null;
  return key === null ? null : settingAt(run, key.split('.'), site.at);
}

/** `config.server`; `null` for all else. */
export function settingOf(run: Run, of: PackageValue, name: string, at: Place): Value | null {
  const isOwn = of.name !== 'config' || name === 'get' || name === 'default';
  return isOwn ? null : settingAt(run, [...of.path.filter((one) => one !== 'default'), name], at);
}

const NAMES = ['.json', '.js', '.cjs', '.ts', '.yaml', '.yml'].map(
  (extension) => `config/default${extension}`,
);

/**
 * What the defaults say. A file for where the program runs, or NODE_CONFIG, may say otherwise (lib/config.js,
 * loadFileConfigs), so a text is one like that of a variable of the environment with this default.
 */
function settingAt(run: Run, names: readonly string[], at: Place): Value | null {
  const home = run.isFrozen ? null : run.folders.home(at.file);
  const file = NAMES.find((one) => home !== null && run.folders.kindOf(joinPath(home, one)) === 'file');
  if (home === null || file === undefined) return null;
  const all = loadNamed(run, constantOf(joinPath(home, file)), at) ?? UNDEFINED;
  const found = names.reduce<Value>(
    (of, name) => (of.kind === 'object' ? valueOfMember(run, of, name, at) : UNDEFINED),
    all,
  );
  return found.kind === 'undefined' ? null : asDefault(found, names, at);
}

function asDefault(value: Value, names: readonly string[], at: Place): Value {
  switch (value.kind) {
    case 'string':
      return { kind: 'env', name: ['NODE_CONFIG', ...names].join('.'), fallback: value };
    case 'boolean':
      return unknown('the settings may say otherwise where the program runs', at);
    case 'array': {
      const elements = value.elements.map((one, i) => asDefault(one, [...names, String(i)], at));
      return { ...value, elements };
    }
    case 'object': {
      const entries = [...value.entries].map(([name, one]): [string, Value] => [
        name,
        asDefault(one, [...names, name], at),
      ]);
      return { ...value, entries: new Map(entries) };
    }
    default:
      return value;
  }
}
