// Tells the server of changes that LSP does not: on disk, and in documents that are not served. Only what matters is told.
import { Disposable, languages, RelativePattern, type TextDocument, Uri, workspace } from 'vscode';
import {
  type BaseLanguageClient,
  DidChangeWatchedFilesNotification,
  FileChangeType,
} from 'vscode-languageclient';
import { hasWildcard, literalName, matchesSegment } from './glob';
import { mayMatter, SERVED_DOCUMENTS } from './selector';

/** Changes come in bursts (a branch is switched, a package installed): one message tells of a whole one. */
const QUIET_MS = 100;

/** Each folder outside the workspace costs a watcher of its own. */
const MAX_OUTER_FOLDERS = 64;

/** What the server has asked for, and so wants to hear of. */
export type Changes = {
  askedPath(uri: Uri): void;
  /** A shell pattern relative to a folder. */
  askedPattern(base: Uri, pattern: string): void;
  /** Says that something is there: outside the workspace, where nobody watches otherwise, its folder is watched from now on. */
  found(uri: Uri): void;
  end(): void;
};

/**
 * Announces to a client's server every change of a path that it asked for, that would match a pattern it asked for, or
 * whose name makes it a configuration. The workspace is watched as a whole, which VS Code does anyway; elsewhere the
 * folders of what was found are. A document that is open without being served, such as a list of users, is announced as
 * its text changes, since it is read as the editor shows it.
 */
export function announceChanges(client: BaseLanguageClient): Changes {
  const asked = new Asked();
  const outgoing = new Map<string, FileChangeType>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const send = () => {
    const changes = [...outgoing].map(([uri, type]) => ({ uri, type }));
    outgoing.clear();
    if (client.isRunning()) void client.sendNotification(DidChangeWatchedFilesNotification.type, { changes });
  };
  const note = (uri: Uri, type: FileChangeType) => {
    const concerned = asked.concernedBy(uri);
    if (concerned.length === 0) return;
    for (const each of concerned) outgoing.set(each, type);
    clearTimeout(timer);
    timer = setTimeout(send, QUIET_MS);
  };
  const watch = (pattern: string | RelativePattern) => {
    const watcher = workspace.createFileSystemWatcher(pattern);
    watcher.onDidCreate((uri) => note(uri, FileChangeType.Created));
    watcher.onDidChange((uri) => note(uri, FileChangeType.Changed));
    watcher.onDidDelete((uri) => note(uri, FileChangeType.Deleted));
    return watcher;
  };
  const noteText = (document: TextDocument) => {
    const isServed = languages.match(SERVED_DOCUMENTS, document) > 0;
    if (!isServed && asked.hasPath(document.uri)) note(document.uri, FileChangeType.Changed);
  };
  const inner = Disposable.from(
    watch('**/*'),
    workspace.onDidChangeTextDocument(({ document }) => noteText(document)),
    workspace.onDidCloseTextDocument(noteText),
  );
  const outer = new Map<string, Disposable>();
  return {
    askedPath: (uri) => asked.addPath(uri),
    askedPattern: (base, pattern) => asked.addPattern(base, pattern),
    found: (uri) => {
      const folder = Uri.joinPath(uri, '..');
      const key = folder.toString();
      if (workspace.getWorkspaceFolder(uri) || outer.has(key) || outer.size >= MAX_OUTER_FOLDERS) return;
      outer.set(key, watch(new RelativePattern(folder, '*')));
    },
    end: () => {
      clearTimeout(timer);
      for (const watcher of [inner, ...outer.values()]) watcher.dispose();
    },
  };
}

/** What was asked for, so kept that the many changes that do not matter are told from the few that do at once. */
class Asked {
  readonly #paths = new Set<string>();
  /** Every folder above a path that was asked for: when one moves or goes, all below it change without an event each. */
  readonly #folders = new Set<string>();
  readonly #patterns = new Map<string, { readonly base: string; readonly segments: readonly string[] }>();

  addPath(uri: Uri): void {
    const key = uri.toString();
    if (this.#paths.has(key)) return;
    this.#paths.add(key);
    this.#addFoldersAbove(uri);
  }

  addPattern(base: Uri, pattern: string): void {
    const segments = pattern.split('/').filter((segment) => segment !== '' && segment !== '.');
    const wild = segments.findIndex(hasWildcard);
    const literal = segments.slice(0, wild < 0 ? -1 : wild).map(literalName);
    const folder = Uri.joinPath(base, ...literal);
    const rest = segments.slice(literal.length);
    this.#patterns.set(`${folder} ${rest.join('/')}`, {
      base: `${folder}/`.replace(/\/\/$/, '/'),
      segments: rest,
    });
    this.#folders.add(folder.toString());
    this.#addFoldersAbove(folder);
  }

  hasPath(uri: Uri): boolean {
    return this.#paths.has(uri.toString());
  }

  /** The paths of which a change at `uri` tells something: itself, if it matters, and what was asked for below it. */
  concernedBy(uri: Uri): readonly string[] {
    const key = uri.toString();
    if (this.#folders.has(key))
      return [key, ...[...this.#paths].filter((path) => path.startsWith(`${key}/`))];
    return this.#paths.has(key) || mayMatter(uri.path) || this.#matchesPattern(uri) ? [key] : [];
  }

  #addFoldersAbove(uri: Uri): void {
    for (let at = Uri.joinPath(uri, '..'); !this.#folders.has(at.toString()); at = Uri.joinPath(at, '..')) {
      this.#folders.add(at.toString());
      if (at.path === '/' || at.path === '') return;
    }
  }

  #matchesPattern(uri: Uri): boolean {
    const key = uri.toString();
    for (const { base, segments } of this.#patterns.values()) {
      if (!key.startsWith(base)) continue;
      const names = decodeURIComponent(key.slice(base.length)).split('/');
      if (names.length !== segments.length) continue;
      if (segments.every((segment, i) => matchesSegment(segment, names[i] ?? ''))) return true;
    }
    return false;
  }
}
