// The folders of a workspace as a program sees them that lists them while it starts.
import type { Files } from '../../../model/files';
import { baseName, folderOf, joinPath } from '../../../text/path';
import type { FileId } from '../../../text/span';
import type { Resolver } from './resolve';

export type Folders = {
  /** The names in a folder, as the code of a file sees them, without those that start with a dot; `null` where they are not known. */
  names(folder: FileId, from: FileId): readonly string[] | null;
  /** What a path is; `null` where nothing is there, or it is not known. */
  kindOf(path: FileId): 'file' | 'folder' | null;
  /** The folder that the program of a file is started in: the one of its package.json. */
  home(from: FileId): FileId | null;
  /** Whether a folder was asked for that has to be looked up first: whoever asked is to be run again. */
  isWaiting(): boolean;
  /** Whether the program may write a file while it runs, as far as its texts say. */
  mayWrite(file: FileId): boolean;
  /** What a file is called while it runs. */
  ownName(file: FileId): FileId;
};

/** Opens the folders of what is known of the files; what is not there is wanted. */
export function openFolders(
  files: Files,
  resolver: Pick<Resolver, 'manifests'>,
  textOf: (file: FileId) => string,
  mayWrite: Folders['mayWrite'],
): Folders {
  let isWaiting = false;
  const compiled = new Map<FileId, boolean>();
  /** A module of TypeScript that never says `ts` lists what a compiler made of it and its neighbours. */
  const isCompiled = (from: FileId): boolean => {
    const known = compiled.get(from) ?? (TYPESCRIPT.test(from) && !/\bts\b/.test(textOf(from)));
    compiled.set(from, known);
    return known;
  };
  const kindOf = (path: FileId): 'file' | 'folder' | null => {
    const state = files.stat(path);
    if (state?.kind === 'folder') return 'folder';
    if (state?.kind === 'file' || state?.kind === 'text') return 'file';
    const source = path.replace(/\.([cm]?)js$/, '.$1ts');
    return source === path ? null : kindOf(source);
  };
  return {
    names(folder, from) {
      if (/(?:^|\/)node_modules(?:\/|$)/.test(folder) || kindOf(folder) !== 'folder') return null;
      const paths = files.glob(`${folder.replace(/[*?[\]\\]/g, '\\$&')}/*`);
      isWaiting ||= paths === null;
      // A link stands for what it leads to, under another name perhaps.
      if (paths === null || paths.some((path) => folderOf(path) !== folder)) return null;
      const names = paths.map(baseName).filter((name) => name !== 'node_modules');
      return isCompiled(from) ? names.map(compiledName) : names;
    },
    kindOf,
    isWaiting: () => isWaiting,
    home(from) {
      const [nearest] = resolver.manifests(from);
      return nearest === undefined ? null : joinPath(nearest.folder, '.');
    },
    mayWrite,
    ownName: (file) => (isCompiled(file) ? compiledName(file) : file),
  };
}

const TYPESCRIPT = /\.[cm]?tsx?$/;

function compiledName(name: string): string {
  return name.endsWith('.d.ts') ? name : name.replace(/\.([cm]?)tsx?$/, '.$1js');
}
