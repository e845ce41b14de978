// Runs a program from its first module and keeps what it built.
import type { Expression, FunctionNode } from '../../../syntax/js/tree';
import { walk } from '../../../syntax/js/walk';
import type { FileId } from '../../../text/span';
import type { Folders } from '../modules/folders';
import { isInstalled } from '../modules/installed';
import type { ClassValue, Evaluator, FunctionValue, InstanceValue, Value } from '../values';
import { callFunction, enterFunction } from './call';
import { instantiate } from './classes';
import { undo } from './conditions';
import { askedOf } from './container-calls';
import { isLarge } from './costs';
import { newDraftStack } from './draft';
import { type Environment, environmentOf, type Writes } from './environment';
import { evaluate, functionValue } from './evaluate';
import { makeByFunction, methodsOf } from './function-objects';
import { Globals } from './globals';
import { heardFolders, hearSought, idsOf } from './hearing';
import { pathsChangedIn } from './hoist';
import { drain } from './jobs';
import { type KeptModule, keptModules, outdated } from './kept';
import { openLateChanges } from './late';
import { valueOfMember } from './members';
import { exportsOf, loadSpecifier, openSpecifier, runModule, type Sources } from './modules';
import { CALLER_UNKNOWN, MAX_STEPS, type Run, unknown } from './run';
import { touchesStack } from './touches';

/** A program as it stands when all of its modules have run. */
export type Program = {
  readonly entry: FileId;
  /** The files that it was read from, in the order in which they ran. */
  readonly files: readonly FileId[];
  readonly run: Run;
  readonly sources: Sources;
  readonly evaluator: Evaluator;
  /** Whether all of it was followed. */
  readonly isWhole: boolean;
  /** Whether it is too large for modules to be taken over: what a call costs decides which are followed. */
  readonly isTooLarge: boolean;
  /** How many runs ago all of it ran. */
  readonly age: number;
};

/** What is taken over holds on to the run that it comes from, so all is run again after so many times. */
const MAX_AGE = 100;

/**
 * Runs a program. It always ends: what is too large is unknown from there on. Modules of an earlier run of it that rest
 * on nothing that has changed are taken over as they were.
 */
export function runProgram(entry: FileId, sources: Sources, before?: Program): Program | null {
  if (before === undefined || runsWhole(before) || before.age >= MAX_AGE)
    return runWith(entry, sources, new Map(), null);
  const kept = keptModules(before, sources);
  while (kept.size > 0) {
    const program = runWith(entry, sources, kept, before.run);
    if (program === null || runsWhole(program) || !isAsCold(program.run, kept)) break;
    const lost = outdated(kept, before.run, program);
    if (lost.size === 0) return { ...program, age: before.age + 1 };
    for (const file of lost) kept.delete(file);
  }
  return runWith(entry, sources, new Map(), null);
}

/** Whether modules of a program rest on more than what they open. */
function runsWhole({ isTooLarge, run }: Program): boolean {
  return isTooLarge || run.globals.isShared;
}

type Kept = ReadonlyMap<FileId, KeptModule>;

/** Whether modules that were taken over would have come to the same if they had run where they were asked for. */
function isAsCold({ isSpoiled, steps }: Run, kept: Kept): boolean {
  const isUnchanged = [...kept.values()].every(({ module }) => module.heard?.held.isUnchanged() === true);
  return !isSpoiled && steps > 0 && isUnchanged;
}

