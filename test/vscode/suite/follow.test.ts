// Findings follow the files, however these change: in an editor, on disk, in another file than the one with the finding.
import { commands, Position, workspace } from 'vscode';
import { acmeFindings, at, ok, ready, show, until } from './support';

const GUARD = 'relint/guard.inc';

suite('changes', () => {
  let before = 0;

  suiteSetup(async () => {
    await ready();
    await commands.executeCommand('workbench.action.closeAllEditors');
    before = acmeFindings().length;
    ok(before > 0, 'the small site has a fault');
  });

  test('an unsaved edit of an included file is seen in the file that includes it', async () => {
    const editor = await show(GUARD);
    await editor.edit((edit) => edit.insert(new Position(0, 0), '# '));
    await until('the fault to go', () => acmeFindings().length === 0);
    await commands.executeCommand('undo');
    await until('the fault to come back', () => acmeFindings().length === before);
    await commands.executeCommand('workbench.action.closeAllEditors');
  });

  test('a change on disk of a file that is open nowhere is seen', async () => {
    const bytes = await workspace.fs.readFile(at(GUARD));
    await workspace.fs.writeFile(at(GUARD), new TextEncoder().encode('# open\n'));
    await until('the fault to go', () => acmeFindings().length === 0);
    await workspace.fs.writeFile(at(GUARD), bytes);
    await until('the fault to come back', () => acmeFindings().length === before);
  });

  test('an included file that goes and comes back is seen', async () => {
    const away = at('relint/away.txt');
    await workspace.fs.rename(at(GUARD), away);
    await until('the fault to go', () => acmeFindings().length === 0);
    await workspace.fs.rename(away, at(GUARD));
    await until('the fault to come back', () => acmeFindings().length === before);
  });

  test('a file that a pattern includes is seen when it is made, and when it goes', async () => {
    const made = at('relint/more.d/made.conf');
    await workspace.fs.writeFile(made, new TextEncoder().encode(MADE));
    await until('a second fault', () => acmeFindings().length > before);
    await workspace.fs.delete(at('relint/more.d'), { recursive: true });
    await until('the fault to be alone again', () => acmeFindings().length === before);
  });
});

const MADE = `server {
  listen 8098;
  server_name made.example;
  auth_basic "made";
  auth_basic_user_file htpasswd;
  location /.well-known/acme-challenge/ { root /srv/acme; }
}
`;
