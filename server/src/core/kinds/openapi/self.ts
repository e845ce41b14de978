// `$self` of OpenAPI 3.2: the URI that references in a document are relative to, wherever its file is (OAS 3.2, OpenAPI
// Object and "Resolving URI References").
import { baseName, folderOf, joinPath } from '../../text/path';
import type { FileId } from '../../text/span';
import { textAt } from './part';
import type { Library } from './references';
import { atLeast, versionOf } from './version';

/**
 * A reference in a file as it is relative to that file; `null` where it leads to a URL that is none of the files here.
 * A URL is one of them if it is the `$self` of the document itself or of the file that stands where it leads. Files
 * beside a document whose `$self` ends with its own name are what their URLs will be.
 */
export function besideFile(library: Library, from: FileId, ref: string): string | null {
  const self = selfOf(library, from);
  const hash = ref.indexOf('#');
  const path = hash < 0 ? ref : ref.slice(0, hash);
  if (self === null || path === '') return ref;
  const fragment = hash < 0 ? '' : ref.slice(hash);
  const url = resolved(self, path);
  if (url === self) return fragment === '' ? '#' : fragment;
  if (isAbsolute(path)) return ref;
  if (!isAbsolute(self)) return self.startsWith('/') ? null : url + fragment;
  if (path.startsWith('/')) return null;
  const isMirrored = baseName(self) === baseName(from);
  return isMirrored || selfOf(library, joinPath(folderOf(from), path)) === url ? ref : null;
}

function selfOf(library: Library, file: FileId): string | null {
  if (library.known(file)?.has('$self') !== true) return null;
  const node = library.rootOf(file);
  if (node === null) return null;
  const root = { file, node };
  const version = versionOf(root);
  const self = version !== null && atLeast(version, '3.2') ? textAt(root, '$self') : null;
  return self === null ? null : (self.split('#')[0] ?? '');
}

function isAbsolute(uri: string): boolean {
  return /^[a-z][a-z0-9+.-]*:/i.test(uri);
}

/** RFC 3986, section 5.2, for what documents say. */
function resolved(base: string, path: string): string {
  if (isAbsolute(path)) return path;
  const [origin = ''] = /^[a-z][a-z0-9+.-]*:\/\/[^/]*/i.exec(base) ?? [];
  if (path.startsWith('/')) return origin + path;
  return origin + joinPath(folderOf(base.slice(origin.length)), path);
}
