// Packages that do what the language does itself by now: what they make of known values is what it makes of them.
import type { PackageValue, Value } from '../values';
import { globalCall } from './builtins';
import type { CallSite } from './call';
import { binary, constantOf, unary } from './operators';
import type { Run } from './run';

const OF_LANGUAGE: Readonly<Record<string, readonly string[]>> = {
  'object.entries': ['Object', 'entries'],
  'object.values': ['Object', 'values'],
  'object-keys': ['Object', 'keys'],
  'object-assign': ['Object', 'assign'],
  'object.assign': ['Object', 'assign'],
  'util-extend': ['Object', 'assign'],
};

/** What `typeof` answers of what these are true of. */
const TYPES: Readonly<Record<string, string>> = {
  isString: 'string',
  isFunction: 'function',
  isNumber: 'number',
  isBoolean: 'boolean',
  isUndefined: 'undefined',
};

/** A call of such a package's function; `null` where it is kept as it is. */
export function callPolyfill(run: Run, { name, path }: PackageValue, site: CallSite): Value | null {
  if (site.isOpen || site.isNew) return null;
  const names = path.filter((one) => one !== 'default');
  if (Object.hasOwn(OF_LANGUAGE, name) && names.length === 0)
    return globalCall(run, OF_LANGUAGE[name] ?? [], site);
  const method = names[0] ?? '';
  const first = site.given[0]?.value;
  if (name !== 'util' || names.length > 1 || first === undefined) return null;
  if (method === 'isArray') return globalCall(run, ['Array', 'isArray'], site);
  const type = Object.hasOwn(TYPES, method) ? TYPES[method] : undefined;
  return type === undefined
    ? null
    : binary('===', unary('typeof', first, site.at), constantOf(type), site.at);
}
