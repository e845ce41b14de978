// A workspace as the editor sees it: files are asked of the client, so virtual and web workspaces work like any other.
import { baseName, type FileId, type FileState, folderOf, inByteOrder, type ReadError } from '../core';
import type { Discovery, Host, Matches, Read } from './files';

/** What a client answers about its files. */
export type FileClient = {
  read(file: FileId): Promise<FileState>;
  stat(file: FileId): Promise<FileState>;
  /** Names that match a shell pattern below a folder. */
  glob(base: FileId, pattern: string): Promise<readonly FileId[]>;
  /** Files whose names match an editor's glob, and not another one. */
  find(include: string, exclude: string | null, limit: number): Promise<readonly FileId[]>;
};

/** Names that are worth a look; what is in the files decides. */
const INCLUDE =
  '**/{*.conf,*.nginx,*.nginxconf,*.vhost,*.conf.template,*.conf.j2,*.conf.erb,*.conf.tmpl,sites-available/*,sites-enabled/*,snippets/*,authlint.yaml,authlint.yml,authlint.json}';

const LIMIT = 2000;

/** Programs, without other people's and what builders write. */
const SOURCES = '**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}';
const NO_SOURCES =
  '**/{node_modules,bower_components,jspm_packages,vendor,dist,build,out,target,coverage,.git,.next,.nuxt,.output,.svelte-kit,.turbo,.cache,.yarn}/**';
const SOURCE_LIMIT = 10_000;

/** Data, of which the text tells whether it is an OpenAPI document. */
const DATA = '**/*.{yaml,yml,json,jsonc}';

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
  const searches = [
    { include: INCLUDE, exclude: null, limit: LIMIT, what: 'configurations' },
    { include: SOURCES, exclude: NO_SOURCES, limit: SOURCE_LIMIT, what: 'programs' },
    { include: DATA, exclude: NO_SOURCES, limit: SOURCE_LIMIT, what: 'OpenAPI documents' },
  ];
  const found = new Set<FileId>();
  const problems: ReadError[] = [];
  for (const { include, exclude, limit, what } of paths.length === 0 ? [] : searches) {
    const all = await client.find(include, exclude, limit);
    for (const file of all) {
      if (paths.some((folder) => file.startsWith(`${folder.replace(/\/$/, '')}/`))) found.add(file);
    }
    if (all.length < limit) continue;
    const message = `More than ${limit} files may be ${what}: only these are looked at (${baseName(all.at(-1) ?? '')} is the last).`;
    problems.push({ file: folderOf(all[0] ?? ''), message });
  }
  return { folders: paths, found: inByteOrder(found), named: [], problems, missing: [] };
}
