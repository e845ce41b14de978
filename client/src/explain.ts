// “Explain a request”: asks which one, and shows who answers it, line by line.
import {
  type CodeLens,
  commands,
  type Memento,
  type TextEditor,
  ViewColumn,
  window,
  workspace,
} from 'vscode';
import { traceUri } from './pages';
import type { ExplainParams } from './protocol';
import { readExplainParams, readRequest, writeRequest } from './request-text';

const LAST_REQUEST = 'authlint.lastRequest';
const FIRST_REQUEST = 'GET http://localhost/';

/**
 * Shows the trace of a request. `argument`: what a code lens or a hover's link carries, which is shown at once; without
 * one the request is asked for, and the one that the code lens above the cursor means is offered.
 */
export async function explainRequest(memory: Memento, argument: unknown): Promise<void> {
  const editor = window.activeTextEditor;
  const given = readExplainParams(argument);
  const params = given ?? (await ask(memory, editor));
  if (params === null) return;
  await memory.update(LAST_REQUEST, writeRequest(params.request));
  const document = await workspace.openTextDocument(traceUri(params));
  const beside = editor !== undefined && editor.document.uri.scheme !== document.uri.scheme;
  await window.showTextDocument(document, { viewColumn: beside ? ViewColumn.Beside : ViewColumn.Active });
}

async function ask(memory: Memento, editor: TextEditor | undefined): Promise<ExplainParams | null> {
  const atCursor = editor === undefined ? null : await requestAbove(editor);
  const offered =
    atCursor === null ? memory.get(LAST_REQUEST, FIRST_REQUEST) : writeRequest(atCursor.request);
  const typed = await window.showInputBox({
    title: 'AuthLint: Explain a Request',
    prompt: 'Method and URL; a header may follow, such as Authorization: Bearer x',
    placeHolder: FIRST_REQUEST,
    value: offered,
    validateInput: (text) =>
      readRequest(text) === null
        ? 'Write it as METHOD URL, for example GET http://shop.example/admin/'
        : null,
  });
  const request = typed === undefined ? null : readRequest(typed);
  if (request === null) return null;
  return editor === undefined ? { request } : { request, uri: editor.document.uri.toString() };
}

/** The request of the nearest code lens at or above the cursor. */
async function requestAbove({ document, selection }: TextEditor): Promise<ExplainParams | null> {
  const lenses = await commands.executeCommand<CodeLens[] | undefined>(
    'vscode.executeCodeLensProvider',
    document.uri,
    MAX_LENSES,
  );
  const above = (lenses ?? [])
    .filter(({ range, command }) => {
      return command?.command === 'authlint.explainRequest' && range.start.line <= selection.active.line;
    })
    .sort((a, b) => b.range.start.compareTo(a.range.start));
  return readExplainParams(above[0]?.command?.arguments?.[0]);
}

/** Lenses beyond this many come unresolved, without the command that says what they ask. */
const MAX_LENSES = 1000;
