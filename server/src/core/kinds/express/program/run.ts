// One run through a program: what is known so far, what it has built, and how much more may be looked at.
import type { FunctionNode } from '../../../syntax/js/tree';
import type { FileId, Place, Span } from '../../../text/span';
import type { Folders } from '../modules/folders';
import type { Presence } from '../stack';
import type { ArrayValue, CallValue, UnknownValue, Value } from '../values';
import type { Containers } from './containers';
import type { Cost } from './costs';
import type { DraftStack } from './draft';
import type { Environment, Writes } from './environment';
import type { Globals } from './globals';
import type { HeardModule, Hearing } from './hearing';
import type { LateScope } from './late';

/** A module as it is being run: its exports may still grow. */
export type ModuleRun = {
  readonly file: FileId;
  readonly environment: Environment;
  /** The object `module`, whose entry `exports` is what `require` gives. */
  readonly module: Extract<Value, { kind: 'object' }>;
  /** What `export` statements give, read when it is asked for. */
  readonly exported: Map<string, () => Value>;
  /** `export * from`. */
  readonly stars: (() => ModuleRun | Value)[];
  /** Whether what it passes on is being looked at: modules may pass each other on in a circle. */
  isListed: boolean;
  /** Whether it has `export`, so that its exports are named ones. */
  isEsm: boolean;
  state: 'running' | 'done';
  /** Whether it surely throws before it is through. */
  throws: boolean;
  /** What it did to the program, once it is through. */
  heard: HeardModule | null;
};

/** Something that runs when the statements before it are through: a callback, the rest of an async function. */
export type Job = () => void;

export type Run = {
  readonly modules: Map<FileId, ModuleRun>;
  readonly globals: Globals;
  readonly stack: DraftStack;
  /** Calls of packages' functions, in order. */
  readonly calls: CallValue[];
  /** Places of the program that could not be followed. */
  readonly gaps: UnknownValue[];
  /** What must hold for the statement that runs to be reached. */
  readonly presence: Presence[];
  /** How many `try` blocks that catch are around the statement that runs. */
  tries: number;
  /** Whether what was called inside of one of these surely throws: the statement that runs is over. */
  isThrown: boolean;
  /** The module that is not there and that the statement in a `try` asks for: it throws, unless it is there by then. */
  absent: UnknownValue | null;
  readonly jobs: Job[];
  /** The functions that run, and under how many conditions each of them was called. */
  readonly functions: {
    readonly node: FunctionNode;
    readonly conditions: number;
    /** What a generator has yielded. */
    readonly yielded: ArrayValue | null;
  }[];
  /** What conditions that are being looked at have overwritten. */
  readonly writes: Writes[];
  /** What the calls of functions have cost so far. */
  readonly costs: Map<FunctionNode, Cost>;
  /** How often something was done to an app, a router or a route. */
  touched: number;
  /** Whether a call was not followed since its function had its share of the steps. */
  isCut: boolean;
  /** Steps that are left: when they are gone, everything is unknown. */
  steps: number;
  /** Once the program is through, evaluating changes nothing. */
  isFrozen: boolean;
  /** Opens what a module specifier names: a module of the program, or a value that is none. */
  readonly open: (specifier: string, from: FileId, span: Span) => ModuleRun | Value;
  /** What a module specifier names, as `require` gives it. */
  readonly load: (specifier: string, from: FileId, span: Span) => Value;
  /** Runs the files of a package that is installed; `null` where they are not read. `hasExpress`: only if it names Express. */
  readonly installed: (specifier: string, from: FileId, hasExpress: boolean) => ModuleRun | null;
  /** The folders of the program's files, for what it finds there by itself. */
  readonly folders: Folders;
  /** What containers of dependencies hold. */
  readonly containers: Containers;
  /** What the program put onto what packages give it. */
  readonly put: Map<CallValue | string, Map<string, Value>>;
  /** Packages that were loaded, by name. */
  readonly packages: Set<string>;
  /** What `super(…)` calls, the innermost constructor last. */
  readonly parents: ((args: readonly Value[]) => void)[];
  /** Functions that were called. */
  readonly called: Set<FunctionNode>;
  /** What functions that run later may change. */
  readonly late: LateScope[];
  /** Who hears what the module that runs does. */
  heard: Hearing | null;
  /** Modules of an earlier run that are taken over as they were. */
  readonly kept: ReadonlyMap<FileId, ModuleRun>;
  /** The numbers of the apps and routers that modules of an earlier run made. */
  readonly idsBefore: ReadonlyMap<FileId, readonly number[]>;
  /** Whether a module that was taken over might have come to something else in this run. */
  isSpoiled: boolean;
};

/** So many steps a program may take: about fifty thousand lines, and twice what the largest known programs take. */
export const MAX_STEPS = 200_000;

/** Calls nest at most so deep, and a function calls itself at most so often. */
export const MAX_CALLS = 60;
export const MAX_RECURSION = 3;

/** A loop whose values are known is followed at most so often. */
export const MAX_ROUNDS_OF_LOOP = 500;

/** Why the arguments of a function are not known that nobody calls here. */
export const CALLER_UNKNOWN = 'the caller is not known';

/** Whether what is put into routers from now on is awaited. */
export function isPatched({ packages }: Run): boolean {
  return packages.has('express-async-errors');
}

/** A name that functions change which run later, with what it is until then, if that is known. */
export function changing(name: string, at: Place, start: Value | undefined): UnknownValue {
  if (start?.kind === 'unknown' && start.start !== undefined) return start;
  const changed = unknown(`"${name}" changes while the program runs`, at);
  return start === undefined ? changed : { ...changed, start };
}

export function place(scope: { readonly file: FileId }, node: { readonly span: Span }): Place {
  return { file: scope.file, span: node.span };
}

export function unknown(reason: string, at: Place): UnknownValue {
  return { kind: 'unknown', reason, at };
}

/** Sets a name or an entry, and remembers what was there for the other way of a condition. */
export function write(run: Run, target: Map<string, Value>, name: string, value: Value): void {
  remember(run, target, name, target.get(name));
  target.set(name, value);
}

const births = new WeakMap<Map<string, Value>, Writes>();

/** Notes on which way of a condition an object is made: on the other one there is none, so nothing of it is put back. */
export function noteBirth(run: Run, made: Map<string, Value>): void {
  const writes = run.writes.at(-1);
  if (writes !== undefined) births.set(made, writes);
}

/** Notes for the other way of a condition what a name or an entry was before its first write. */
export function remember(
  run: Run,
  target: Map<string, Value>,
  name: string,
  before: Value | undefined,
): void {
  const writes = run.writes.at(-1);
  if (writes === undefined || births.get(target) === writes) return;
  const names = writes.get(target) ?? new Map<string, Value | undefined>();
  writes.set(target, names);
  if (!names.has(name)) names.set(name, before);
}
