// File names and URIs: one name for a file on both sides, whatever its file system is.
import { URI } from 'vscode-uri';
import type { FileId } from '../core';

/** `/~scheme:authority/path`: a name that joins and compares like a path, for files that are on no disk. */
const FOREIGN = /^\/~([a-z][a-z0-9+.-]*):([^/]*)(\/.*)$/i;

/** The name that the core uses for a document. */
export function toFile(uri: string): FileId {
  const { scheme, authority, path } = URI.parse(uri);
  const absolute = path.startsWith('/') ? path : `/${path}`;
  return scheme === 'file' && authority === ''
    ? absolute
    : `/~${scheme}:${encodeURIComponent(authority)}${absolute}`;
}

/** The URI of a file, as editors write it. */
export function toUri(file: FileId): string {
  const foreign = FOREIGN.exec(file);
  if (foreign === null) return URI.from({ scheme: 'file', path: file }).toString();
  const [, scheme = 'file', authority = '', path = '/'] = foreign;
  const rooted = scheme === 'untitled' ? path.slice(1) : path;
  return URI.from({ scheme, authority: decodeURIComponent(authority), path: rooted }).toString();
}

/** The path on the disk of a file on it. */
export function toDiskPath(file: FileId): string {
  return /^\/[A-Za-z]:\//.test(file) ? file.slice(1) : file;
}
