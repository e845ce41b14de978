// What a person sees in the files of an Express program and in a contract, beside what other extensions show there.
import {
  type CompletionItem,
  type CompletionList,
  commands,
  type Location,
  type LocationLink,
  Position,
  Range,
  type TextDocument,
  workspace,
} from 'vscode';
import {
  asExpected,
  at,
  diagnosticOf,
  equal,
  first,
  hoverText,
  ok,
  quickFix,
  ready,
  show,
  until,
} from './support';

/** The place of a text in a document. */
function rangeOfText(document: TextDocument, text: string): Range {
  const start = document.getText().indexOf(text);
  ok(start >= 0, `${document.uri.path} has ${text}`);
  return new Range(document.positionAt(start), document.positionAt(start + text.length));
}

suite('an Express program', () => {
  suiteSetup(ready);

  test('is JavaScript, and its routes say who refuses', async () => {
    const { document } = await show('app/routes/orders.js');
    equal(document.languageId, 'javascript', 'language');
    const text = await until('a hover', async () => {
      const hover = await hoverText(document.uri, rangeOfText(document, "get('/:id'"));
      return hover.includes('requireToken') ? hover : null;
    });
    ok(/\/api\/orders\/:id/.test(text) && /\b401\b/.test(text), text);
  });

  test('a middleware is moved by a quick fix', async () => {
    const finding = first(({ rule }) => rule === 'express/cors-after-auth');
    const { document } = await show(finding.file);
    const action = await quickFix(document, finding);
    ok(action.edit !== undefined, `${action.title} is an edit`);
    await workspace.applyEdit(action.edit);
    const order = document.getText();
    ok(order.indexOf('app.use(cors(') < order.indexOf("app.use('/api', requireToken)"), order);
    await until('the finding to go', () => diagnosticOf(finding) === undefined);
    await commands.executeCommand('undo');
    await asExpected();
  });
});

suite('a contract', () => {
  suiteSetup(ready);

  test('says at an operation what clients send, and where that is demanded', async () => {
    const { document } = await show('openapi.yaml');
    equal(document.languageId, 'yaml', 'language');
    const text = await until('a hover', async () =>
      hoverText(document.uri, rangeOfText(document, 'get:\n      operationId: getOrder')),
    );
    ok(/Authorization: Bearer/.test(text), text);
  });

  test('completes the names of schemes, and leads from a name to its scheme', async () => {
    const { document } = await show('openapi.yaml');
    const name = rangeOfText(document, '- token: []');
    const inside = new Position(name.start.line, name.start.character + 4);
    const { items } = await until('completions', async () =>
      commands.executeCommand<CompletionList>('vscode.executeCompletionItemProvider', document.uri, inside),
    );
    const labels = items.map(({ label }: CompletionItem) =>
      typeof label === 'string' ? label : label.label,
    );
    ok(labels.includes('token'), labels.join(', '));
    const found = await until('a definition', async () =>
      commands.executeCommand<readonly (Location | LocationLink)[]>(
        'vscode.executeDefinitionProvider',
        document.uri,
        inside,
      ),
    );
    const lines = found.map((one) => ('targetRange' in one ? one.targetRange : one.range).start.line);
    ok(lines.includes(rangeOfText(document, 'token:\n      type: http').start.line), `lines ${lines}`);
  });

  test('a misspelt scheme is mended by a quick fix', async () => {
    const finding = first(({ rule }) => rule === 'openapi/security-scheme-undefined');
    const { document } = await show(finding.file);
    const action = await quickFix(document, finding);
    ok(action.edit !== undefined, `${action.title} is an edit`);
    await workspace.applyEdit(action.edit);
    await until('the finding to go', () => diagnosticOf(finding) === undefined);
    await commands.executeCommand('undo');
    await asExpected();
  });

  test('other YAML files are left alone', async () => {
    const uri = at('other.yaml');
    await workspace.fs.writeFile(uri, new TextEncoder().encode('security:\n  - tokens: []\n'));
    const { document } = await show('other.yaml');
    await asExpected();
    equal(await hoverText(document.uri, rangeOfText(document, 'tokens')), '', 'hover');
    await commands.executeCommand('workbench.action.closeAllEditors');
    await workspace.fs.delete(uri);
  });
});
