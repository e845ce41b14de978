// What the expressions of a program are known to be, without running it.
import type { ClassNode, Expression, FunctionNode } from '../../syntax/js/tree';
import type { FileId, Place } from '../../text/span';
import type { Presence } from './stack';

/**
 * What is known of a value. `unknown` carries the place and the reason; it is never a guess. What depends on the
 * request (`parameter`) stays symbolic: `member`, `call` and `operation` over it.
 */
export type Value =
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }
  | { readonly kind: 'undefined' }
  | { readonly kind: 'regex'; readonly pattern: string; readonly flags: string }
  | ArrayValue
  | ObjectValue
  | FunctionValue
  | ClassValue
  | InstanceValue
  | PackageValue
  | CallValue
  | MemberValue
  | OperationValue
  | EnvironmentValue
  | StackValue
  | GlobalValue
  | PromiseValue
  | ParameterValue
  | EitherValue
  | UnknownValue;

/** `isOpen`: there may be more elements than these, or some of them may not be there. */
export type ArrayValue = {
  readonly kind: 'array';
  readonly elements: Value[];
  isOpen: boolean;
  /** The innermost condition of the program under which it was made. */
  readonly born?: Presence | null;
  /** Where it is open for nothing else: the elements that are there under a condition, by their index. */
  conditions?: Map<number, readonly Presence[]> | undefined;
};

/** An object of literals, or the exports of a module. `isOpen`: there may be more entries, or others. */
export type ObjectValue = {
  readonly kind: 'object';
  readonly entries: Map<string, Value>;
  isOpen: boolean;
  /** Whether a compiler made it of an ES module, so that its `default` is what a default import gives. */
  isEsModule?: boolean;
  /** Where it is written, so that a fix can add an entry; `null` for a module's exports. */
  readonly at: Place | null;
};

/** A function of the program, with all that it can see. */
export type FunctionValue = {
  readonly kind: 'function';
  readonly node: FunctionNode;
  readonly scope: Scope;
  /** What `this` is, where it is known. */
  readonly self: Value | null;
  /** Arguments that `bind` put in front. */
  readonly bound: readonly Value[];
  readonly at: Place;
  /** Properties put onto the function itself, such as `handler.unless`. */
  readonly entries: Map<string, Value>;
};

export type ClassValue = {
  readonly kind: 'class';
  readonly node: ClassNode;
  readonly scope: Scope;
  /** The class that it extends. */
  readonly parent: Value | null;
  readonly statics: Map<string, Value>;
  readonly at: Place;
};

/** An object that `new` made of a class of the program. */
export type InstanceValue = {
  readonly kind: 'instance';
  readonly of: ClassValue;
  readonly fields: Map<string, Value>;
};

/**
 * An export of a package: `require('passport').authenticate` and `import { authenticate } from 'passport'` are
 * `passport` with the path `authenticate`; the whole package has an empty path, a default import too.
 */
export type PackageValue = {
  readonly kind: 'package';
  /** The package's name, such as `express` or `@scope/name`; built-in modules without `node:`. */
  readonly name: string;
  /** What of it: subpath of the import, then names, such as `['Strategy']`. */
  readonly subpath: string;
  readonly path: readonly string[];
  /** Whether it came by a default import, which a package of ES modules tells from the whole. */
  readonly isDefault: boolean;
  /** The version that the nearest package.json or lock file names, as it is written there; `null` where none does. */
  readonly version: string | null;
};

/** A call of something that is not read: a package's function, or one of the program that could not be followed. */
export type CallValue = {
  readonly kind: 'call';
  readonly callee: Value;
  /** `new callee(…)`. */
  readonly isNew: boolean;
  readonly args: readonly Value[];
  /** The whole call. */
  readonly at: Place;
  /** The parentheses with the arguments. */
  readonly argsAt: Place;
  /** The places of the arguments, one for each as they are written. */
  readonly argPlaces: readonly Place[];
  /** Whether the program puts more into what is made while it runs: of a `Map` or a `Set`. */
  isFilled?: boolean;
};

/** A member of something that is not read, such as `unless` of `expressjwt(…)` or `headers` of the request. */
export type MemberValue = {
  readonly kind: 'member';
  readonly of: Value;
  readonly name: Value;
  readonly at: Place;
};

/** What an operator makes of values that are not all known: `!`, `===`, `&&`, `typeof`, `? :` (as `?:`), `await`, `template`. */
export type OperationValue = {
  readonly kind: 'operation';
  readonly operator: string;
  readonly of: readonly Value[];
  readonly at: Place;
};

/** `process.env.NAME`; `fallback` is what `|| 'x'` or `?? 'x'` puts in its place, or a default of destructuring. */
export type EnvironmentValue = {
  readonly kind: 'env';
  readonly name: string;
  readonly fallback: Value | null;
};

/** An application, router or `app.route(…)` of Express, by the number of it in the program's stack. */
export type StackValue = {
  readonly kind: 'app' | 'router' | 'route';
  readonly id: number;
  readonly at: Place;
};

/** What a handler is called with, or any other parameter whose argument is not known here. */
export type ParameterValue = {
  readonly kind: 'parameter';
  readonly role: 'req' | 'res' | 'next' | 'err' | 'value';
  readonly name: string;
  readonly at: Place;
};

/** One of several, since it depends on what is not known: the first if `when` is true, where there is a condition. */
export type EitherValue = {
  readonly kind: 'either';
  readonly of: readonly Value[];
  readonly when: Value | null;
};

/** A name that the program does not declare, such as `Map`, `JSON` or `require`, with the members that lead on. */
export type GlobalValue = { readonly kind: 'global'; readonly path: readonly string[] };

/** What an async function answers; `result` is `null` as long as it is not known. */
export type PromiseValue = { readonly kind: 'promise'; result: Value | null };

export type UnknownValue = {
  readonly kind: 'unknown';
  readonly reason: string;
  readonly at: Place;
  /** What it is when the program has started, where functions change it that run later. */
  readonly start?: Value;
};

/** The names that can be seen from a place of the program. */
export type Scope = {
  readonly file: FileId;
  /** What `this` is here. */
  readonly self: Value | null;
  /** The value of a name; `null` where nothing here declares it. What handlers change while they run is unknown. */
  lookup(name: string): Value | null;
  /** A scope in this one that knows these names too. */
  within(names: ReadonlyMap<string, Value>, self?: Value | null): Scope;
};

/** What is known of an expression that stands in a scope. It never throws and always ends. */
export type Evaluate = (expression: Expression, scope: Scope) => Value;

/** The scope of a function's body: its parameters bound to these arguments, and what its body declares. */
export type EnterFunction = (called: FunctionValue, args: readonly Value[]) => Scope;

/** What a call such as `container.get(token)` gives; `null` where that is no container, or it is not known. */
export type Asked = (of: Value, name: string, token: Value, at: Place) => Value | null;

/** What reading handlers needs of the evaluator. */
export type Evaluator = { readonly evaluate: Evaluate; readonly enter: EnterFunction; readonly asked: Asked };

export const UNDEFINED: Value = { kind: 'undefined' };

/** The value itself if it is a string, else `null`. */
export function stringOf(value: Value | undefined): string | null {
  return value?.kind === 'string' ? value.value : null;
}

/** The entry of an object; `undefined` the value where it surely has none, `null` where that is not known. */
export function entryOf(value: Value | undefined, name: string): Value | null {
  if (value?.kind !== 'object') return null;
  return value.entries.get(name) ?? (value.isOpen ? null : UNDEFINED);
}
