// What a program finds in folders while it starts: `fs.readdirSync`, `fs.statSync`, `fs.existsSync` and their like.
import { joinPath } from '../../../text/path';
import type { FileId } from '../../../text/span';
import type { ArrayValue, ObjectValue, Value } from '../values';
import { UNDEFINED } from '../values';
import { type CallSite, call, siteWith } from './call';
import { startJob } from './jobs';
import { FILE_SYSTEMS, jsonOf } from './json-files';
import { locationOf } from './locations';
import { constantOf, truthOf } from './operators';
import type { Run } from './run';

type Answer = 'at once' | 'by a promise' | 'to a callback';

/** A call of a function of `fs` that tells what is in folders; `null` where it is kept as it is. */
export function callFolders(
  run: Run,
  callee: Extract<Value, { kind: 'package' }>,
  site: CallSite,
): Value | null {
  if (!FILE_SYSTEMS.has(callee.name) || site.isNew || site.isOpen) return null;
  const path = callee.path.filter((one) => one !== 'default');
  const isPromised = callee.subpath === 'promises' || path[0] === 'promises';
  const name = path.at(-1) ?? '';
  const last = site.given.at(-1)?.value;
  const isSync = name.endsWith('Sync');
  const how: Answer = isSync
    ? 'at once'
    : !isPromised && last?.kind === 'function'
      ? 'to a callback'
      : 'by a promise';
  const [first, second] = site.given.map(({ value }) => value);
  const location = locationOf(run, first, site.at.file);
  if (location === null) return null;
  switch (name.replace(/Sync$/, '')) {
    case 'readdir': {
      const list = listed(
        run,
        location,
        second === last && how === 'to a callback' ? undefined : second,
        site,
      );
      return list === null ? null : answered(run, list, how, site);
    }
    case 'stat':
    case 'lstat': {
      const kind = run.folders.kindOf(location);
      return kind === null ? null : answered(run, entryOf(kind, new Map()), how, site);
    }
    case 'readJson':
    case 'readJSON': {
      const json = jsonOf(run, location, site.at);
      return json === null ? null : answered(run, json, how, site);
    }
    case 'exists':
    case 'pathExists':
      // What is not there now may be made before the program starts.
      return run.folders.kindOf(location) === null || how === 'to a callback'
        ? null
        : answered(run, constantOf(true), how, site);
    default:
      return null;
  }
}

function answered(run: Run, value: Value, how: Answer, site: CallSite): Value | null {
  if (how === 'at once') return value;
  if (how === 'by a promise') return { kind: 'promise', result: value };
  const callback = site.given.at(-1)?.value;
  if (callback === undefined || run.isFrozen) return null;
  startJob(run, () => call(run, callback, siteWith(site, [constantOf(null), value]), null));
  return UNDEFINED;
}

/** Folders in a folder are followed so deep, and so many names are listed. */
const MAX_DEPTH = 8;
const MAX_NAMES = 2000;

function listed(run: Run, folder: FileId, options: Value | undefined, site: CallSite): ArrayValue | null {
  const withTypes = option(options, 'withFileTypes');
  const isRecursive = option(options, 'recursive');
  if (withTypes === null || isRecursive === null) return null;
  const names = isRecursive ? namesBelow(run, folder, site.at.file) : run.folders.names(folder, site.at.file);
  if (names === null) return null;
  const elements = names.map((name): Value => {
    if (!withTypes) return constantOf(name);
    const path = joinPath(folder, name);
    const slash = path.lastIndexOf('/');
    const parent = constantOf(path.slice(0, slash));
    const entries = new Map<string, Value>([
      ['name', constantOf(path.slice(slash + 1))],
      ['parentPath', parent],
      ['path', parent],
    ]);
    return entryOf(run.folders.kindOf(path), entries);
  });
  return { kind: 'array', elements, isOpen: false };
}

function option(options: Value | undefined, name: string): boolean | null {
  if (
    options === undefined ||
    options.kind === 'string' ||
    options.kind === 'null' ||
    options.kind === 'undefined'
  )
    return false;
  if (options.kind !== 'object' || options.isOpen) return null;
  return truthOf(options.entries.get(name) ?? UNDEFINED);
}

/** The names in a folder and in those below it, as paths from there; `null` where not all are known. */
export function namesBelow(run: Run, folder: FileId, from: FileId): readonly string[] | null {
  const all: string[] = [];
  let level: readonly string[] = [''];
  for (let depth = 0; depth < MAX_DEPTH && level.length > 0; depth++) {
    const next: string[] = [];
    for (const below of level) {
      const names = run.folders.names(below === '' ? folder : `${folder}/${below}`, from);
      if (names === null) return null;
      for (const name of names) {
        const path = below === '' ? name : `${below}/${name}`;
        all.push(path);
        if (run.folders.kindOf(`${folder}/${path}`) === 'folder') next.push(path);
      }
      if (all.length > MAX_NAMES) return null;
    }
    level = next;
  }
  return level.length > 0 ? null : all;
}

const kinds = new WeakMap<ObjectValue, 'file' | 'folder'>();

/** What `stat` gives of a path, or a list with types: an object that can be asked what the path is. */
function entryOf(kind: 'file' | 'folder' | null, entries: Map<string, Value>): ObjectValue {
  const entry: ObjectValue = { kind: 'object', entries, isOpen: true, at: null };
  if (kind !== null) kinds.set(entry, kind);
  return entry;
}

/** `entry.isDirectory()` and `entry.isFile()`; `null` for everything else. */
export function entryMethod(entry: ObjectValue, method: string): Value | null {
  if (method !== 'isDirectory' && method !== 'isFile' && method !== 'isSymbolicLink') return null;
  const kind = kinds.get(entry);
  if (kind === undefined) return null;
  return constantOf(method !== 'isSymbolicLink' && (method === 'isFile') === (kind === 'file'));
}
