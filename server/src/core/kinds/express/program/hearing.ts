// What a module does to the program while it runs, so that it can be done again without running it.
import type { FunctionNode, JsTree } from '../../../syntax/js/tree';
import type { FileId } from '../../../text/span';
import type { Folders } from '../modules/folders';
import { isJson, splitSpecifier } from '../modules/specifiers';
import type { CallValue, UnknownValue } from '../values';
import { type DraftRoute, type DraftRouter, takeRouter } from './draft';
import { type Held, heldBy } from './held';
import { lateChanges } from './hoist';
import { isPatched, type Job, type ModuleRun, type Run } from './run';

/** Something that a module added to the program, or a module that it asked for, in the order in which it came. */
export type Part =
  | { readonly kind: 'module'; readonly file: FileId }
  | { readonly kind: 'package'; readonly name: string }
  /** Whether handlers were awaited from there on. */
  | { readonly kind: 'patched'; readonly is: boolean }
  | { readonly kind: 'router'; readonly router: DraftRouter }
  | { readonly kind: 'route'; readonly id: number; readonly route: DraftRoute }
  | { readonly kind: 'call'; readonly call: CallValue }
  | { readonly kind: 'gap'; readonly gap: UnknownValue };

/** A specifier that was opened, and what was found under it. */
export type Opened = {
  readonly specifier: string;
  readonly from: FileId;
  readonly found: { readonly kind: 'file'; readonly file: FileId } | { readonly kind: 'package' | 'missing' };
};

/** An installed package that would have been read, had it been there or named Express. */
export type Sought = { readonly specifier: string; readonly from: FileId; readonly hasExpress: boolean };

/** A module that has run. `isRepeatable`: all that it came to is its own, and rests on what it opened alone. */
export type HeardModule = {
  readonly tree: JsTree;
  readonly parts: readonly Part[];
  readonly opened: readonly Opened[];
  readonly sought: readonly Sought[];
  /** What its functions open that were looked at once the program was through, by specifier. */
  readonly openedLate: Map<string, Opened>;
  readonly called: readonly FunctionNode[];
  readonly mounted: readonly DraftRouter[];
  /** Apps and routers of whose settings it asked. */
  readonly asked: readonly DraftRouter[];
  /** Without those of the modules that it made run. */
  readonly steps: number;
  readonly isRepeatable: boolean;
  readonly held: Held;
};

type Marks = {
  readonly routers: number;
  readonly routes: number;
  readonly calls: number;
  readonly gaps: number;
};

/** A module that runs. */
export type Hearing = {
  readonly parts: Part[];
  readonly opened: Opened[];
  readonly sought: Sought[];
  readonly called: FunctionNode[];
  readonly mounted: DraftRouter[];
  readonly asked: DraftRouter[];
  /** The numbers of the apps and routers that its module made when it ran before, which those now get. */
  readonly ids: number[];
  readonly outer: Hearing | null;
  readonly jobs: readonly Job[];
  /** Whether it sees nothing but what it opens, and leaves nothing to be asked of its run later. */
  isClean: boolean;
  readonly stepsBefore: number;
  stepsInside: number;
  marks: Marks;
};

/** Begins to hear what a module does. */
export function startHearing(run: Run, file: FileId): Hearing {
  const outer = run.heard;
  if (outer !== null) note(run, outer);
  const hearing: Hearing = {
    parts: [{ kind: 'patched', is: isPatched(run) }],
    opened: [],
    sought: [],
    called: [],
    mounted: [],
    asked: [],
    ids: [...(run.idsBefore.get(file) ?? [])],
    outer,
    jobs: [...run.jobs],
    isClean: isClean(run),
    stepsBefore: run.steps,
    stepsInside: 0,
    marks: marksOf(run),
  };
  run.heard = hearing;
  return hearing;
}

/** Hears that the module that runs opens something: a module that did not run before runs now. */
export function hearOpened(run: Run, opened: Opened): void {
  const { heard } = run;
  if (heard === null) {
    run.modules.get(opened.from)?.heard?.openedLate.set(opened.specifier, opened);
    return;
  }
  heard.opened.push(opened);
  const { found } = opened;
  if (found.kind === 'package')
    heard.parts.push({ kind: 'package', name: splitSpecifier(opened.specifier).name });
  if (found.kind !== 'file' || isJson(found.file)) return;
  note(run, heard);
  heard.parts.push({ kind: 'patched', is: isPatched(run) }, { kind: 'module', file: found.file });
}

/**
 * Hears that the module that runs asks for the file of an installed package. What is read of packages is not noted, so
 * a module that has one read runs each time.
 */
