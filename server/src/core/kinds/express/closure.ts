// All files that programs may load, so that none is run before they are there.
import type { Files } from '../../model/files';
import { folderOf } from '../../text/path';
import type { FileId } from '../../text/span';
import type { ExpressDocument } from './document';
import { versionOf } from './modules/packages';
import { openResolver } from './modules/resolve';
import { splitSpecifier } from './modules/specifiers';
import { watchFiles } from './recorded';

/**
 * Whether all that these files may import, directly or not, is loaded; what is not is wanted. A program that is run
 * before its modules are there is run again with each of them. `null` where they are more than `most`.
 */
export function isLoaded(
  entries: readonly FileId[],
  files: Files,
  documentOf: (file: FileId) => ExpressDocument | null,
  most = Number.POSITIVE_INFINITY,
): boolean | null {
  return isReached(new Set(entries), files, documentOf, most);
}

/** Adds to files all that they may import, and says whether that is loaded, as `isLoaded` does. */
export function isReached(
  reached: Set<FileId>,
  files: Files,
  documentOf: (file: FileId) => ExpressDocument | null,
  most: number,
): boolean | null {
  const watched = watchFiles(files);
  const resolver = openResolver(watched.files);
  const asked = new Set<string>();
  const askVersion = (specifier: string, file: FileId) => {
    const { name } = splitSpecifier(specifier);
    const key = `${name} ${folderOf(file)}`;
    if (!asked.has(key)) versionOf(name, resolver.manifests(file), watched.files);
    asked.add(key);
  };
  for (const file of reached) {
    if (reached.size > most) return null;
    if (/\.json$/i.test(file)) {
      watched.files.read(file);
      continue;
    }
    // The text counts, wherever its document comes from.
    const document = documentOf(file);
    if (document === null) watched.files.read(file);
    for (const specifier of document?.specifiers ?? []) {
      const found = resolver.resolve(specifier, file);
      if (found.kind === 'file') reached.add(found.file);
      else if (found.kind === 'package') askVersion(specifier, file);
    }
  }
  return watched.isComplete();
}
