// The commands that write AuthLint's settings file: a new one, and a rule turned off in the one that holds for a document.
import { commands, Position, Range, Uri, WorkspaceEdit, window, workspace } from 'vscode';
import { changed, NEW_CONFIG, type TextChange, turnOff } from './config-text';
import { read, stat } from './files';

/** In the order in which they are looked for. */
const CONFIG_NAMES = ['authlint.yaml', 'authlint.yml', 'authlint.json'];

/** Opens the settings file of a workspace folder, which is made first where there is none. */
export async function createConfig(): Promise<void> {
  const folders = workspace.workspaceFolders ?? [];
  const folder = folders.length > 1 ? await window.showWorkspaceFolderPick() : folders[0];
  if (folder === undefined) {
    if (folders.length === 0) {
      void window.showWarningMessage('Open a folder first: AuthLint’s settings belong to one.');
    }
    return;
  }
  const existing = await configIn(folder.uri);
  const file = existing ?? Uri.joinPath(folder.uri, 'authlint.yaml');
  if (existing === null) await create(file, NEW_CONFIG);
  await open(file);
}

/**
 * Turns a rule off in the settings that hold for a document: the nearest file upwards, or a new one in its workspace
 * folder. The file is changed and saved without being opened.
 */
export async function disableRule(rule: string, document: Uri): Promise<void> {
  const root = workspace.getWorkspaceFolder(document)?.uri ?? Uri.joinPath(document, '..');
  const file = await nearestConfig(document, root);
  const state = file === null ? null : await read(file);
  const text = state === null ? NEW_CONFIG : state.kind === 'text' ? state.text : null;
  const language = file?.path.endsWith('.json') ? 'json' : 'yaml';
  const change = text === null ? null : turnOff(text, language, rule);
  if (text !== null && change !== null) {
    if (file === null) await create(Uri.joinPath(root, 'authlint.yaml'), changed(text, change));
    else await replace(file, text, change);
  } else if (file !== null) {
    await open(file);
    const entry = `${rule}: "off"`;
    void window.showWarningMessage(
      `Add “${entry}” under “rules”: AuthLint leaves a file alone that it may spoil.`,
    );
  }
}

async function nearestConfig(document: Uri, root: Uri): Promise<Uri | null> {
  const top = root.path.replace(/\/$/, '');
  for (let folder = Uri.joinPath(document, '..'); ; folder = Uri.joinPath(folder, '..')) {
    const found = await configIn(folder);
    if (found !== null || folder.path.length <= top.length || folder.path === '/') return found;
  }
}

async function configIn(folder: Uri): Promise<Uri | null> {
  for (const name of CONFIG_NAMES) {
    const file = Uri.joinPath(folder, name);
    if ((await stat(file)).kind === 'file') return file;
  }
  return null;
}

async function create(file: Uri, text: string): Promise<void> {
  const edit = new WorkspaceEdit();
  edit.createFile(file, { ignoreIfExists: true, contents: new TextEncoder().encode(text) });
  await workspace.applyEdit(edit);
}

async function replace(file: Uri, text: string, { offset, length, newText }: TextChange): Promise<void> {
  const edit = new WorkspaceEdit();
  const range = new Range(positionIn(text, offset), positionIn(text, offset + length));
  edit.replace(file, range, newText);
  // Files that a refactoring changes are saved, unless they had unsaved changes before.
  await workspace.applyEdit(edit, { isRefactoring: true });
}

function positionIn(text: string, offset: number): Position {
  const lines = text.slice(0, offset).split('\n');
  return new Position(lines.length - 1, lines.at(-1)?.length ?? 0);
}

/** Opens by the command, as a click would: a document that an extension opens stays open long after its tab is closed. */
async function open(file: Uri): Promise<void> {
  await commands.executeCommand('vscode.open', file);
}
