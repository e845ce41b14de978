// A workspace as the editor sees it: files are asked of the client, so virtual and web workspaces work like any other.
import { baseName, compareBytes, type FileId, type FileState, folderOf } from '../core';
import type { Discovery, Host, Matches, Read } from './files';

/** What a client answers about its files. */
export type FileClient = {
  read(file: FileId): Promise<FileState>;
  stat(file: FileId): Promise<FileState>;
  /** Names that match a shell pattern below a folder. */
  glob(base: FileId, pattern: string): Promise<readonly FileId[]>;
  /** Files whose names match an editor's glob. */
  find(include: string, limit: number): Promise<readonly FileId[]>;
};

/** Names that are worth a look; what is in the files decides. */
const INCLUDE =
  '**/{*.conf,*.nginx,*.nginxconf,*.vhost,*.conf.template,*.conf.j2,*.conf.erb,*.conf.tmpl,sites-available/*,sites-enabled/*,snippets/*,authlint.yaml,authlint.yml,authlint.json}';

const LIMIT = 2000;

export function clientHost(client: FileClient, loadJsParser: Host['loadJsParser']): Host {
  return {
    read: async (path): Promise<Read> => ({ state: await client.read(path), problem: null }),
    stat: (path) => client.stat(path),
    glob: (pattern) => globOf(client, pattern),
    discover: (paths) => discover(client, paths),
    loadJsParser,
  };
}

async function globOf(client: FileClient, pattern: string): Promise<Matches> {
  const parts = pattern.split('/');
  const wild = parts.findIndex((part) => /[*?[]/.test(part));
  const base = parts.slice(0, wild).join('/') || '/';
  return { files: await client.glob(base, parts.slice(wild).join('/')), problem: null };
}

async function discover(client: FileClient, paths: readonly string[]): Promise<Discovery> {
  const all = paths.length === 0 ? [] : await client.find(INCLUDE, LIMIT);
  const found = all.filter((file) =>
    paths.some((folder) => file.startsWith(`${folder.replace(/\/$/, '')}/`)),
  );
  const problems =
    all.length >= LIMIT
      ? [
          {
            file: folderOf(all[0] ?? ''),
            message: `More than ${LIMIT} files may be configurations: only these are looked at (${baseName(all.at(-1) ?? '')} is the last).`,
          },
        ]
      : [];
  return { folders: paths, found: [...new Set(found)].sort(compareBytes), named: [], problems, missing: [] };
}
