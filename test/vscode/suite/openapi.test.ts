// What a person sees of OpenAPI documents whose names do not say what they are, and of a scheme's name in them.
import { commands, type Location, Position, type WorkspaceEdit, workspace } from 'vscode';
import { asExpected, at, equal, findingsIn, ready, ruleOf, show, until } from './support';

const CONTRACT = 'api/contract.yaml';
const UNDEFINED = 'openapi/security-scheme-undefined';

suite('OpenAPI documents', () => {
  suiteSetup(ready);

  test('are found by what stands in them, in YAML and in JSON', async () => {
    for (const file of [CONTRACT, 'api/partner.json']) {
      await until(`the finding in ${file}`, () => findingsIn(file).some((one) => ruleOf(one) === UNDEFINED));
    }
  });

  test('a scheme is found wherever it is named, and renamed there', async () => {
    await show(CONTRACT);
    const declared = new Position(24, 6);
    const found = await commands.executeCommand<Location[]>(
      'vscode.executeReferenceProvider',
      at(CONTRACT),
      declared,
    );
    const lines = found.map(({ range }) => range.start.line);
    equal(
      lines.sort((a, b) => a - b),
      [5, 24],
      'its places',
    );
    const edit = await commands.executeCommand<WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      at(CONTRACT),
      declared,
      'bearerAth',
    );
    await workspace.applyEdit(edit);
    await until('the finding to go', () => findingsIn(CONTRACT).every((one) => ruleOf(one) !== UNDEFINED));
    await commands.executeCommand('undo');
    await asExpected();
  });
});
