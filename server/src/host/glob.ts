// Looks up shell patterns folder by folder, as glob(3) does, over any file system that can list a folder.
import { type FileId, inByteOrder, isPattern, matchesName } from '../core';
import { MAX_MATCHES, type Matches } from './files';

export type Lister = {
  /** The names in a folder, none where it is no folder or cannot be read. */
  names(folder: FileId): readonly string[];
  exists(path: FileId): boolean;
};

/** More folders than this are not listed for one pattern. */
const MAX_FOLDERS = 5000;

/** The existing paths that match an absolute pattern with `/` between its parts. */
export function globIn(lister: Lister, pattern: string): Matches {
  const [root = '', ...parts] = pattern.split('/');
  let paths: string[] = [root];
  let listed = 0;
  let problem: string | null = null;
  for (const part of parts) {
    const next: string[] = [];
    for (const path of paths) {
      if (part === '') {
        next.push(path);
      } else if (!isPattern(part)) {
        next.push(`${path}/${unescaped(part)}`);
      } else if (listed++ < MAX_FOLDERS) {
        const names = lister.names(path === '' ? '/' : path);
        next.push(...names.filter((name) => matchesName(part, name)).map((name) => `${path}/${name}`));
      } else {
        problem = `the pattern ${pattern} reaches more than ${MAX_FOLDERS} folders`;
      }
    }
    paths = next;
  }
  const literalEnd = parts.slice(parts.findLastIndex(isPattern) + 1).some((part) => part !== '');
  const existing = inByteOrder(paths.filter((path) => !literalEnd || lister.exists(path)));
  if (existing.length <= MAX_MATCHES) return { files: existing, problem };
  return {
    files: existing.slice(0, MAX_MATCHES),
    problem: `the pattern ${pattern} matches more than ${MAX_MATCHES} files`,
  };
}

function unescaped(part: string): string {
  return part.replace(/\\(.)/g, '$1');
}
