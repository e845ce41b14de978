// How a person silences a rule, or AuthLint as a whole, and takes that back.
import { commands, workspace } from 'vscode';
import { allFindings, asExpected, at, equal, first, ok, ready, shown, status, until } from './support';

/** What `authlint init` writes; the runner outside asks it. */
declare const NEW_CONFIG: string;

suite('settings', () => {
  suiteSetup(ready);

  test('one rule can be turned off by a setting', async () => {
    const { rule } = first(() => true);
    const settings = workspace.getConfiguration('authlint');
    await settings.update('rules', { [rule]: 'off' }, false);
    await until('the rule to be silent', () => !allFindings().some((line) => line.endsWith(` ${rule}`)));
    ok(allFindings().length > 0, 'the other rules still speak');
    await settings.update('rules', undefined, false);
    await asExpected();
  });

  test('a rule can be turned off in authlint.yaml by a command', async () => {
    const { rule, file } = first(() => true);
    await commands.executeCommand('authlint.disableRule', rule, at(file));
    await until('the rule to be silent', () => !allFindings().some((line) => line.endsWith(` ${rule}`)));
    const text = new TextDecoder().decode(await workspace.fs.readFile(at('authlint.yaml')));
    ok(text.includes(`${rule}: "off"`), text);
    await commands.executeCommand('workbench.action.closeAllEditors');
    await workspace.fs.delete(at('authlint.yaml'));
    await asExpected();
  });

  test('all go when AuthLint is turned off, and come back with it', async () => {
    const settings = workspace.getConfiguration('authlint');
    await settings.update('enable', false, false);
    await until('no finding', () => allFindings().length === 0);
    await until('the status', async () => (await status()).text === 'off');
    await settings.update('enable', undefined, false);
    await asExpected();
  });

  test('come back after a restart', async () => {
    await commands.executeCommand('authlint.restart');
    await asExpected();
  });

  test('a new authlint.yaml can be made, and is nothing to complain of', async () => {
    await commands.executeCommand('authlint.createConfig');
    const document = await shown(({ uri }) => uri.path.endsWith('/authlint.yaml'), 'the new file');
    equal(document.getText(), NEW_CONFIG, 'the same as on the command line');
    equal(document.isDirty, false, 'it is saved');
    await asExpected();
    await commands.executeCommand('workbench.action.closeActiveEditor');
    await workspace.fs.delete(document.uri);
  });
});
