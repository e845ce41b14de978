// File names and URIs: one name for a file on both sides, whatever its file system is.
import { URI } from 'vscode-uri';
import type { FileId } from '../core';

/** `/~scheme:authority/path`: a name that joins and compares like a path, for files that are on no disk. */
const FOREIGN = /^\/~([a-z][a-z0-9+.-]*):([^/]*)(\/.*)$/i;

/** A path that starts with a drive, as URIs write it. */
const DRIVE = /^\/[A-Za-z]:(?=\/|$)/;

/** The name that the core uses for a document: its path on the disk where it is on one. */
export function toFile(uri: string): FileId {
  const { scheme, authority, path } = URI.parse(uri);
  const absolute = path.startsWith('/') ? path : `/${path}`;
  if (scheme === 'file' && authority === '') return DRIVE.test(absolute) ? absolute.slice(1) : absolute;
  return `/~${scheme}:${encodeURIComponent(authority)}${absolute}`;
}

/** The URI of a file, as VS Code writes it. */
export function toUri(file: FileId): string {
  const foreign = FOREIGN.exec(file);
  if (foreign === null) {
    return URI.from({ scheme: 'file', path: file.startsWith('/') ? file : `/${file}` }).toString();
  }
  const [, scheme = 'file', authority = '', path = '/'] = foreign;
  const rooted = scheme === 'untitled' ? path.slice(1) : path;
  return URI.from({ scheme, authority: decodeURIComponent(authority), path: rooted }).toString();
}
