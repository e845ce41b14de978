// Which modules of a program need not run again: those that rest on nothing that has changed.
import type { JsTree } from '../../../syntax/js/tree';
import type { FileId } from '../../../text/span';
import { isJson, splitSpecifier } from '../modules/specifiers';
import type { HeardModule, Opened } from './hearing';
import type { Sources } from './modules';
import type { Program } from './program';
import type { ModuleRun, Run } from './run';
import { isSameToOthers } from './same-exports';

/** A module that is taken over, and the modules that it opens. */
export type KeptModule = { readonly module: ModuleRun; readonly needs: ReadonlySet<FileId> };

/**
 * The modules of a program that would come to the same if it ran now, as long as the modules that they open are the same
 * to them: their texts are what they were, they open what they opened, and nobody else changed anything of theirs.
 */
export function keptModules(before: Program, sources: Sources): Map<FileId, KeptModule> {
  const kept = new Map<FileId, KeptModule>();
  for (const [file, module] of before.run.modules) {
    const needs = neededBy(module, before.sources, sources);
    if (needs !== null) kept.set(file, { module, needs });
  }
  return kept;
}

/**
 * The modules that were taken over in a run although one that they open is not the same to them any more: they have to
 * run again as well.
 */
export function outdated(
  kept: ReadonlyMap<FileId, KeptModule>,
  before: Run,
  { run, sources }: Program,
): ReadonlySet<FileId> {
  const lost = new Set<FileId>();
  const asked = new Set([...kept.values()].flatMap(({ module }) => module.heard?.asked ?? []));
  const needs = (file: FileId) => kept.get(file)?.needs ?? openedBy(run.modules.get(file), sources);
  for (const [file, users] of usersOf(kept, run)) {
    const [then, now] = [before.modules.get(file), run.modules.get(file)];
    const isSame =
      then !== undefined &&
      now !== undefined &&
      !isInCircle(file, needs) &&
      isSameToOthers(then, now, { asked, isSeen: isSeenAgain(file, kept, run, sources) });
    if (!isSame) for (const user of users) lost.add(user);
  }
  return lost;
}

/** For each file that is not taken over, the modules that open it and are. */
function usersOf(
  kept: ReadonlyMap<FileId, KeptModule>,
  { modules }: Run,
): ReadonlyMap<FileId, readonly FileId[]> {
  const users = new Map<FileId, FileId[]>();
  for (const [file, { needs }] of kept) {
    if (!modules.has(file)) continue;
    for (const one of needs) {
      if (kept.has(one)) continue;
      const others = users.get(one);
      if (others === undefined) users.set(one, [file]);
      else others.push(file);
    }
  }
  return users;
}

/** Whether a module may come back to itself by what it opens: then others see it when it is half through. */
function isInCircle(file: FileId, needs: (file: FileId) => ReadonlySet<FileId>): boolean {
  const reached = new Set(needs(file));
  for (const one of reached) {
    if (one === file) return true;
    for (const next of needs(one)) reached.add(next);
  }
  return false;
}

/** Whether another module that ran again has opened a file. */
function isSeenAgain(
  file: FileId,
  kept: ReadonlyMap<FileId, KeptModule>,
  { modules }: Run,
  sources: Sources,
): boolean {
  return [...modules.values()].some(
    (module) => !kept.has(module.file) && module.file !== file && openedBy(module, sources).has(file),
  );
}

/** The modules that one opens; `null` where something of it has changed. */
function neededBy(module: ModuleRun, before: Sources, now: Sources): ReadonlySet<FileId> | null {
  const { file, heard } = module;
  if (heard === null || !heard.isRepeatable || now.tree(file) !== heard.tree) return null;
  const { opened, files, isPassingOnOther } = reachOf(file, heard, before);
  for (const one of opened) if (!isSame(one, before, now)) return null;
  const isRead = heard.sought.some((one) => now.installed(one.specifier, one.from, one.hasExpress) !== null);
  if (isRead) return null;
  // What it passes on of others is opened by who asks for it, whose run then has a gap or knows a package.
  if (isPassingOnOther) return null;
  return heard.held.isUnchanged() ? files : null;
}

/** The modules that one opens. */
function openedBy(module: ModuleRun | undefined, sources: Sources): ReadonlySet<FileId> {
  const heard = module?.heard;
  if (module === undefined || heard === null || heard === undefined) return new Set();
  return reachOf(module.file, heard, sources).files;
}

/** What a module opened while it ran and later, and what it passes on, which is opened when somebody asks for it. */
type Reach = {
  /** How many of these were opened late. */
  readonly late: number;
  readonly opened: readonly Opened[];
  /** The modules among them. */
  readonly files: ReadonlySet<FileId>;
  /** Whether it passes on something that is no module of the program. */
  readonly isPassingOnOther: boolean;
};

/** A module is taken over only where what it opens is what it was, so this outlives the sources that it was read from. */
const reaches = new WeakMap<HeardModule, Reach>();

function reachOf(file: FileId, heard: HeardModule, sources: Sources): Reach {
  const { openedLate, tree } = heard;
  const known = reaches.get(heard);
  if (known !== undefined && known.late === openedLate.size) return known;
  const all = [...heard.opened, ...openedLate.values(), ...staticallyOpened(file, tree, sources)];
  const opened = [...new Map(all.map((one) => [`${one.specifier}\n${one.from}`, one])).values()];
  const files = opened.flatMap(({ found }) =>
    found.kind === 'file' && !isJson(found.file) ? [found.file] : [],
  );
  const isPassingOnOther = passedOn(file, tree, sources).some(({ found }) => found.kind !== 'file');
  const reach = { late: openedLate.size, opened, files: new Set(files), isPassingOnOther };
  reaches.set(heard, reach);
  return reach;
}

function staticallyOpened(
  from: FileId,
  { statements }: Pick<JsTree, 'statements'>,
  sources: Sources,
): readonly Opened[] {
  return statements.flatMap((statement): Opened[] => {
    const isImport = statement.kind === 'import' && !statement.isTypeOnly;
    if (!isImport && statement.kind !== 'exportList' && statement.kind !== 'exportAll') return [];
    const { source } = statement;
    return source === null
      ? []
      : [{ specifier: source.value, from, found: sources.resolve(source.value, from) }];
  });
}

/** What a module passes on without a name of its own for it. */
function passedOn(from: FileId, { statements }: JsTree, sources: Sources): readonly Opened[] {
  const kept = statements.filter(({ kind }) => kind === 'exportList' || kind === 'exportAll');
  return kept.length === 0 ? [] : staticallyOpened(from, { statements: kept }, sources);
}

function isSame({ specifier, from, found }: Opened, before: Sources, now: Sources): boolean {
  const again = now.resolve(specifier, from);
  if (found.kind === 'file') {
    if (again.kind !== 'file' || again.file !== found.file) return false;
    return !isJson(found.file) || before.text(found.file) === now.text(found.file);
  }
  if (again.kind !== found.kind) return false;
  const { name } = splitSpecifier(specifier);
  return found.kind === 'missing' || before.version(name, from) === now.version(name, from);
}
