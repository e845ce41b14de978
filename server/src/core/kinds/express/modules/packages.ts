// package.json and lock files: which version of a package a file gets, and what `#names` stand for.
import type { FileState, Files } from '../../../model/files';
import { jsonEntry, parseJson, parseStrict } from '../../../syntax/json';
import { plainYaml } from '../../../syntax/plain-yaml';
import { folderOf, isAbsolute, joinPath } from '../../../text/path';
import type { FileId } from '../../../text/span';

export type Manifest = { readonly folder: FileId; readonly json: unknown };

/** The folders of a file, from its own to the root. */
export function foldersAbove(file: FileId): readonly FileId[] {
  const folders: FileId[] = [];
  for (let folder = folderOf(file); ; folder = folderOf(folder)) {
    folders.push(folder);
    if (folder === '' || folder === '.' || !folder.includes('/') || folder === folderOf(folder))
      return folders;
  }
}

/** The package.json files above a file, the nearest first. Those that are not loaded yet are wanted. */
export function manifestsAbove(file: FileId, files: Files, cache: Map<FileId, unknown>): readonly Manifest[] {
  return foldersAbove(file).flatMap((folder) => {
    const json = jsonFile(joinPath(folder === '' ? '/' : folder, 'package.json'), files, cache);
    return json === undefined ? [] : [{ folder, json }];
  });
}

/** The JSON of a file, read once for each program; `undefined` where there is none. */
export function jsonFile(path: FileId, files: Files, cache: Map<FileId, unknown>): unknown {
  if (cache.has(path)) return cache.get(path);
  const state = files.read(path);
  if (state === null) return undefined;
  const json = state.kind === 'text' ? (parsed.get(state) ?? parseJson(state.text)) : undefined;
  if (state.kind === 'text') parsed.set(state, json);
  cache.set(path, json);
  return json;
}

/** The programs of a workspace read the same files. */
const parsed = new WeakMap<FileState, unknown>();

const strict = new WeakMap<FileState, unknown>();

/** The JSON of a file as programs read it, without the liberties that settings of tools have; what YAML says as well. */
export function strictJson(path: FileId, files: Files): unknown {
  const state = files.read(path);
  if (state?.kind !== 'text') return undefined;
  const parse = /\.ya?ml$/i.test(path) ? plainYaml : parseStrict;
  const json = strict.has(state) ? strict.get(state) : parse(state.text);
  strict.set(state, json);
  return json;
}

const LISTS = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];

/**
 * The version of a package for a file: the range of the nearest package.json that names it; where that settles no
 * major version (`*`, `latest`, `workspace:*`), what the lock file beside one of them has. `null` where nothing says it.
 */
export function versionOf(name: string, manifests: readonly Manifest[], files: Files): string | null {
  const range = rangeOf(name, manifests)?.range ?? null;
  if (range === null || majorOf(range) !== null) return range;
  for (const { folder } of manifests) {
    const locked = lockedVersion(name, folder, files);
    if (locked !== null) return locked;
  }
  return range;
}

/** What the nearest package.json that names a package says of its version, and the folder of that one. */
export function rangeOf(
  name: string,
  manifests: readonly Manifest[],
): { readonly range: string; readonly folder: FileId } | null {
  for (const { json, folder } of manifests) {
    for (const list of LISTS) {
      const range = jsonEntry(jsonEntry(json, list), name);
      if (typeof range === 'string') return { range, folder };
    }
  }
  return null;
}

/** Whether a package is among what one of these says is needed to run; without any, that is not known and taken so. */
export function isNeeded(name: string, manifests: readonly Manifest[]): boolean {
  return (
    manifests.length === 0 ||
    manifests.some(({ json }) => jsonEntry(jsonEntry(json, 'dependencies'), name) !== undefined)
  );
}

/** The only major version that a range admits; `null` where it admits several, or says none. */
export function majorOf(range: string | null): number | null {
  if (range === null) return null;
  const bare = range
    .replace(/^npm:(?:@[^/]+\/)?[^@]*@/, '')
    .replace(/^workspace:/, '')
    .trim();
  const majors = new Set<number>();
  for (const part of bare.split('||')) {
    const match = /^(>=|>|\^|~|=|v)?\s*v?(\d+)/.exec(part.trim());
    const major = match?.[2];
    if (major === undefined) return null;
    const isOpen = match?.[1] === '>=' || match?.[1] === '>';
    if (isOpen && !part.includes('<')) return null;
    majors.add(Number(major));
  }
  const [only] = majors;
  return majors.size === 1 && only !== undefined ? only : null;
}

