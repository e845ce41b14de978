// A workspace in memory: its files by absolute name, read from a folder or from a page, written out for nginx.
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FileState, Files, TextState } from '../../../server/src/core/model/files';

/** Texts by their absolute names, with `/`. */
export type Workspace = ReadonlyMap<string, string>;

/** What has to be true of the disk before nginx starts, beyond the texts. */
export type Setup = {
  /** Octal file modes by name relative to the case. */
  readonly chmod?: Readonly<Record<string, string>>;
  /** Empty folders to make. */
  readonly mkdir?: readonly string[];
};

/** Where the files of a workspace seem to lie, as far as the configuration can tell. */
export const SITE = '/site';

/** All files below a folder, under names below `SITE`. */
export function readWorkspace(folder: string): Workspace {
  const files = new Map<string, string>();
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const path = join(folder, name);
    if (statSync(path).isFile()) files.set(`${SITE}/${name}`, readFileSync(path, 'utf8'));
  }
  return files;
}

/** Writes a workspace below `root`, readable for everyone since nginx's workers run under another name. */
export function writeWorkspace(workspace: Workspace, root: string, setup: Setup = {}): void {
  for (const [name, text] of workspace) {
    mkdirSync(dirname(root + name), { recursive: true });
    writeFileSync(root + name, text);
  }
  for (const name of setup.mkdir ?? []) mkdirSync(`${root}${SITE}/${name}`, { recursive: true });
  for (const [name, mode] of Object.entries(setup.chmod ?? {})) {
    chmodSync(`${root}${SITE}/${name}`, Number.parseInt(mode, 8));
  }
}

/** A workspace as the core reads it: everything that is not in it is missing. */
export function filesOf(workspace: Workspace): Files {
  const isFolder = (path: string) => [...workspace.keys()].some((name) => name.startsWith(`${path}/`));
  const peek = (path: string): TextState | null => {
    const text = workspace.get(path);
    return text === undefined ? null : { kind: 'text', text };
  };
  const read = (path: string): FileState =>
    peek(path) ?? (isFolder(path) ? { kind: 'folder' } : { kind: 'missing' });
  const glob = (pattern: string) => [...workspace.keys()].filter(globMatcher(pattern)).sort();
  return { read, stat: read, peek, glob, jsParser: () => null };
}

/** glob(3) with flags 0, for one name: `*` and `?` match neither a slash nor a leading dot. */
function globMatcher(pattern: string): (name: string) => boolean {
  const source = pattern
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replace(/(^|\/)?(\*|\?)/g, (_, slash, wildcard) => {
      const one = '[^/]';
      const noDot = slash === undefined ? '' : '(?!\\.)';
      return `${slash ?? ''}${noDot}${wildcard === '*' ? `${one}*` : one}`;
    });
  const regex = new RegExp(`^${source}$`);
  return (name) => regex.test(name);
}
