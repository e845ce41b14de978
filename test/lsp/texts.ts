// Texts as editors see them: positions of words, edits applied, and a workspace that only the client has.
import type {
  Position,
  ProtocolConnection,
  TextDocumentEdit,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';

/** The position of the first occurrence of a text, some characters in. */
export function positionOf(text: string, part: string, inside = 1): Position {
  const at = text.indexOf(part);
  if (at < 0) throw new Error(`There is no ${part} in the text.`);
  return document(text).positionAt(at + inside);
}

/** A text after those edits of a workspace edit that are for its document. */
export function applied(text: string, uri: string, edit: WorkspaceEdit | undefined): string {
  const inDocuments = (edit?.documentChanges ?? [])
    .filter((change): change is TextDocumentEdit => 'textDocument' in change)
    .filter((change) => change.textDocument.uri === uri)
    .flatMap((change) => change.edits as TextEdit[]);
  return TextDocument.applyEdits(document(text), [...(edit?.changes?.[uri] ?? []), ...inDocuments]);
}

function document(text: string): TextDocument {
  return TextDocument.create('memory:/text', 'nginx', 1, text);
}

/** Answers the server's questions about files from a record of texts by URI, and notes what was asked for. */
export function answerFiles(
  connection: ProtocolConnection,
  files: Readonly<Record<string, string>>,
  asked: string[] = [],
): void {
  connection.onRequest('authlint/readFile', ({ uri }: { uri: string }): unknown => {
    asked.push(uri);
    const text = files[uri];
    return text === undefined ? { kind: 'missing' } : { kind: 'text', text };
  });
  connection.onRequest('authlint/stat', ({ uri }: { uri: string }) => {
    asked.push(uri);
    return files[uri] === undefined ? { kind: 'missing' } : { kind: 'file' };
  });
  connection.onRequest('authlint/glob', ({ base }: { base: string }) => {
    const inFolder = Object.keys(files).filter((uri) => uri.startsWith(`${base}/`));
    return { uris: inFolder.filter((uri) => !uri.slice(base.length + 1).includes('/')) };
  });
  connection.onRequest('authlint/findFiles', () => ({ uris: Object.keys(files) }));
}
