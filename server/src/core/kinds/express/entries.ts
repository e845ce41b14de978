// Where programs start: the files that no other one of the program imports.
import type { FileId } from '../../text/span';
import { type ExpressDocument, importsExpress } from './document';
import type { Resolver } from './modules/resolve';
import { startsPrograms } from './recognise';

/**
 * The files that are to be run first, in their order: those that reach Express and that nobody imports. Files that make
 * apps or routers and are reached from none of these follow, since a loader may find them that nobody can follow.
 */
export function entriesOf(
  documents: readonly ExpressDocument[],
  resolver: Resolver,
  specifiersOf: (file: FileId) => readonly string[],
): { readonly first: readonly FileId[]; readonly rest: readonly FileId[] } {
  const known = new Set(documents.map(({ file }) => file));
  const imports = new Map<FileId, readonly FileId[]>();
  const targetsOf = (file: FileId, specifiers: readonly string[]) =>
    specifiers.flatMap((specifier) => {
      const found = resolver.resolve(specifier, file);
      return found.kind === 'file' && found.file !== file ? [found.file] : [];
    });
  for (const { file, specifiers } of documents)
    imports.set(
      file,
      targetsOf(file, specifiers).filter((one) => known.has(one)),
    );
  const makers = documents.filter(importsExpress).map(({ file }) => file);
  const relevant = reaching(new Set(makers), imports);
  const importedNow = () => new Set([...relevant].flatMap((file) => imports.get(file) ?? []));
  let imported = importedNow();
  if (makers.some((file) => !startsPrograms(file) && !imported.has(file))) {
    const next = (file: FileId) => targetsOf(file, specifiersOf(file));
    for (const file of known) {
      const found = relevant.has(file) ? [] : reachedFrom(file, relevant, next);
      if (found.length === 0) continue;
      imports.set(file, found);
      relevant.add(file);
    }
    imported = importedNow();
  }
  const first = documents.map(({ file }) => file).filter((file) => relevant.has(file) && !imported.has(file));
  return { first, rest: makers.filter((file) => imported.has(file)) };
}

/** The files that import one of these, directly or not, and these themselves. */
function reaching(goals: ReadonlySet<FileId>, imports: ReadonlyMap<FileId, readonly FileId[]>): Set<FileId> {
  const importers = new Map<FileId, FileId[]>();
  for (const [file, targets] of imports) {
    for (const target of targets) importers.set(target, [...(importers.get(target) ?? []), file]);
  }
  const found = new Set(goals);
  for (const file of found) for (const importer of importers.get(file) ?? []) found.add(importer);
  return found;
}

/** So many files are looked through that say nothing of Express, to see whether one leads to a program by them. */
const MAX_BETWEEN = 100;

/** The first files of a program that a file leads to through others, which may only put together what others make. */
function reachedFrom(
  start: FileId,
  goals: ReadonlySet<FileId>,
  next: (file: FileId) => readonly FileId[],
): readonly FileId[] {
  const found = new Set<FileId>();
  const passed = new Set([start]);
  for (const file of passed) {
    if (passed.size > MAX_BETWEEN) break;
    for (const target of next(file)) (goals.has(target) ? found : passed).add(target);
  }
  return [...found];
}
