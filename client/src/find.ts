// Finds files in the workspace, with the editor's search where there is one, by walking its folders where there is none.
import {
  type CancellationToken,
  CancellationTokenSource,
  FileType,
  RelativePattern,
  Uri,
  type WorkspaceFolder,
  workspace,
} from 'vscode';
import { globTest } from './editor-glob';

/** File systems without a search provider let a search hang for long, and then find nothing. */
const SEARCH_LIMIT_MS = 3000;

/** The bounds of a walk: what lies beyond them is no configuration of this workspace. */
const MAX_ENTRIES = 5000;
const MAX_DEPTH = 12;
const SKIPPED = new Set(['node_modules', '.git', '.hg', '.svn', 'dist']);

/** The workspace's files that match an editor glob and not `exclude`, `limit` at most, in every workspace folder. */
export async function findFiles(
  include: string,
  exclude: string | null,
  limit: number,
  token: CancellationToken,
): Promise<readonly Uri[]> {
  const found: Uri[] = [];
  for (const folder of workspace.workspaceFolders ?? []) {
    if (found.length >= limit || token.isCancellationRequested) break;
    const room = limit - found.length;
    found.push(
      ...((await search(folder, include, exclude, room, token)) ??
        (await walk(folder.uri, include, exclude, room, token))),
    );
  }
  return found;
}

/** Asks the editor's search. `null` when it gives no answer in time, or none that can be relied on. */
async function search(
  folder: WorkspaceFolder,
  include: string,
  exclude: string | null,
  limit: number,
  token: CancellationToken,
): Promise<readonly Uri[] | null> {
  const source = new CancellationTokenSource();
  const cancelled = token.onCancellationRequested(() => source.cancel());
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), SEARCH_LIMIT_MS);
  });
  try {
    const pattern = new RelativePattern(folder, include);
    const answer = await Promise.race([workspace.findFiles(pattern, exclude, limit, source.token), tooLate]);
    // Elsewhere than on disk an empty answer may only mean that nobody searched.
    return answer?.length === 0 && folder.uri.scheme !== 'file' ? null : answer;
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
    cancelled.dispose();
    source.cancel();
    source.dispose();
  }
}

/** Walks a folder breadth first, so that what is near its root is found before the bounds are reached. */
async function walk(
  root: Uri,
  include: string,
  exclude: string | null,
  limit: number,
  token: CancellationToken,
): Promise<readonly Uri[]> {
  const wanted = globTest(include);
  const unwanted = exclude === null ? () => false : globTest(exclude);
  const found: Uri[] = [];
  let entries = 0;
  let level: readonly string[] = [''];
  for (let depth = 0; depth < MAX_DEPTH && level.length > 0; depth++) {
    const deeper: string[] = [];
    for (const folder of level) {
      for (const [name, type] of await list(Uri.joinPath(root, folder))) {
        if (++entries > MAX_ENTRIES || found.length >= limit || token.isCancellationRequested) return found;
        const path = folder === '' ? name : `${folder}/${name}`;
        if (unwanted(path)) continue;
        if (type & FileType.Directory) {
          // A linked folder may lead back up; what it holds is found under its own name if it is in the workspace.
          if (!SKIPPED.has(name) && !(type & FileType.SymbolicLink)) deeper.push(path);
        } else if (wanted(path)) {
          found.push(Uri.joinPath(root, path));
        }
      }
    }
    level = deeper;
  }
  return found;
}

async function list(folder: Uri): Promise<readonly [string, FileType][]> {
  try {
    return await workspace.fs.readDirectory(folder);
  } catch {
    return [];
  }
}
