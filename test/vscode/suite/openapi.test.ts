// What a person sees in an OpenAPI document, whose name does not say what it is, beside the editor's own features for data.
import {
  type CompletionList,
  commands,
  type Location,
  Position,
  Range,
  type WorkspaceEdit,
  workspace,
} from 'vscode';
import { asExpected, at, equal, findingsIn, hoverText, ok, ready, ruleOf, show, until } from './support';

const CONTRACT = 'api/contract.yaml';
const UNDEFINED = 'openapi/security-scheme-undefined';

suite('OpenAPI documents', () => {
  suiteSetup(ready);

  test('are found by what stands in them, open or not', async () => {
    for (const file of [CONTRACT, 'api/partner.json']) {
      await until(`the finding in ${file}`, () => findingsIn(file).some((one) => ruleOf(one) === UNDEFINED));
    }
  });

  test('a hover on a method says what clients send', async () => {
    await show(CONTRACT);
    const line = new Position(8, 5);
    const text = await until('a hover', async () => {
      const hover = await hoverText(at(CONTRACT), new Range(line, line));
      return hover.includes('Clients send') ? hover : null;
    });
    ok(text.includes('Authorization: Bearer'), text);
  });

  test('names of schemes are completed, found and renamed', async () => {
    const name = new Position(16, 12);
    const list = await until('completions', async () => {
      const { items } = await commands.executeCommand<CompletionList>(
        'vscode.executeCompletionItemProvider',
        at(CONTRACT),
        name,
      );
      return items.some(({ label }) => label === 'bearerAuth') ? items : null;
    });
    ok(list.length > 0, 'the scheme is offered');
    const declared = new Position(24, 6);
    const found = await commands.executeCommand<Location[]>(
      'vscode.executeReferenceProvider',
      at(CONTRACT),
      declared,
    );
    equal(
      found.map(({ range }) => range.start.line).sort((a, b) => a - b),
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
