// Where programs start: the files that no other one of the program imports.
import type { FileId } from '../../text/span';
import { type ExpressDocument, importsExpress } from './document';
import type { Resolver } from './modules/resolve';

/**
 * The files that are to be run first, in their order: those that reach Express and that nobody imports. Files that make
 * apps or routers and are reached from none of these follow, since a loader may find them that nobody can follow.
 */
export function entriesOf(
  documents: readonly ExpressDocument[],
  resolver: Resolver,
): { readonly first: readonly FileId[]; readonly rest: readonly FileId[] } {
  const known = new Set(documents.map(({ file }) => file));
  const imports = new Map<FileId, readonly FileId[]>();
  for (const { file, specifiers } of documents) {
    const targets = specifiers.flatMap((specifier) => {
      const found = resolver.resolve(specifier, file);
      return found.kind === 'file' && known.has(found.file) && found.file !== file ? [found.file] : [];
    });
    imports.set(file, targets);
  }
  const makers = documents.filter(importsExpress).map(({ file }) => file);
  const relevant = reaching(new Set(makers), imports);
  const imported = new Set([...relevant].flatMap((file) => imports.get(file) ?? []));
  const first = documents.map(({ file }) => file).filter((file) => relevant.has(file) && !imported.has(file));
  return { first, rest: makers.filter((file) => imported.has(file)) };
}

/** The files that import one of these, directly or not, and these themselves. */
function reaching(
  goals: ReadonlySet<FileId>,
  imports: ReadonlyMap<FileId, readonly FileId[]>,
): ReadonlySet<FileId> {
  const importers = new Map<FileId, FileId[]>();
  for (const [file, targets] of imports) {
    for (const target of targets) importers.set(target, [...(importers.get(target) ?? []), file]);
  }
  const found = new Set(goals);
  for (const file of found) for (const importer of importers.get(file) ?? []) found.add(importer);
  return found;
}
