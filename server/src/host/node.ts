// The real disk: the only file of the command line and the Node server that reads it.
import { lstatSync, promises, readdirSync, readFileSync, realpathSync, type Stats, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type FileId, type FileState, isInside } from '../core';
import { type Host, type Matches, maxBytesOf, type Read, toFileId } from './files';
import { globIn } from './glob';
import { loadJsParser } from './node-parser';
import { search } from './search';

/** A host on the disk. Relative paths start at `cwd`. */
export function nodeHost(cwd: string = process.cwd()): Host {
  return {
    read: readText,
    stat: async (path) => stateAtOnce(path),
    glob: async (pattern) => glob(pattern, cwd),
    discover: async (paths) => {
      const folders: FileId[] = [];
      const named: FileId[] = [];
      const missing: FileId[] = [];
      const found: FileId[] = [];
      const problems = [];
      for (const path of paths) {
        const file = toFileId(resolve(cwd, path));
        const state = stateAtOnce(file);
        if (state.kind === 'folder') {
          folders.push(file);
          const searched = await search(file);
          found.push(...searched.files);
          problems.push(...searched.problems);
        } else if (state.kind === 'missing') {
          missing.push(file);
          problems.push({ file, message: 'This path does not exist.' });
        } else if (state.kind === 'unreadable') {
          missing.push(file);
          problems.push({ file, message: `This path cannot be read: ${state.reason}.` });
        } else {
          named.push(file);
        }
      }
      return { folders, found: [...new Set(found)], named, problems, missing };
    },
    loadJsParser,
    atOnce: { read: readAtOnce, stat: stateAtOnce, glob: (pattern) => glob(pattern, cwd) },
  };
}

/** What a path is, without its content. */
function stateAtOnce(path: FileId): FileState {
  try {
    // Most of what is asked for is not there, and making an error of it takes longer than the asking.
    const stats = statSync(path, { throwIfNoEntry: false });
    return stats === undefined ? { kind: 'missing' } : stateFrom(stats);
  } catch (error) {
    return failed(error);
  }
}

function stateFrom(stats: Stats): FileState {
  if (stats.isDirectory()) return { kind: 'folder' };
  if (!stats.isFile()) return { kind: 'unreadable', reason: 'it is no regular file' };
  return isForbidden(stats.mode) ? FORBIDDEN : { kind: 'file' };
}

const FORBIDDEN: FileState = {
  kind: 'unreadable',
  reason: 'its permissions let nobody read it',
  forbidden: true,
};

/** Whether no permission to read is set: root may read such a file, a server's workers may not. */
function isForbidden(mode: number): boolean {
  return process.platform !== 'win32' && (mode & 0o444) === 0;
}

/**
 * Reads a text file; one that is too large, or no text, is unreadable. Small files are read at once: the ways into
 * Node's thread pool and back take longer than the reading.
 */
async function readText(path: FileId): Promise<Read> {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined || stats.size <= AT_ONCE_BYTES) return textOf(path, stats);
    return unreadable(path, stats) ?? decode(await promises.readFile(path));
  } catch (error) {
    return { state: failed(error), problem: null };
  }
}

function readAtOnce(path: FileId): Read {
  try {
    return textOf(path, statSync(path, { throwIfNoEntry: false }));
  } catch (error) {
    return { state: failed(error), problem: null };
  }
}

function textOf(path: FileId, stats: Stats | undefined): Read {
  if (stats === undefined) return { state: { kind: 'missing' }, problem: null };
  const wrong = unreadable(path, stats);
  if (wrong !== null) return wrong;
  // Node reads and decodes at once in a fraction of the time; only what may be no UTF-8 is looked at byte by byte.
  const text = readFileSync(path, 'utf8');
  return text.includes('\uFFFD') || text.includes('\0')
    ? decode(readFileSync(path))
    : { state: { kind: 'text', text }, problem: null };
}

/** What a path is that is no file to be read; `null` for those that are. */
function unreadable(path: FileId, stats: Stats): Read | null {
  const state = stateFrom(stats);
  if (state.kind !== 'file') return { state, problem: null };
  const limit = maxBytesOf(path);
  if (stats.size <= limit) return null;
  const megabytes = limit / 1024 / 1024;
  return { state: { kind: 'unreadable', reason: `it is larger than ${megabytes} MB` }, problem: null };
}

/** Larger files are read beside everything else. */
const AT_ONCE_BYTES = 256 * 1024;

function decode(bytes: Uint8Array): Read {
  if (bytes.includes(0)) {
    return { state: { kind: 'unreadable', reason: 'it is no text' }, problem: null };
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return { state: { kind: 'text', text }, problem: null };
  } catch {
    // Columns and quoted texts may be wrong around such bytes, but the directives are still there.
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    return {
      state: { kind: 'text', text },
      problem: 'This file is not UTF-8: some of its characters are read as U+FFFD.',
    };
  }
}

function failed(error: unknown): FileState {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'missing' };
  if (code === 'EACCES' || code === 'EPERM') return { kind: 'unreadable', reason: 'permission denied' };
  if (code === 'ELOOP') return { kind: 'unreadable', reason: 'its symbolic links form a circle' };
  if (code === 'ENAMETOOLONG') return { kind: 'missing' };
  return { kind: 'unreadable', reason: code === '' ? String(error) : code };
}

function glob(pattern: string, cwd: string): Matches {
  const { files, problem } = globIn(
    {
      names: (folder) => {
        try {
          return readdirSync(folder);
        } catch {
          return [];
        }
      },
      exists: (path) => stateAtOnce(path).kind !== 'missing',
    },
    pattern,
  );
  if (files.length === 0) return { files, problem };
  const base = toFileId(cwd);
  const realBase = toFileId(realpathSync(cwd));
  return { files: files.map((file) => targetOf(file, base, realBase)), problem };
}

/**
 * The file that a symbolic link such as sites-enabled/x stands for, so that one file has one name;
 * below the working folder its name starts there even when that is reached through a link itself.
 */
function targetOf(file: FileId, base: FileId, realBase: FileId): FileId {
  try {
    if (!lstatSync(file).isSymbolicLink()) return file;
    const real = toFileId(realpathSync(file));
    return isInside(realBase, real) ? base + real.slice(realBase.length) : real;
  } catch {
    return file;
  }
}