export function hearSought({ heard }: Run, sought: Sought, file: FileId | null): void {
  if (heard === null) return;
  if (file === null) heard.sought.push(sought);
  else heard.isClean = false;
}

/** Folders that note whether a module rests on them: it may come to something else when files come or go. */
export function heardFolders(folders: Folders, run: () => Run): Folders {
  const heard = <T>(answer: T): T => {
    const { heard: listener } = run();
    if (listener !== null) listener.isClean = false;
    // The program is run again once the folder is looked up, so nothing more is to be found out now.
    if (folders.isWaiting() && !run().isFrozen) run().steps = 0;
    return answer;
  };
  return {
    ...folders,
    names: (folder, from) => heard(folders.names(folder, from)),
    kindOf: (path) => heard(folders.kindOf(path)),
    home: (from) => heard(folders.home(from)),
  };
}

/** Ends it, and keeps with the module what was heard. */
export function endHearing(run: Run, hearing: Hearing, module: ModuleRun, tree: JsTree): void {
  note(run, hearing);
  hearing.parts.push({ kind: 'patched', is: isPatched(run) });
  const steps = hearing.stepsBefore - run.steps;
  leave(run, hearing, steps);
  const { parts, opened, sought, called, mounted, asked } = hearing;
  const isWaiting =
    run.jobs.length !== hearing.jobs.length || run.jobs.some((job, i) => job !== hearing.jobs[i]);
  module.heard = {
    tree,
    parts,
    opened,
    sought,
    openedLate: new Map(),
    called,
    mounted,
    asked,
    steps: steps - hearing.stepsInside,
    isRepeatable: hearing.isClean && !isWaiting && !changesLate(module, tree),
    held: heldBy(module, parts),
  };
}

/** Whether functions of a module give its names other values once the program is through. */
function changesLate({ environment }: ModuleRun, { statements }: JsTree): boolean {
  const { assigned, filled } = lateChanges(statements);
  const isHere = (name: string) => environment.has(name);
  return [...assigned, ...filled].some(isHere);
}

/** The numbers of the apps and routers that a module made, in their order. */
export function idsOf({ parts }: HeardModule): readonly number[] {
  return parts.flatMap((part) => (part.kind === 'router' ? [part.router.id] : []));
}

/** Does again what the module of a file did that ran before, without running it. */
export function repeat(run: Run, file: FileId, heard: HeardModule, runFile: (file: FileId) => void): void {
  const hearing = startHearing(run, file);
  if (!hearing.isClean) run.isSpoiled = true;
  for (const part of heard.parts) {
    switch (part.kind) {
      case 'module':
        runFile(part.file);
        break;
      case 'package':
        run.packages.add(part.name);
        break;
      case 'patched':
        if (part.is !== isPatched(run)) run.isSpoiled = true;
        break;
      case 'router':
        part.router.isMounted = false;
        takeRouter(run.stack, part.router);
        break;
      case 'route':
        run.stack.routes.set(part.id, part.route);
        break;
      case 'call':
        run.calls.push(part.call);
        break;
      case 'gap':
        run.gaps.push(part.gap);
    }
  }
  // What it mounted may be another module's, which has made it anew under the same number.
  for (const router of heard.mounted) (run.stack.byId.get(router.id) ?? router).isMounted = true;
  for (const node of heard.called) run.called.add(node);
  run.steps -= heard.steps;
  leave(run, hearing, hearing.stepsBefore - run.steps);
}

/** A module that is asked for while a function runs, or where a throw is caught, may see more than what it opens. */
function isClean({ functions, tries, parents }: Run): boolean {
  return functions.length === 0 && tries === 0 && parents.length === 0;
}

function leave(run: Run, { outer }: Hearing, steps: number): void {
  run.heard = outer;
  if (outer === null) return;
  outer.stepsInside += steps;
  outer.marks = marksOf(run);
}

function marksOf({ stack, calls, gaps }: Run): Marks {
  return {
    routers: stack.routers.length,
    routes: stack.routes.size,
    calls: calls.length,
    gaps: gaps.length,
  };
}

/** Takes down what was added since the last time. */
function note(run: Run, hearing: Hearing): void {
  const { marks, parts } = hearing;
  const { stack, calls, gaps } = run;
  for (const router of stack.routers.slice(marks.routers)) parts.push({ kind: 'router', router });
  for (const [id, route] of [...stack.routes].slice(marks.routes)) parts.push({ kind: 'route', id, route });
  for (const call of calls.slice(marks.calls)) parts.push({ kind: 'call', call });
  for (const gap of gaps.slice(marks.gaps)) parts.push({ kind: 'gap', gap });
  hearing.marks = marksOf(run);
}
