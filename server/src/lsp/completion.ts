// Completion where AuthLint knows all answers: names that the configuration itself has given.
import { CompletionItemKind } from 'vscode-languageserver';
import { completionsAt } from '../core';
import type { ServerContext } from './context';
import { toFile } from './uris';

export function registerCompletion(context: ServerContext): void {
  context.connection.onCompletion(({ textDocument, position }, token) =>
    context.answer('completion', [], token, ({ texts }, analysis) => {
      const file = toFile(textDocument.uri);
      return completionsAt(analysis, file, texts.offset(file, position)).map(
        ({ text, detail, replace, insert }) => ({
          label: text,
          detail,
          kind: CompletionItemKind.Reference,
          // An editor's own idea of a word ends at @ and /, which are a part of these names.
          textEdit: { range: texts.range(file, replace), newText: insert ?? text },
          filterText: text,
        }),
      );
    }),
  );
}
