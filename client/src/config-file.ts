// The commands that write AuthLint's settings file: a new one, and a rule turned off in the one that holds for a document.
import { Position, Range, Uri, ViewColumn, WorkspaceEdit, window, workspace } from 'vscode';
import { NEW_CONFIG, turnOff } from './config-text';
import { stat } from './files';

/** In the order in which they are looked for. */
const CONFIG_NAMES = ['authlint.yaml', 'authlint.yml', 'authlint.json'];

/** Opens the settings file of a workspace folder, which is made first where there is none. */
export async function createConfig(): Promise<void> {
  const folders = workspace.workspaceFolders ?? [];
  const folder = folders.length > 1 ? await window.showWorkspaceFolderPick() : folders[0];
  if (folder === undefined) {
    if (folders.length === 0)
      void window.showWarningMessage('Open a folder first: AuthLint’s settings belong to one.');
    return;
  }
  const existing = await configIn(folder.uri);
  const file = existing ?? Uri.joinPath(folder.uri, 'authlint.yaml');
  if (existing === null) await writeNew(file, NEW_CONFIG);
  await window.showTextDocument(file, { viewColumn: ViewColumn.Active });
}

/** Turns a rule off in the settings that hold for a document: the nearest file upwards, or a new one in its workspace folder. */
export async function disableRule(rule: string, document: Uri): Promise<void> {
  const root = workspace.getWorkspaceFolder(document)?.uri ?? Uri.joinPath(document, '..');
  const existing = await nearestConfig(document, root);
  const file = existing ?? Uri.joinPath(root, 'authlint.yaml');
  if (existing === null) await writeNew(file, NEW_CONFIG);
  const config = await workspace.openTextDocument(file);
  const change = turnOff(config.getText(), file.path.endsWith('.json') ? 'json' : 'yaml', rule);
  if (change === null) {
    await window.showTextDocument(config);
    void window.showWarningMessage(
      `Add “${rule}: "off"” under “rules”: the file is written in a way that AuthLint leaves alone.`,
    );
    return;
  }
  const edit = new WorkspaceEdit();
  const range = new Range(config.positionAt(change.offset), config.positionAt(change.offset + change.length));
  edit.replace(file, range, change.newText);
  await workspace.applyEdit(edit);
  await config.save();
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

async function writeNew(file: Uri, text: string): Promise<void> {
  const edit = new WorkspaceEdit();
  edit.createFile(file, { ignoreIfExists: true });
  edit.insert(file, new Position(0, 0), text);
  await workspace.applyEdit(edit);
  await (await workspace.openTextDocument(file)).save();
}
