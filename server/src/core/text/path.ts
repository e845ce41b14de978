// Names of files: joining and comparing them, without ever touching a disk.
import type { FileId } from './span';

/** The folder of a file, without a slash at its end (`''` for the root). */
export function folderOf(file: FileId): string {
  const slash = file.lastIndexOf('/');
  return slash < 0 ? '.' : file.slice(0, slash);
}

/** The last part of a path. */
export function baseName(file: FileId): string {
  return file.slice(file.lastIndexOf('/') + 1);
}

export function isAbsolute(path: string): boolean {
  return path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path) || /^[a-z][a-z0-9+.-]*:\/\//i.test(path);
}

/** Joins a folder and a path and resolves `.` and `..`; an absolute path stands for itself. */
export function joinPath(folder: string, path: string): FileId {
  const joined = isAbsolute(path) ? path : `${folder}/${path}`;
  if (isTidy(joined)) return joined;
  const root = joined.startsWith('/') ? '/' : '';
  const out: string[] = [];
  for (const part of joined.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && out.length > 0 && out.at(-1) !== '..') out.pop();
    else if (part !== '..' || root === '') out.push(part);
  }
  return root + out.join('/');
}

/** Whether nothing in a path has to be resolved, as in most. */
function isTidy(path: string): boolean {
  return !path.includes('//') && !path.includes('/.') && !path.startsWith('.') && !path.endsWith('/');
}

/** A file as a relative reference from another one, such as `../shared/a.yaml`. */
export function pathFrom(from: FileId, file: FileId): string {
  const start = from.split('/').slice(0, -1);
  const parts = file.split('/');
  let same = 0;
  while (same < start.length && same < parts.length - 1 && start[same] === parts[same]) same++;
  const up = start.slice(same).map(() => '..');
  const path = [...up, ...parts.slice(same)].join('/');
  return path.startsWith('..') ? path : `./${path}`;
}

/** Whether a file lies in a folder, at any depth. */
export function isInside(folder: string, file: FileId): boolean {
  return file.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}
