// What the core needs of the outside: reading, looking up and finding files, and nothing else.
import { type FileId, type FileState, KINDS, type ParseJs, type ReadError } from '../core';

/** A file's state; `problem` is what should be said of it although it could be read. */
export type Read = { readonly state: FileState; readonly problem: string | null };

/** The names that match a pattern; `problem` says why they may not be all. */
export type Matches = { readonly files: readonly FileId[]; readonly problem: string | null };

export type Discovery = {
  /** The paths that are folders. */
  readonly folders: readonly FileId[];
  /** All files found in the folders, whatever they are, without those that are left out. */
  readonly found: readonly FileId[];
  /** The paths that are files themselves. */
  readonly named: readonly FileId[];
  /** Paths that are neither, and folders that could not be searched to their end. */
  readonly problems: readonly ReadError[];
  /** The paths that do not exist or cannot be read. */
  readonly missing: readonly FileId[];
};

export type Host = {
  read(path: FileId): Promise<Read>;
  stat(path: FileId): Promise<FileState>;
  /** The paths that match a shell pattern as glob(3) finds them, sorted by bytes. */
  glob(pattern: string): Promise<Matches>;
  /** Searches folders and looks up files. Paths may be relative to the host's working folder. */
  discover(paths: readonly string[]): Promise<Discovery>;
  /** Loads the parser of JavaScript, which is a file of its own. */
  loadJsParser(): Promise<ParseJs>;
  /** The first three without waiting, where that is possible. */
  readonly atOnce?: {
    read(path: FileId): Read;
    stat(path: FileId): FileState;
    glob(pattern: string): Matches;
  };
};

/** Other files, such as lists of users, are not read where they are larger: nobody wrote them. */
const MAX_OTHER_BYTES = 5 * 1024 * 1024;

/** The size up to which a file is read: that of the kind that its name may be of. */
export function maxBytesOf(file: FileId): number {
  const kinds = KINDS.filter((kind) => kind.mayBe(file));
  return Math.max(MAX_OTHER_BYTES, ...kinds.map(({ reading }) => reading.maxBytes));
}

/** More names than this are not taken from one pattern. */
export const MAX_MATCHES = 2000;

/** The name that the core uses for a path of the file system. */
export function toFileId(path: string): FileId {
  return path.replaceAll('\\', '/');
}
