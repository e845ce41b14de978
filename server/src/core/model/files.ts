// The files that the core was given, and those that it would like to have.
import type { ParseJs } from '../syntax/js/tree';
import type { FileId } from '../text/span';

/** What is known of a path. A `file` exists, but its content was not asked for. */
export type FileState =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'file' }
  | { readonly kind: 'folder' }
  | { readonly kind: 'missing' }
  /** `forbidden`: its permissions let nobody read it, whoever the server runs as. */
  | { readonly kind: 'unreadable'; readonly reason: string; readonly forbidden?: true };

/** Something that the core would like to know of the workspace. */
export type Want =
  /** The content of a file. */
  | { readonly kind: 'read'; readonly path: FileId }
  /** Whether a path exists, and as what. */
  | { readonly kind: 'stat'; readonly path: FileId }
  /** The names that match a shell pattern (glob(3): `*`, `?`, `[…]`, sorted by bytes, no dot files for `*`). */
  | { readonly kind: 'glob'; readonly pattern: string }
  /** The parser of JavaScript, which is not loaded until a file needs it. */
  | { readonly kind: 'jsParser' };

/** What a host has loaded so far. */
export type Snapshot = {
  readonly files: ReadonlyMap<FileId, FileState>;
  readonly globs: ReadonlyMap<string, readonly FileId[]>;
  /** The parser of JavaScript, once it is loaded. */
  readonly parseJs?: ParseJs;
};

/**
 * A snapshot as the core reads it: what is not there is answered with `null` and remembered as wanted,
 * so that the host can load it and ask again.
 */
export type Files = {
  read(path: FileId): FileState | null;
  stat(path: FileId): FileState | null;
  glob(pattern: string): readonly FileId[] | null;
  jsParser(): ParseJs | null;
  /** What is known of a path already; it is not wanted. */
  peek(path: FileId): FileState | null;
};

/** Opens a snapshot for reading; `wanted` fills as the core asks for what is not there. */
export function openSnapshot(snapshot: Snapshot): {
  readonly files: Files;
  readonly wanted: Map<string, Want>;
} {
  const wanted = new Map<string, Want>();
  const want = (entry: Want): null => {
    wanted.set(keyOf(entry), entry);
    return null;
  };
  const files: Files = {
    read: (path) => {
      const state = snapshot.files.get(path);
      return state === undefined || state.kind === 'file' ? want({ kind: 'read', path }) : state;
    },
    stat: (path) => snapshot.files.get(path) ?? want({ kind: 'stat', path }),
    glob: (pattern) => snapshot.globs.get(pattern) ?? want({ kind: 'glob', pattern }),
    jsParser: () => snapshot.parseJs ?? want({ kind: 'jsParser' }),
    peek: (path) => snapshot.files.get(path) ?? null,
  };
  return { files, wanted };
}

function keyOf(want: Want): string {
  switch (want.kind) {
    case 'glob':
      return `glob ${want.pattern}`;
    case 'jsParser':
      return want.kind;
    case 'read':
    case 'stat':
      return `${want.kind} ${want.path}`;
  }
}
