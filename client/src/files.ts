// Answers the server's questions about files through the editor, so that every file system that the editor knows will do.
import { FileSystemError, FileType, Uri, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { findFiles } from './find';
import { compareBytes, hasWildcard, literalName, matchesSegment } from './glob';
import { type FileState, FindFilesRequest, GlobRequest, ReadFileRequest, StatRequest } from './protocol';
import type { Changes } from './watch';

/** Generated OpenAPI documents grow to 25 MB and more; what is larger than this is none, and no configuration. */
const MAX_FILE_BYTES = 64 * 1024 * 1024;

/** A pattern that matches more than this many paths was not meant so. */
const MAX_GLOB_PATHS = 2000;

/** Answers the file requests of a client's server; whatever was asked for is announced by `changes` when it changes. */
export function answerFileRequests(client: BaseLanguageClient, changes: Changes): void {
  const answer = async <S extends FileState>(uri: Uri, look: (uri: Uri) => Promise<S>): Promise<S> => {
    changes.askedPath(uri);
    const state = await look(uri);
    if (state.kind !== 'missing' && state.kind !== 'unreadable') changes.found(uri);
    return state;
  };
  client.onRequest(ReadFileRequest, ({ uri }) => answer(Uri.parse(uri), read));
  client.onRequest(StatRequest, ({ uri }) => answer(Uri.parse(uri), stat));
  client.onRequest(GlobRequest, async ({ base, pattern }) => {
    changes.askedPattern(Uri.parse(base), pattern);
    const found = await glob(Uri.parse(base), pattern);
    found.forEach(changes.found);
    return { uris: found.map(String) };
  });
  client.onRequest(FindFilesRequest, async ({ include, exclude, limit }, token) => {
    return { uris: (await findFiles(include, exclude ?? null, limit, token)).map(String) };
  });
}

/** The content of a file as the editor shows it: unsaved changes included, read as UTF-8, without a byte order mark. */
export async function read(uri: Uri): Promise<FileState> {
  const key = uri.toString();
  // Without unsaved changes the disk says the same, and more: whether the file is still there.
  const edited = workspace.textDocuments.find(({ uri, isDirty }) => isDirty && uri.toString() === key);
  if (edited !== undefined) return { kind: 'text', text: edited.getText() };
  const state = await stat(uri);
  if (state.kind !== 'file') return state;
  try {
    const { size } = await workspace.fs.stat(uri);
    if (size > MAX_FILE_BYTES) return { kind: 'unreadable', reason: 'it is larger than 64 MB' };
    const bytes = await workspace.fs.readFile(uri);
    if (bytes.includes(0)) return { kind: 'unreadable', reason: 'it is not a text file' };
    return { kind: 'text', text: new TextDecoder().decode(bytes) };
  } catch (error) {
    return failure(error);
  }
}

/** What a path is; a symbolic link is what it points to. */
export async function stat(uri: Uri): Promise<Exclude<FileState, { kind: 'text' }>> {
  try {
    const { type } = await workspace.fs.stat(uri);
    if (type & FileType.Directory) return { kind: 'folder' };
    return type & FileType.File ? { kind: 'file' } : { kind: 'missing' };
  } catch (error) {
    return failure(error);
  }
}

function failure(error: unknown): Exclude<FileState, { kind: 'text' }> {
  const code = error instanceof FileSystemError ? error.code : '';
  if (code === 'FileNotFound' || code === 'FileNotADirectory') return { kind: 'missing' };
  if (code === 'NoPermissions') return { kind: 'unreadable', reason: 'there is no permission to read it' };
  return { kind: 'unreadable', reason: error instanceof Error ? error.message : String(error) };
}

/** The paths that match a shell pattern relative to `base`, sorted by bytes; none where nothing matches. */
export async function glob(base: Uri, pattern: string): Promise<readonly Uri[]> {
  let found: readonly Uri[] = [base];
  let certain = true;
  for (const segment of pattern.split('/').filter((part) => part !== '' && part !== '.')) {
    certain = hasWildcard(segment);
    const steps = certain
      ? await Promise.all(found.map((folder) => matchesIn(folder, segment)))
      : found.map((folder) => [Uri.joinPath(folder, literalName(segment))]);
    found = steps.flat().slice(0, MAX_GLOB_PATHS);
  }
  if (!certain) {
    const states = await Promise.all(found.map(stat));
    found = found.filter((_, i) => states[i]?.kind !== 'missing');
  }
  return [...found].sort((a, b) => compareBytes(a.path, b.path));
}

/** A path that is no folder, or cannot be listed, has no matches: glob(3) passes over it just so. */
async function matchesIn(folder: Uri, segment: string): Promise<readonly Uri[]> {
  try {
    const entries = await workspace.fs.readDirectory(folder);
    return entries
      .filter(([name]) => matchesSegment(segment, name))
      .map(([name]) => Uri.joinPath(folder, name));
  } catch {
    return [];
  }
}
