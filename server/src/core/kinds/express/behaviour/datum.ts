// What a handler holds in its hands while it runs: values of the request, of the program, and what is not known.
import type { Place } from '../../../text/span';
import type { Value } from '../values';

export type Primitive = string | number | boolean | bigint | null | undefined;

/** A known value; `carried` if the client sent it, or it was made of what the client sent. */
export type Constant = { readonly kind: 'constant'; readonly value: Primitive; readonly carried: boolean };

/** An object; `rest` is what it holds under names that are not among `fields`, `null` where it holds nothing there. */
export type Thing = {
  readonly kind: 'object';
  readonly fields: Map<string, Datum>;
  readonly rest: Unknown | null;
  /** What it is an instance of, such as `Error`, `Set` or `Buffer`; `null` for a plain one. */
  readonly of: string | null;
};

/** An array; `isOpen`: there may be more than these items. */
export type List = { readonly kind: 'list'; readonly items: Datum[]; readonly isOpen: boolean };

export type Pattern = { readonly kind: 'regex'; readonly source: string; readonly flags: string };

/** A function: one of the program with what it closes over, or one that is known by what it does. */
export type Callable = {
  readonly kind: 'function';
  readonly name: string;
  readonly arity: number | null;
  /** Whether it is called back with an error in front; where this is not said, its parameters tell. */
  readonly isErrorFirst?: boolean;
  /** Whether what it is given is shown to somebody, and looked at by nobody. */
  readonly isShowing?: boolean;
  /** Properties of the function itself, once it has some: most functions never do. */
  fields: Map<string, Datum> | null;
  call(args: readonly Datum[], self: Datum, at: Place): Datum;
};

/** Something of the program that is not followed here: a package's export, a call of it, the environment. */
export type Outside = { readonly kind: 'outside'; readonly value: Value };

/** A promise, with what it came to once the jobs before it have run. */
export type Promised = {
  readonly kind: 'promise';
  state:
    | { readonly kind: 'pending' }
    | { readonly kind: 'kept'; readonly value: Datum }
    | { readonly kind: 'broken'; readonly thrown: Datum };
  /** What waits for it. */
  readonly listeners: (() => void)[];
  /** Whether it stands for what a function that is not known gives back, which may be no promise. */
  readonly isSupposed: boolean;
};

/**
 * What is not known. `judged`: it is what somebody who checks the client's credentials makes of them, so it is
 * good for valid ones and bad for invalid ones. `key` names it: the same key is the same value within a program.
 */
export type Unknown = {
  readonly kind: 'unknown';
  readonly key: string;
  readonly reason: string;
  readonly at: Place | null;
  readonly judged: boolean;
  /** Whether it is true as a condition; `null` where that is not known. */
  readonly truthy: boolean | null;
  /** What it is when the program has started, where functions change it that run later. */
  readonly start?: Constant | undefined;
  /** A promise of it may be rejected for wrong credentials, always or where nobody looks at what it comes to. */
  readonly refusal?: 'rejects' | 'rejects unread' | undefined;
};

export type Datum = Constant | Thing | List | Pattern | Callable | Outside | Promised | Unknown;

/** A value that the program has, not the client. */
export function constant(value: Primitive): Constant {
  return { kind: 'constant', value, carried: false };
}

/** A value that the client sent, or that was made of it. */
export function carried(value: Primitive): Constant {
  return { kind: 'constant', value, carried: true };
}

export const UNDEFINED: Constant = constant(undefined);
export const NULL: Constant = constant(null);

export function thing(fields?: Iterable<readonly [string, Datum]>, of: string | null = null): Thing {
  return { kind: 'object', fields: new Map(fields), rest: null, of };
}

/** An object of which only some fields are known. */
export function openThing(fields: Iterable<readonly [string, Datum]>, rest: Unknown): Thing {
  return { kind: 'object', fields: new Map(fields), rest, of: null };
}

export function list(items: Iterable<Datum>, isOpen = false): List {
  return { kind: 'list', items: [...items], isOpen };
}

export function unknown(
  reason: string,
  at: Place | null,
  more: { readonly key?: string; readonly judged?: boolean; readonly truthy?: boolean | null } = {},
): Unknown {
  const key = more.key ?? (at === null ? reason : `${at.file}:${at.span.start}:${at.span.end}`);
  return { kind: 'unknown', key, reason, at, judged: more.judged ?? false, truthy: more.truthy ?? null };
}

/** The text of a known string, else `null`. */
export function textOf(datum: Datum | undefined): string | null {
  return datum?.kind === 'constant' && typeof datum.value === 'string' ? datum.value : null;
}

/** Whether it is surely `undefined` or `null`. */
export function isNothing(datum: Datum): boolean {
  return datum.kind === 'constant' && (datum.value === undefined || datum.value === null);
}

/** What an object has under a name; what is not among its known fields is `rest` or undefined. */
export function fieldOf(datum: Datum, name: string): Datum | null {
  if (datum.kind === 'function') return datum.fields?.get(name) ?? null;
  if (datum.kind !== 'object') return null;
  const field = datum.fields.get(name);
  if (field !== undefined) return field;
  return datum.rest === null ? UNDEFINED : memberOfUnknown(datum.rest, name);
}

/** A member of what is not known: unknown as well, and judged as what it belongs to. */
export function memberOfUnknown(of: Unknown, name: string): Unknown {
  return { ...of, key: `${of.key}.${name}`, truthy: null, start: undefined, refusal: undefined };
}

/** A value with what it is when the program has started; what is known is that from the start. */
export function startOf(datum: Datum): Constant | undefined {
  return datum.kind === 'unknown' ? datum.start : datum.kind === 'constant' ? datum : undefined;
}
