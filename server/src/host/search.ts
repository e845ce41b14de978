// Searches a folder for files, without what version control and builders leave in it.
import {
  type Dirent,
  existsSync,
  readdirSync,
  readFileSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Ignore } from 'ignore';
import { compareBytes, type FileId, inByteOrder, isInside, type ReadError } from '../core';
import { toFileId } from './files';

/** Folders that hold other people's files, or files that a program wrote. */
const LEFT_OUT: ReadonlySet<string> = new Set(
  (
    'node_modules bower_components jspm_packages vendor .git .hg .svn .jj dist build out target coverage ' +
    '.next .nuxt .svelte-kit .output .turbo .cache .parcel-cache .venv venv __pycache__ .tox .terraform .gradle ' +
    '.yarn .pnpm-store .vscode-test .idea'
  ).split(' '),
);

/** A folder with more entries than this is searched only so far. */
const MAX_ENTRIES = 200_000;

/**
 * Folders are read at once, which takes a third of the time of Node's thread pool and the way there; after so many of
 * them, others have their turn.
 */
const TURN = 64;

/** The rules of one .gitignore and the folder that they start from. */
type Rules = { readonly folder: FileId; readonly ignore: Ignore };

type Search = {
  readonly start: FileId;
  readonly realStart: FileId;
  readonly files: Set<FileId>;
  readonly problems: ReadError[];
  /** Folders that were searched, by their real names, so that a link cannot lead in a circle. */
  readonly seen: Set<string>;
  /** Links to folders wait until all real folders are done, so that files keep their real names. */
  readonly links: { readonly folder: FileId; readonly real: FileId; readonly rules: readonly Rules[] }[];
  entries: number;
};

/** All files of a folder, sorted by their names. */
export async function search(
  start: FileId,
): Promise<{ files: readonly FileId[]; problems: readonly ReadError[] }> {
  const realStart = toFileId(realpathSync.native(start));
  const state: Search = {
    start,
    realStart,
    files: new Set(),
    problems: [],
    seen: new Set(),
    links: [],
    entries: 0,
  };
  await searchFolder(start, realStart, await rulesAbove(start), state);
  for (let link = state.links.shift(); link !== undefined; link = state.links.shift()) {
    await searchFolder(link.folder, link.real, link.rules, state);
  }
  if (state.entries > MAX_ENTRIES) {
    state.problems.push({
      file: start,
      message: `This folder has more than ${MAX_ENTRIES} entries: only a part of it was searched.`,
    });
  }
  return { files: inByteOrder(state.files), problems: state.problems };
}

async function searchFolder(
  folder: FileId,
  real: FileId,
  above: readonly Rules[],
  state: Search,
): Promise<void> {
  if (state.seen.has(real) || state.entries > MAX_ENTRIES) return;
  state.seen.add(real);
  if (state.seen.size % TURN === 0) await new Promise(setImmediate);
  const entries = entriesOf(folder, state);
  state.entries += entries.length;
  const own = entries.some((entry) => entry.name === '.gitignore')
    ? await readRules(folder, join(folder, '.gitignore'))
    : [];
  const rules = [...own, ...above];
  for (const entry of entries.sort((a, b) => compareBytes(a.name, b.name))) {
    const path = `${folder === '/' ? '' : folder}/${entry.name}`;
    if (entry.isSymbolicLink()) followLink(path, entry.name, rules, state);
    else if (entry.isDirectory()) {
      if (LEFT_OUT.has(entry.name) || isIgnored(`${path}/`, rules)) continue;
      await searchFolder(path, `${real === '/' ? '' : real}/${entry.name}`, rules, state);
    } else if (entry.isFile() && !isIgnored(path, rules)) state.files.add(path);
  }
}

function entriesOf(folder: FileId, { problems }: Search): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    problems.push({ file: folder, message: `This folder cannot be read: ${reason}.` });
    return [];
  }
}

/** A link to a file stands for its target, as a link in sites-enabled does; one to a folder is searched later. */
function followLink(path: FileId, name: string, rules: readonly Rules[], state: Search): void {
  const target = targetOf(path);
  if (target === null) return;
  const { stats, real } = target;
  if (stats.isFile()) {
    if (isIgnored(path, rules)) return;
    state.files.add(
      isInside(state.realStart, real) ? state.start + real.slice(state.realStart.length) : real,
    );
    return;
  }
  // A link to a folder above would lead to everything that was not asked for.
  const leadsUp = real === state.realStart || isInside(real, state.realStart);
  if (!stats.isDirectory() || leadsUp || LEFT_OUT.has(name) || isIgnored(`${path}/`, rules)) return;
  state.links.push({ folder: path, real, rules });
}

/** What a link leads to; `null` where that is nothing, or cannot be reached. */
function targetOf(link: FileId): { readonly stats: Stats; readonly real: FileId } | null {
  try {
    return { stats: statSync(link), real: toFileId(realpathSync.native(link)) };
  } catch {
    return null;
  }
}

/** The nearest .gitignore that has a rule for a path decides, as in git. */
function isIgnored(path: FileId, rules: readonly Rules[]): boolean {
  for (const { folder, ignore: own } of rules) {
    if (!isInside(folder, path)) continue;
    const { ignored, unignored } = own.test(path.slice(folder === '/' ? 1 : folder.length + 1));
    if (ignored || unignored) return ignored;
  }
  return false;
}

/** The rules of the repository that a folder lies in, nearest first; none where they ignore the folder itself. */
async function rulesAbove(start: FileId): Promise<readonly Rules[]> {
  const folders: string[] = [];
  let root: string | null = null;
  for (let folder = start; ; folder = toFileId(dirname(folder))) {
    if (folder !== start) folders.push(folder);
    if (existsSync(join(folder, '.git'))) root = folder;
    if (root !== null || folder === toFileId(dirname(folder))) break;
  }
  if (root === null) return [];
  const rules: Rules[] = [];
  for (const folder of folders) rules.push(...(await readRules(folder, join(folder, '.gitignore'))));
  rules.push(...(await readRules(root, join(root, '.git', 'info', 'exclude'))));
  return start !== root && isIgnored(`${start}/`, rules) ? [] : rules;
}

async function readRules(folder: FileId, file: string): Promise<readonly Rules[]> {
  const text = textOf(file);
  if (text === null) return [];
  const { default: ignore } = await import('ignore');
  return [{ folder, ignore: ignore().add(text) }];
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
