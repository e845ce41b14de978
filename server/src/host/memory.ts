// A file system that is a plain record of texts, for tests and for texts that come from elsewhere.
import { type FileId, type FileState, inByteOrder, isInside, joinPath, type ParseJs } from '../core';
import type { Discovery, Host } from './files';
import { globIn } from './glob';

/** A host over files by their absolute names, as the record is when it is asked; folders exist where files are in them. */
export function memoryHost(
  files: Readonly<Record<FileId, string>>,
  loadJsParser: () => Promise<ParseJs> = noJsParser,
): Host {
  const names = () => Object.keys(files);
  const stat = (path: FileId): FileState => {
    if (files[path] !== undefined) return { kind: 'file' };
    return names().some((name) => isInside(path, name)) ? { kind: 'folder' } : { kind: 'missing' };
  };
  const discover = (paths: readonly string[]): Discovery => {
    const roots = paths.map((path) => joinPath('/', path));
    return {
      folders: roots.filter((root) => stat(root).kind === 'folder'),
      found: inByteOrder(names().filter((name) => roots.some((root) => isInside(root, name)))),
      named: roots.filter((root) => stat(root).kind === 'file'),
      problems: [],
      missing: roots.filter((root) => stat(root).kind === 'missing'),
    };
  };
  return {
    read: async (path) => {
      const text = files[path];
      return { state: text === undefined ? stat(path) : { kind: 'text', text }, problem: null };
    },
    stat: async (path) => stat(path),
    glob: async (pattern) =>
      globIn(
        {
          names: (folder) => {
            const inside = names().filter((name) => isInside(folder, name));
            const start = folder === '/' ? 1 : folder.length + 1;
            return [...new Set(inside.map((name) => name.slice(start).split('/')[0] ?? ''))];
          },
          exists: (path) => stat(path).kind !== 'missing',
        },
        pattern,
      ),
    discover: async (paths) => discover(paths),
    loadJsParser,
  };
}

function noJsParser(): Promise<ParseJs> {
  return Promise.reject(new Error('there is no parser of JavaScript here'));
}
