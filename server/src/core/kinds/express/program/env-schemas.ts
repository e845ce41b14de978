// Schemas that a program reads its settings with: zod 3 and 4, joi 17 and 18, yup 1, envalid 6 to 8.
import type { Place } from '../../../text/span';
import { inTable } from '../../../text/table';
import {
  type CallValue,
  type MemberValue,
  type ObjectValue,
  type PackageValue,
  stringOf,
  UNDEFINED,
  type Value,
} from '../values';
import { type CallSite, call, siteWith } from './call';
import { packageOf } from './escape';
import { valueOfMember } from './members';
import { constantOf } from './operators';
import type { Run } from './run';

/** What is given back: the value, a promise of it, or an object that says whether it fits. */
type Way = 'value' | 'promise' | 'told' | 'told later' | 'both';

const METHODS: Readonly<Record<string, Readonly<Record<string, Way>>>> = {
  zod: { parse: 'value', safeParse: 'told', parseAsync: 'promise', safeParseAsync: 'told later' },
  joi: { validate: 'both', validateAsync: 'promise' },
  yup: { validateSync: 'value', cast: 'value', validate: 'promise' },
};

/**
 * `schema.parse(process.env)` and its like, of what is there when a program starts: what does not fit ends it, so what it
 * goes on with fits. `null` for all other calls, and for schemas that are not followed.
 */
export function callSchema(run: Run, { of, name }: MemberValue, site: CallSite): Value | null {
  const methods = inTable(METHODS, packageOf(of) ?? '');
  const way = methods === undefined ? undefined : inTable(methods, stringOf(name) ?? '');
  const [input] = site.given;
  if (way === undefined || input === undefined || run.isFrozen || !isSettings(input.value)) return null;
  const value = parsed(run, of, input.value, site);
  return value === null ? null : givenBack(way, value);
}

/** `cleanEnv(process.env, { PORT: port({ default: 3000 }) })` of envalid; `null` for all else. */
export function callEnvalid(run: Run, callee: PackageValue, site: CallSite): Value | null {
  const [input, specs] = site.given.map(({ value }) => value);
  if (callee.name !== 'envalid' || callee.path.at(-1) !== 'cleanEnv' || run.isFrozen) return null;
  if (input === undefined || specs?.kind !== 'object' || !isSettings(input)) return null;
  return objectOf(
    [...specs.entries].map(([name, spec]) => {
      const [options] = spec.kind === 'call' ? spec.args : [];
      const given = options?.kind === 'object' ? options.entries.get('default') : undefined;
      const value = valueOfMember(run, input, name, site.at);
      return [name, given === undefined ? value : withDefault(value, given)];
    }),
  );
}

/** The environment, or an object of what the program took out of it. */
function isSettings(input: Value): boolean {
  return (
    input.kind === 'object' ||
    (input.kind === 'global' && /^(?:process|import\.meta)\.env$/.test(input.path.join('.')))
  );
}

function givenBack(way: Way, value: Value): Value {
  const told = () =>
    objectOf([
      ['success', constantOf(true)],
      ['data', value],
      ['error', UNDEFINED],
    ]);
  switch (way) {
    case 'value':
      return value;
    case 'promise':
      return { kind: 'promise', result: value };
    case 'told':
      return told();
    case 'told later':
      return { kind: 'promise', result: told() };
    case 'both':
      return objectOf([
        ['value', value],
        ['error', UNDEFINED],
      ]);
  }
}

function objectOf(entries: Iterable<readonly [string, Value]>): ObjectValue {
  return { kind: 'object', entries: new Map(entries), isOpen: false, at: null };
}

/** What a schema makes of a value; `null` where that is not followed. */
function parsed(run: Run, schema: Value, input: Value, site: CallSite): Value | null {
  if (schema.kind !== 'call') return null;
  const { callee } = schema;
  if (callee.kind === 'member') return stepped(run, schema, callee, input, site);
  if (callee.kind !== 'package') return null;
  const [shape] = schema.args;
  if (OBJECTS.test(callee.path.at(-1) ?? '')) return shaped(run, shape, input, site);
  return PLAIN.test(callee.path.at(-1) ?? '') ? input : null;
}

const OBJECTS = /^(?:object|strictObject|looseObject)$/;
/** Types of which a value is what was given, or the number or the like that is written there. */
const PLAIN =
  /^(?:string|number|boolean|bool|date|enum|nativeEnum|literal|any|unknown|email|url|uuid|mixed|valid|union|array|ipv4|int|bigint|stringbool)$/;

/** The entries of an object, each by its own schema. */
function shaped(run: Run, shape: Value | undefined, input: Value, site: CallSite): Value | null {
  if (shape === undefined) return objectOf([]);
  if (shape.kind !== 'object') return null;
  const entries = [...shape.entries].map(([name, one]): [string, Value] => {
    const given = valueOfMember(run, input, name, site.at, true);
    return [name, parsed(run, one, given, site) ?? lost(one, given, site.at)];
  });
  return { ...objectOf(entries), isOpen: shape.isOpen };
}

/** An entry whose schema is not followed is somehow made of what was given. */
function lost(schema: Value, given: Value, at: Place): Value {
  return { kind: 'operation', operator: 'parse', of: [schema, given], at };
}

/** A step of a chain, such as `.default('x')` or `.transform(fn)`; most only ask more of the value. */
function stepped(
  run: Run,
  { args }: CallValue,
  { of, name }: MemberValue,
  input: Value,
  site: CallSite,
): Value | null {
  const step = stringOf(name) ?? '';
  const [first = UNDEFINED] = args;
  if (step === 'default' || step === 'catch' || step === 'prefault') {
    const value = parsed(run, of, input, site);
    return value === null
      ? null
      : withDefault(value, first.kind === 'function' ? called(run, first, [], site) : first);
  }
  const before = parsed(run, of, input, site);
  if (before === null) return null;
  switch (step) {
    case 'transform':
      return first.kind === 'function' || first.kind === 'global' ? called(run, first, [before], site) : null;
    case 'pipe':
      return parsed(run, first, before, site);
    case 'keys':
    case 'extend':
    case 'safeExtend':
    case 'shape':
      return merged(before, shaped(run, first, input, site));
    case 'merge':
    case 'and':
    case 'concat':
      return merged(before, parsed(run, first, input, site));
    case 'preprocess':
    case 'overwrite':
    case 'or':
      return null;
    default:
      return before;
  }
}

function merged(one: Value, other: Value | null): Value | null {
  if (one.kind !== 'object' || other?.kind !== 'object') return null;
  return { ...objectOf([...one.entries, ...other.entries]), isOpen: one.isOpen || other.isOpen };
}

function called(run: Run, of: Value, args: readonly Value[], site: CallSite): Value {
  return call(run, of, siteWith(site, args), null);
}

/** What is not set is the default. */
function withDefault(value: Value, fallback: Value): Value {
  if (value.kind === 'undefined') return fallback;
  return value.kind === 'env' && value.fallback === null ? { ...value, fallback } : value;
}
