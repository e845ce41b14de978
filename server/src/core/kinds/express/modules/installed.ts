// Packages that are installed: which of their files a specifier opens. Nobody reads them but where an app needs them.
import type { Files } from '../../../model/files';
import { jsonEntry } from '../../../syntax/json';
import { joinPath } from '../../../text/path';
import type { FileId } from '../../../text/span';
import { isMaker } from '../recognise';
import { exportedPath, jsonFile } from './packages';
import { asFile, type Resolver } from './resolve';
import { splitSpecifier } from './specifiers';

/** A package that is installed, as its package.json says. `file` is what a specifier opens of it. */
export type Installed = {
  readonly file: FileId;
  /** Whether it names Express: only such a package makes apps and routers. */
  readonly namesExpress: boolean;
};

/** What a package needs to run; what it is only tested with is among its `devDependencies`. */
const NEEDED = ['dependencies', 'peerDependencies', 'optionalDependencies'];

/**
 * The package that Node finds for a file, in the folders beside the package.json files above it; `null` where it is not
 * there, or not known yet and wanted.
 */
export function installedFor(
  specifier: string,
  from: FileId,
  files: Files,
  manifests: Resolver['manifests'],
): Installed | null {
  const { name, subpath } = splitSpecifier(specifier);
  const json = new Map<FileId, unknown>();
  for (const manifest of manifests(from)) {
    const folder = joinPath(manifest.folder, `node_modules/${name}`);
    const found = jsonFile(joinPath(folder, 'package.json'), files, json);
    if (found === undefined) continue;
    const main = subpath === '' ? jsonEntry(found, 'main') : subpath;
    const target = exportedPath(found, subpath) ?? (typeof main === 'string' ? main : 'index');
    const file = asFile(joinPath(folder, target), files);
    return file.kind === 'file' ? { file: file.file, namesExpress: namesExpress(found) } : null;
  }
  return null;
}

function namesExpress(manifest: unknown): boolean {
  return NEEDED.some((list) => {
    const named = jsonEntry(manifest, list);
    return typeof named === 'object' && named !== null && Object.keys(named).some(isMaker);
  });
}

/** Whether a file is one of a package that a program has installed; programs may lie among packages themselves. */
export function isInstalled(file: FileId, entry: FileId): boolean {
  return file.lastIndexOf('/node_modules/') > entry.lastIndexOf('/node_modules/');
}
