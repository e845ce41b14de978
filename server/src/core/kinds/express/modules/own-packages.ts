// Packages whose files are in the workspace: those of a monorepo, and folders that package.json names.
import type { Files } from '../../../model/files';
import { jsonEntry } from '../../../syntax/json';
import { folderOf, joinPath } from '../../../text/path';
import type { FileId } from '../../../text/span';
import { exportedPath, jsonFile, type Manifest, rangeOf } from './packages';
import { splitSpecifier } from './specifiers';

/** The places at which the file may be that a specifier opens of a package in the workspace, the likeliest first. */
export type OwnPackages = (specifier: string, manifests: readonly Manifest[]) => readonly FileId[];

type Members = ReadonlyMap<string, FileId>;

/** Opens the packages of a workspace; what is not known yet is wanted. */
export function openOwnPackages(files: Files, json: Map<FileId, unknown>): OwnPackages {
  const membersAt = new Map<FileId, Members>();
  const membersOf = (manifest: Manifest): Members => {
    const known = membersAt.get(manifest.folder) ?? findMembers(manifest, files, json);
    membersAt.set(manifest.folder, known);
    return known;
  };
  return (specifier, manifests) => {
    const { name, subpath } = splitSpecifier(specifier);
    const folder = folderOfPackage(name, manifests, membersOf, files);
    if (folder === null) return [];
    const manifest = jsonFile(joinPath(folder, 'package.json'), files, json);
    return targetsOf(manifest, subpath).map((target) => joinPath(folder, target));
  };
}

/** The folder of a package, by the workspace that has it or by what package.json says in the place of a version. */
function folderOfPackage(
  name: string,
  manifests: readonly Manifest[],
  membersOf: (manifest: Manifest) => Members,
  files: Files,
): FileId | null {
  for (const manifest of manifests) {
    const found = jsonEntry(manifest.json, 'name') === name ? manifest.folder : membersOf(manifest).get(name);
    if (found !== undefined) return joinPath(found, '.');
  }
  const named = rangeOf(name, manifests);
  if (named === null) return null;
  const path = /^(?:file|link|portal):(?!.*\.t?gz$)(.+)/.exec(named.range)?.[1];
  if (path !== undefined) return joinPath(named.folder, path);
  if (!named.range.startsWith('workspace:')) return null;
  // Where no list of members is to be seen, the installed link says where the package is.
  const [link] = files.glob(`${escaped(named.folder)}/node_modules/${name}`) ?? [];
  return link === undefined || link.includes('/node_modules/') ? null : link;
}

/** The members of the workspace whose root a folder is, by name (npm, yarn and bun: `workspaces`; pnpm; lerna). */
function findMembers(
  { folder, json: manifest }: Manifest,
  files: Files,
  json: Map<FileId, unknown>,
): Members {
  const listed = jsonEntry(manifest, 'workspaces');
  const patterns = textsIn(listed) ?? textsIn(jsonEntry(listed, 'packages')) ?? inPnpm(folder, files);
  const members = new Map<string, FileId>();
  for (const pattern of patterns.flatMap(withoutGlobstar)) {
    for (const file of files.glob(joinPath(escaped(folder), `${pattern}/package.json`)) ?? []) {
      const name = jsonEntry(jsonFile(file, files, json), 'name');
      if (typeof name === 'string' && !members.has(name)) members.set(name, folderOf(file));
    }
  }
  return members;
}

function textsIn(value: unknown): readonly string[] | null {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : null;
}

function inPnpm(folder: FileId, files: Files): readonly string[] {
  const state = files.read(joinPath(folder, 'pnpm-workspace.yaml'));
  const list =
    state?.kind === 'text' ? /^packages:\s*\n((?:\s*(?:-|#).*\n?|\s*\n)+)/m.exec(state.text)?.[1] : '';
  return [...(list ?? '').matchAll(/^\s*-\s*(['"]?)([^'"#\n]+?)\1\s*(?:#.*)?$/gm)].map(
    ([, , one]) => one ?? '',
  );
}

/** `packages/**` reaches any depth; members lie one or two folders deep. */
function withoutGlobstar(pattern: string): readonly string[] {
  if (pattern.startsWith('!')) return [];
  const bare = pattern.replace(/\/+$/, '');
  return /\*\*/.test(bare)
    ? [bare.replace(/\*\*(?:\/\*)?/, '*'), bare.replace(/\*\*(?:\/\*)?/, '*/*')]
    : [bare];
}

function escaped(folder: FileId): string {
  return folder.replace(/[*?[\]\\]/g, '\\$&');
}

/** What a package.json gives for a subpath; what a compiler made of other files stands behind these. */
function targetsOf(manifest: unknown, subpath: string): readonly string[] {
  const named = ['source', 'main', 'module', 'types'].map((key) => jsonEntry(manifest, key));
  const given = [exportedPath(manifest, subpath), ...(subpath === '' ? named : [subpath])].filter(
    (one) => typeof one === 'string',
  );
  const start = subpath === '' ? 'index' : subpath;
  const all = [...given.flatMap(sourcesOf), ...given, `src/${start}`, start];
  return [...new Set(all)].filter((one) => !one.endsWith('.d.ts'));
}

/** Folders that compilers write to, and those in them that say for which kind of modules. */
const BUILT = /^(?:\.\/)?(?:dist|lib|build|out|es|esm|cjs|output)\//;
const FORMAT = /^(?:esm|cjs|es|mjs|node|commonjs|module)\//;

/** Where the file may be that a compiler made a file of. */
function sourcesOf(target: string): readonly string[] {
  if (!BUILT.test(target)) return [];
  const rest = target.replace(BUILT, '').replace(/(?:\.d)?\.[cm]?[jt]s$/, '.js');
  const within = rest.startsWith('src/') ? rest : `src/${rest}`;
  return [within, `src/${rest.replace(FORMAT, '')}`];
}
