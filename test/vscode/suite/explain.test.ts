// “Explain a request” from its command to the line that a link of the trace leads to.
import { commands, type DocumentLink, env, window } from 'vscode';
import { at, equal, first, ok, ready, show, shown, status, until } from './support';

suite('explain', () => {
  suiteSetup(ready);

  test('the trace of a witness names the answer and the lines, and each line can be opened', async () => {
    const finding = first(({ witness }) => witness?.expect.status === 401);
    ok(finding.witness, 'it has a witness');
    const { method, url } = finding.witness;
    const request = { method, url };
    await commands.executeCommand('authlint.explainRequest', { request, uri: at(finding.file).toString() });
    const trace = await shown(({ uri }) => uri.scheme === 'authlint', 'the trace');
    equal(trace.languageId, 'markdown', 'language');
    ok(trace.getText().includes(url), trace.getText());
    ok(/\b401\b/.test(trace.getText()), trace.getText());

    const links = await until('links', async () => {
      const found = await commands.executeCommand<DocumentLink[]>('vscode.executeLinkProvider', trace.uri);
      return found.length > 0 ? found : null;
    });
    const folder = at('').path;
    const link = links.find(({ target }) => target?.path.startsWith(folder));
    ok(link?.target, `a link leads into the site: ${links.map(({ target }) => String(target))}`);
    const line = /^L?(\d+)/.exec(link.target.fragment)?.[1];
    await commands.executeCommand('vscode.open', link.target);
    await shown(({ uri }) => uri.path === link.target?.path, 'the file');
    equal(window.activeTextEditor?.selection.active.line, Number(line) - 1, 'the line');
  });

  test('an open trace follows the configuration', async () => {
    await commands.executeCommand(
      'authlint.explainRequest',
      'GET http://relint.example/.well-known/acme-challenge/x',
    );
    const trace = await shown(({ uri }) => uri.scheme === 'authlint', 'the trace');
    const before = trace.getText();
    ok(/\b401\b/.test(before), before);
    const editor = await show('relint/guard.inc');
    await editor.edit((edit) => edit.insert(editor.document.positionAt(0), 'satisfy any; allow all;\n'));
    await until('another trace', () => trace.getText() !== before);
    await commands.executeCommand('undo');
    await until('the same trace', () => trace.getText() === before);
  });

  test('a rule’s page can be opened', async () => {
    const { rule } = first(() => true);
    await commands.executeCommand('authlint.openRulePage', rule);
    await until('the page', () =>
      window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .some(({ label }) => label.includes(rule.replace(/^.*\//, ''))),
    );
    await commands.executeCommand('workbench.action.closeAllEditors');
  });
});

suite('status', () => {
  suiteSetup(ready);

  test('says how much was read, and how long it took', async () => {
    const view = await status();
    ok(/^\d+ servers? · \d+ routes? · \d+ ms$/.test(view.text), view.text);
    equal([view.severity, view.busy], ['information', false], 'calm');
  });

  test('what a bug report needs can be copied', async () => {
    await commands.executeCommand('authlint.copyDebugInfo');
    const info: unknown = JSON.parse(await env.clipboard.readText());
    ok(typeof info === 'object' && info !== null && 'server' in info, 'it is an object');
    equal(info.server, 'running', 'the server');
  });
});
