// Which file a module specifier names: paths, index files, TypeScript's extensions and aliases, packages' own names.
import type { Files } from '../../../model/files';
import { jsonEntry } from '../../../syntax/json';
import { folderOf, joinPath } from '../../../text/path';
import type { FileId } from '../../../text/span';
import { openOwnPackages } from './own-packages';
import {
  foldersAbove,
  jsonFile,
  type Manifest,
  manifestsAbove,
  matchStar,
  packageImport,
  rangeOf,
} from './packages';
import { isRelative, splitSpecifier } from './specifiers';

export type Resolved =
  | { readonly kind: 'file'; readonly file: FileId }
  /** A package, whose files are not read. */
  | { readonly kind: 'package'; readonly specifier: string }
  /** No such file, or not known yet. */
  | { readonly kind: 'missing' };

export type Resolver = {
  resolve(specifier: string, from: FileId): Resolved;
  manifests(file: FileId): readonly Manifest[];
};

/** Opens a resolver over what is known of the files; what is not there is wanted. */
export function openResolver(files: Files): Resolver {
  const json = new Map<FileId, unknown>();
  const manifestCache = new Map<FileId, readonly Manifest[]>();
  const manifests = (file: FileId): readonly Manifest[] => {
    const folder = folderOf(file);
    const known = manifestCache.get(folder) ?? manifestsAbove(file, files, json);
    manifestCache.set(folder, known);
    return known;
  };
  const own = openOwnPackages(files, json);
  const find = (specifier: string, from: FileId): Resolved => {
    if (isRelative(specifier)) {
      const path = joinPath(folderOf(from), specifier);
      const found = asFile(path, files);
      return found.kind === 'missing' ? mainOf(path, files, json) : found;
    }
    if (specifier.startsWith('#')) {
      const target = packageImport(specifier, manifests(from));
      return target === null ? { kind: 'missing' } : asFile(target, files);
    }
    const targets = [
      // What `"*": ["node_modules/*"]` names is the package.
      ...aliases(specifier, from, files, json).filter((target) => !target.includes('/node_modules/')),
      ...own(specifier, manifests(from)),
      ...rooted(specifier, manifests(from)),
    ];
    for (const target of targets) {
      const found = asFile(target, files);
      if (found.kind === 'file') return found;
    }
    return { kind: 'package', specifier };
  };
  // Which file a specifier names depends on the folder of the file that names it, and the files do not change meanwhile.
  const found = new Map<FileId, Map<string, Resolved>>();
  return {
    manifests,
    resolve(specifier, from) {
      const folder = folderOf(from);
      const inFolder = found.get(folder) ?? new Map<string, Resolved>();
      found.set(folder, inFolder);
      const resolved = inFolder.get(specifier) ?? find(specifier, from);
      inFolder.set(specifier, resolved);
      return resolved;
    },
  };
}

/** The file that a folder's package.json names, where Node finds no index in it. */
function mainOf(folder: FileId, files: Files, json: Map<FileId, unknown>): Resolved {
  const main = jsonEntry(jsonFile(joinPath(folder, 'package.json'), files, json), 'main');
  return typeof main === 'string' ? asFile(joinPath(folder, main), files) : { kind: 'missing' };
}

/** Packages that let programs require their files by paths from the folder of their package.json. */
const ROOTING = ['rootpath', 'app-module-path'];

function rooted(specifier: string, manifests: readonly Manifest[]): readonly FileId[] {
  if (!/^[^@].*[/.]/.test(specifier) || rangeOf(splitSpecifier(specifier).name, manifests) !== null)
    return [];
  return ROOTING.flatMap((name) => {
    const named = rangeOf(name, manifests);
    return named === null ? [] : [joinPath(named.folder, specifier)];
  });
}

const EXTENSIONS = ['.js', '.mjs', '.cjs', '.ts', '.tsx', '.mts', '.cts', '.jsx', '.json'];

/** The extensions under which TypeScript finds the file that will be compiled to one. */
const SOURCES: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx', '.jsx'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
  '.jsx': ['.tsx'],
};

/** The first place at which a file may be that passes a test. */
function firstOf(path: FileId, test: (file: FileId) => boolean): FileId | null {
  const extension = /\.[cm]?[jt]sx?$|\.json$|\.ya?ml$/.exec(path)?.[0] ?? '';
  if (extension !== '' && test(path)) return path;
  for (const source of SOURCES[extension] ?? []) {
    const file = path.slice(0, -extension.length) + source;
    if (test(file)) return file;
  }
  for (const start of [path, `${path}/index`]) {
    for (const end of EXTENSIONS) if (test(start + end)) return start + end;
  }
  return null;
}

/**
 * The file at a path as Node and TypeScript find it. One whose text is known already is taken before it is asked
 * whether there are others, since all files of a workspace are.
 */
export function asFile(path: FileId, files: Files): Resolved {
  const known = firstOf(path, (one) => files.peek(one) !== null);
  if (known !== null) return { kind: 'file', file: known };
  let found: FileId | null = null;
  // All are asked, so that those that are not known yet are wanted together.
  firstOf(path, (one) => {
    const state = files.stat(one);
    if (found === null && (state?.kind === 'file' || state?.kind === 'text')) found = one;
    return false;
  });
  return found === null ? { kind: 'missing' } : { kind: 'file', file: found };
}

/** What `paths` and `baseUrl` of the nearest tsconfig.json or jsconfig.json make of a specifier. */
function aliases(
  specifier: string,
  from: FileId,
  files: Files,
  json: Map<FileId, unknown>,
): readonly FileId[] {
  for (const folder of foldersAbove(from)) {
    for (const name of ['tsconfig.json', 'jsconfig.json']) {
      const file = joinPath(folder === '' ? '/' : folder, name);
      if (jsonFile(file, files, json) !== undefined) return targets(specifier, file, files, json, 0);
    }
  }
  return [];
}

/** A tsconfig may extend others at most this deep. */
const MAX_EXTENDS = 8;

function targets(
  specifier: string,
  config: FileId,
  files: Files,
  json: Map<FileId, unknown>,
  depth: number,
): readonly FileId[] {
  const value = jsonFile(config, files, json);
  if (value === undefined || depth > MAX_EXTENDS) return [];
  const options = jsonEntry(value, 'compilerOptions');
  const baseUrl = jsonEntry(options, 'baseUrl');
  const paths = jsonEntry(options, 'paths');
  const base = joinPath(folderOf(config), typeof baseUrl === 'string' ? baseUrl : '.');
  if (typeof paths === 'object' && paths !== null) {
    for (const [pattern, list] of Object.entries(paths)) {
      const rest = matchStar(pattern, specifier);
      if (rest === null || !Array.isArray(list)) continue;
      return list.flatMap((one) => (typeof one === 'string' ? [joinPath(base, one.replace('*', rest))] : []));
    }
  }
  const own = typeof baseUrl === 'string' ? [joinPath(base, specifier)] : [];
  const parent = jsonEntry(value, 'extends');
  if (own.length > 0 || typeof parent !== 'string' || !isRelative(parent)) return own;
  const file = joinPath(folderOf(config), /\.json$/.test(parent) ? parent : `${parent}.json`);
  return targets(specifier, file, files, json, depth + 1);
}
