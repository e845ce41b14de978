// What a person sees who opens a folder with nginx files: findings, where they are, what they say, and how they go away.
import { commands, workspace } from 'vscode';
import {
  allFindings,
  asExpected,
  at,
  diagnosticOf,
  equal,
  expected,
  first,
  hoverText,
  ok,
  quickFix,
  rangeOf,
  ready,
  show,
  until,
} from './support';

suite('findings', () => {
  suiteSetup(ready);

  test('nginx files are of the language nginx', async () => {
    for (const { file } of expected) {
      if (!file.endsWith('.conf')) continue;
      equal((await workspace.openTextDocument(at(file))).languageId, 'nginx', file);
    }
  });

  test('are those of the command line, in every file of the site, open or not', async () => {
    ok(expected.length >= 5, `the site has faults: ${expected.length}`);
    await asExpected();
  });

  test('say which rule they are of, link to its page, and say the same as the command line', async () => {
    for (const finding of expected) {
      const diagnostic = await until(finding.message, () => diagnosticOf(finding));
      equal(diagnostic.message, finding.message, finding.rule);
      ok(typeof diagnostic.code === 'object', `${finding.rule} has a page`);
      ok(diagnostic.code.target.path.endsWith(`${finding.rule}.md`), `${diagnostic.code.target}`);
    }
  });

  test('a hover says what a request meets there', async () => {
    const finding = first(({ file, witness }) => file.endsWith('.conf') && witness !== null);
    const text = await until('a hover', async () => hoverText(at(finding.file), rangeOf(finding)));
    ok(/\b401\b|credentials|open|Basic|Bearer/.test(text), text);
  });

  test('a quick fix makes its finding go away, and nothing else', async () => {
    const finding = first(({ fixes }) => fixes.length > 0);
    const before = allFindings();
    const { document } = await show(finding.file);
    const action = await quickFix(document, finding);
    ok(action.edit !== undefined, `${action.title} is an edit`);
    await workspace.applyEdit(action.edit);
    await until('the finding to go', () => diagnosticOf(finding) === undefined);
    await until('all other findings to stay', () => allFindings().length === before.length - 1);
    await commands.executeCommand('undo');
    await asExpected();
  });
});