function runWith(entry: FileId, sources: Sources, kept: Kept, before: Run | null): Program | null {
  const run: Run = {
    modules: new Map(),
    globals: before?.globals ?? new Globals(),
    stack: newDraftStack(before?.stack.nextId),
    heard: null,
    kept: new Map([...kept].map(([file, { module }]) => [file, module])),
    idsBefore: before === null ? new Map() : idsIn(before),
    isSpoiled: false,
    calls: [],
    gaps: [],
    presence: [],
    tries: 0,
    isThrown: false,
    absent: null,
    jobs: [],
    functions: [],
    writes: [],
    costs: new Map(),
    touched: 0,
    isCut: false,
    steps: MAX_STEPS,
    isFrozen: false,
    containers: new Map(),
    put: new Map(),
    packages: new Set(),
    open: (specifier, from, span) => {
      const value = openSpecifier(run, sources, specifier, from, span);
      if (!('kind' in value)) return value;
      if (value.kind === 'unknown' && !run.isFrozen && !isInstalled(from, entry)) run.gaps.push(value);
      if (value.kind === 'package') run.packages.add(value.name);
      return value;
    },
    load: (specifier, from, span) => loadSpecifier(run, specifier, from, span),
    installed: (specifier, from, hasExpress) => {
      const file = sources.installed(specifier, from, hasExpress);
      hearSought(run, { specifier, from, hasExpress }, file);
      return file === null ? null : runModule(run, sources, file);
    },
    folders: heardFolders(foldersFrom(entry, sources.folders), () => run),
    parents: [],
    called: new Set(),
    late: [],
  };
  if (runModule(run, sources, entry) === null) return null;
  drain(run);
  if (answersNothing(run)) callUncalled(run, entry);
  const isWhole = run.steps > 0 && !run.isCut && run.gaps.length === 0;
  const isTooLarge = isLarge(run);
  run.isFrozen = true;
  openLateChanges(run, sources);
  const files = [...run.modules.keys()];
  return { entry, files, run, sources, evaluator: evaluatorOf(run), isWhole, isTooLarge, age: 0 };
}

/** Folders as a program sees them that starts in a file: packages of it run where it is started. */
function foldersFrom(entry: FileId, folders: Folders): Folders {
  return { ...folders, home: (from) => folders.home(isInstalled(from, entry) ? entry : from) };
}

function idsIn({ modules }: Run): ReadonlyMap<FileId, readonly number[]> {
  return new Map([...modules].map(([file, { heard }]) => [file, heard === null ? [] : idsOf(heard)]));
}

/** Whether there is no app so far, or none that has anything in it. */
function answersNothing({ stack }: Run): boolean {
  return stack.routers.every(
    ({ kind, isMounted, layers }) => kind !== 'app' || isMounted || layers.length === 0,
  );
}

/**
 * A module that exports what makes an app, and is called by nobody here (a test does it, or another package):
 * it is called with arguments that nobody knows.
 */
function callUncalled(run: Run, entry: FileId): void {
  const module = run.modules.get(entry);
  if (module === undefined) return;
  const exported = exportsOf(module);
  const values = exported.kind === 'object' ? [...exported.entries.values()] : [exported];
  for (const value of values) {
    if (value.kind === 'function') callIfMaker(run, value);
    else if (value.kind === 'class') makeIfMaker(run, value, null);
    else if (value.kind === 'instance') makeIfMaker(run, value.of, value);
  }
  drain(run);
}

function callIfMaker(run: Run, value: FunctionValue): void {
  if (run.called.has(value.node) || !mayMakeApp(run, value)) return;
  const args = unknownArguments(value.node, value);
  if (!isConstructor(value)) {
    callFunction(run, value, args, value.at);
    return;
  }
  const made = makeByFunction(run, value, args, value.at);
  if (made.kind !== 'object') return;
  for (const method of made.entries.values()) if (method.kind === 'function') callIfMaker(run, method);
}

/** Whether a function is called with `new`: its prototype has methods, or it puts things onto `this`. */
function isConstructor(value: FunctionValue): boolean {
  if (value.node.isArrow || value.self !== null) return false;
  return (
    methodsOf(value).size > 0 || pathsChangedIn(value.node.body).some(({ names }) => names[0] === 'this')
  );
}

/**
 * An object of a class that may make an app, and then those of its methods that may, such as the command of a tool.
 * `given` is the object that the program has, where it has one.
 */
