// The options that a package's function is called with, as far as they are known.
import { type Datum, fieldOf, UNDEFINED } from './datum';
import { datumOf } from './run/outside';

/** An option of an object of options: undefined where it is not given, `null` where that is not known. */
export function optionOf(options: Datum | undefined, name: string): Datum | null {
  if (options === undefined || (options.kind === 'constant' && options.value === undefined)) return UNDEFINED;
  if (options.kind === 'object') {
    const field = fieldOf(options, name);
    return field?.kind === 'unknown' && !options.fields.has(name) ? null : field;
  }
  if (options.kind !== 'outside') return null;
  const { value } = options;
  if (value.kind !== 'object') return null;
  const entry = value.entries.get(name);
  if (entry !== undefined) return datumOf(entry);
  return value.isOpen ? null : UNDEFINED;
}

/** An option that is a boolean; `fallback` where it is not given, `null` where it is not known. */
export function flagOf(options: Datum | undefined, name: string, fallback: boolean): boolean | null {
  const option = optionOf(options, name);
  if (option === null) return null;
  if (option.kind !== 'constant') return option.kind === 'unknown' || option.kind === 'outside' ? null : true;
  return option.value === undefined ? fallback : Boolean(option.value);
}

/** An option that is a text; `undefined` where it is not given, `null` where it is not known. */
export function textOption(options: Datum | undefined, name: string): string | null | undefined {
  const option = optionOf(options, name);
  if (option === null) return null;
  if (option.kind !== 'constant') return null;
  return option.value === undefined || option.value === null ? undefined : String(option.value);
}

/** One value or several as a list; `null` where they are not all known. */
export function severalOf(option: Datum | null): readonly Datum[] | null {
  if (option === null || option.kind === 'unknown') return null;
  if (option.kind === 'list') return option.isOpen ? null : option.items;
  return option.kind === 'constant' && option.value === undefined ? [] : [option];
}
