// Which modules of a program need not run again: those that rest on nothing that has changed.
import type { JsTree } from '../../../syntax/js/tree';
import type { FileId } from '../../../text/span';
import { isJson, splitSpecifier } from '../modules/specifiers';
import type { Opened } from './hearing';
import type { Sources } from './modules';
import type { Program } from './program';
import type { ModuleRun } from './run';

/**
 * The modules of a program that would come to the same if it ran now: their texts are what they were, and so is all that
 * they open, directly or not; and nobody else changed anything of theirs.
 */
export function keptModules(before: Program, sources: Sources): ReadonlyMap<FileId, ModuleRun> {
  const kept = new Map<FileId, ModuleRun>();
  const needs = new Map<FileId, ReadonlySet<FileId>>();
  for (const [file, module] of before.run.modules) {
    const needed = neededBy(module, before.sources, sources);
    if (needed === null) continue;
    kept.set(file, module);
    needs.set(file, needed);
  }
  for (let isDone = false; !isDone; ) {
    const lost = [...kept.keys()].filter((file) =>
      [...(needs.get(file) ?? [])].some((one) => !kept.has(one)),
    );
    for (const file of lost) kept.delete(file);
    isDone = lost.length === 0;
  }
  return kept;
}

/** The modules that one rests on; `null` where something else of it has changed. */
function neededBy({ file, heard }: ModuleRun, before: Sources, now: Sources): ReadonlySet<FileId> | null {
  if (heard === null || !heard.isRepeatable || now.tree(file) !== heard.tree) return null;
  const opened = [...heard.opened, ...staticallyOpened(file, heard.tree, before)];
  const needed = new Set<FileId>();
  for (const one of opened) {
    if (!isSame(one, before, now)) return null;
    if (one.found.kind === 'file' && !isJson(one.found.file)) needed.add(one.found.file);
  }
  return heard.held.isUnchanged() ? needed : null;
}

/** What a module passes on is opened when somebody asks for it. */
function staticallyOpened(from: FileId, { statements }: JsTree, sources: Sources): readonly Opened[] {
  return statements.flatMap((statement): Opened[] => {
    const isImport = statement.kind === 'import' && !statement.isTypeOnly;
    if (!isImport && statement.kind !== 'exportList' && statement.kind !== 'exportAll') return [];
    const { source } = statement;
    return source === null
      ? []
      : [{ specifier: source.value, from, found: sources.resolve(source.value, from) }];
  });
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