function makeIfMaker(run: Run, made: ClassValue, given: InstanceValue | null): void {
  const { members } = made.node;
  const mayMake = members.some(({ value }) => {
    if (value?.kind !== 'function') return false;
    return mayMakeApp(run, functionValue(value, environmentOf(made.scope), null));
  });
  if (!mayMake) return;
  const build = members.find((one) => one.kind === 'constructor')?.value;
  const args = build?.kind === 'function' ? unknownArguments(build, made) : [];
  const instance = given ?? instantiate(run, made, args, made.at);
  for (const { kind, key, isStatic } of members) {
    if (kind !== 'method' || key?.kind !== 'name') continue;
    const method = valueOfMember(run, isStatic ? made : instance, key.name, made.at);
    if (method.kind === 'function') callIfMaker(run, method);
  }
}

function unknownArguments(node: FunctionNode, { scope }: Pick<FunctionValue, 'scope'>): readonly Value[] {
  return node.params.map((param) => unknown(CALLER_UNKNOWN, { file: scope.file, span: param.span }));
}

/** Whether a function may make an app: itself, or by what it calls. */
function mayMakeApp(run: Run, value: FunctionValue): boolean {
  return makesApp(value.node) || touchesStack(run, value);
}

/** Whether a function calls something without arguments, as `express()` is called. */
function makesApp(node: FunctionNode): boolean {
  let found = false;
  walk(node, (one) => {
    if (one.kind === 'call' && one.args.length === 0 && one.callee.kind === 'identifier') found = true;
    return !found;
  });
  return found;
}

/** Steps that one question may take, once the program is through, and how many it may take in any case. */
const STEPS_OF_QUESTION = 20_000;
const STEPS_OF_LATE_QUESTION = 500;

/**
 * Steps that all questions about a program may take together: most take ten, and a large program has thousands that
 * would take all that they may. The less is left, the less each of them may take.
 */
const STEPS_OF_QUESTIONS = 500_000;
const PART_OF_WHAT_IS_LEFT = 25;

/** An answer that took so many steps is kept: rules ask the same of the same calls. */
const WORTH_KEEPING = 30;

const NO_WRITES: Writes = new Map();

function evaluatorOf(run: Run): Evaluator {
  const answers = new WeakMap<Environment, Map<Expression, Value>>();
  let left = STEPS_OF_QUESTIONS;
  /** Asks a question that may take so many steps and changes nothing, and says how many it took. */
  const ask = <T>(writes: boolean, question: () => T): { readonly answer: T; readonly spent: number } => {
    const share = Math.min(STEPS_OF_QUESTION, Math.floor(left / PART_OF_WHAT_IS_LEFT));
    const allowed = Math.max(STEPS_OF_LATE_QUESTION, share);
    run.steps = allowed;
    if (writes) run.writes.push(new Map());
    const answer = question();
    if (writes) undo(run.writes.pop() ?? NO_WRITES);
    const spent = allowed - run.steps;
    run.steps = STEPS_OF_QUESTION;
    left = Math.max(0, left - spent);
    return { answer, spent };
  };
  const answerOf = (node: Expression, scope: Environment): Value => {
    // A name is looked up without writing anything, and most questions are about names.
    const { answer, spent } = ask(node.kind !== 'identifier', () => evaluate(run, node, scope));
    if (spent >= WORTH_KEEPING) {
      const kept = answers.get(scope) ?? new Map<Expression, Value>();
      answers.set(scope, kept.set(node, answer));
    }
    return answer;
  };
  return {
    evaluate: (node, scope) => {
      const environment = environmentOf(scope);
      return answers.get(environment)?.get(node) ?? answerOf(node, environment);
    },
    enter: (called, args) => enterFunction(run, called, args),
    asked: (of, name, token, at) => ask(true, () => askedOf(run, of, name, token, at)).answer,
  };
}