/** The version that a lock file in a folder has; npm, yarn and pnpm write it in their own ways. */
function lockedVersion(name: string, folder: FileId, files: Files): string | null {
  const base = folder === '' ? '/' : folder;
  const read = (file: string): string | null => {
    const state = files.read(joinPath(base, file));
    return state?.kind === 'text' ? state.text : null;
  };
  const npm = read('package-lock.json') ?? read('npm-shrinkwrap.json');
  const inNpm = npm === null ? null : after(npm, `"node_modules/${name}": {`, /"version":\s*"([^"]+)"/);
  if (inNpm !== null) return inNpm;
  const yarn = read('yarn.lock');
  const inYarn = yarn === null ? null : (after(yarn, `\n${name}@`, YARN) ?? after(yarn, `\n"${name}@`, YARN));
  if (inYarn !== null) return inYarn;
  const pnpm = read('pnpm-lock.yaml');
  if (pnpm === null) return null;
  return (
    after(pnpm, `\n  ${name}@`, PNPM) ??
    after(pnpm, `\n  '${name}@`, PNPM) ??
    after(pnpm, `\n  /${name}@`, PNPM) ??
    after(pnpm, `\n  /${name}/`, PNPM)
  );
}

const YARN = /\n {2}version:? "?([^"\n]+)"?/;
const PNPM = /^(\d[^:('\n]*)/;

/** What a pattern captures within a few lines behind a mark. */
function after(text: string, mark: string, pattern: RegExp): string | null {
  const at = text.indexOf(mark);
  if (at < 0) return null;
  return pattern.exec(text.slice(at + mark.length, at + mark.length + 400))?.[1] ?? null;
}

/** What `#name` stands for by the `imports` of the nearest package.json. */
export function packageImport(specifier: string, manifests: readonly Manifest[]): FileId | null {
  const [nearest] = manifests;
  if (nearest === undefined) return null;
  const target = pathUnder(jsonEntry(nearest.json, 'imports'), specifier);
  return target === null || isAbsolute(target) ? null : joinPath(nearest.folder, target);
}

/** The path in a package that its `exports` give for a subpath, `''` for the package itself; `null` where they give none. */
export function exportedPath(manifest: unknown, subpath: string): string | null {
  const exports = jsonEntry(manifest, 'exports');
  const hasSubpaths =
    typeof exports === 'object' &&
    exports !== null &&
    Object.keys(exports).some((key) => key.startsWith('.'));
  if (hasSubpaths) return pathUnder(exports, subpath === '' ? '.' : `./${subpath}`);
  return subpath === '' ? firstPath(exports) : null;
}

/** What an object of paths and conditions, such as `imports`, has under a key. */
function pathUnder(object: unknown, name: string): string | null {
  if (typeof object !== 'object' || object === null) return null;
  for (const key of Object.keys(object)) {
    const rest = matchStar(key, name);
    if (rest !== null) return firstPath(jsonEntry(object, key))?.replaceAll('*', rest) ?? null;
  }
  return null;
}

/** What `*` in a pattern stands for in a text; `''` where the pattern has none and is the text. */
export function matchStar(pattern: string, text: string): string | null {
  const star = pattern.indexOf('*');
  if (star < 0) return pattern === text ? '' : null;
  const start = pattern.slice(0, star);
  const end = pattern.slice(star + 1);
  const fits = text.length >= start.length + end.length && text.startsWith(start) && text.endsWith(end);
  return fits ? text.slice(start.length, text.length - end.length) : null;
}

/** The path among conditions; Node takes `node`, `import`, `require` and `default` in the order they are written. */
function firstPath(target: unknown): string | null {
  if (typeof target === 'string') return target;
  if (typeof target !== 'object' || target === null) return null;
  for (const condition of Object.keys(target)) {
    if (!['node', 'import', 'require', 'default', 'source', 'development'].includes(condition)) continue;
    const path = firstPath(jsonEntry(target, condition));
    if (path !== null) return path;
  }
  return null;
}
