// References and renames of names that stand in one place and are used in others.
import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import { namedAt, type Place } from '../core';
import type { ServerContext } from './context';
import { toWorkspaceEdit } from './to-lsp';
import { toFile, toUri } from './uris';
import type { Workspace } from './workspace';

export function registerNames(context: ServerContext): void {
  const { connection } = context;
  connection.onReferences(({ textDocument, position, context: { includeDeclaration } }, token) =>
    context.answer('references', null, token, (at, analysis) => {
      const file = toFile(textDocument.uri);
      const named = namedAt(analysis, file, at.texts.offset(file, position));
      if (named === null) return null;
      return [...(includeDeclaration ? named.given : []), ...named.used].map((place) =>
        locationOf(place, at),
      );
    }),
  );
  connection.onPrepareRename(({ textDocument, position }, token) =>
    context.answer('rename', null, token, ({ texts }, analysis) => {
      const file = toFile(textDocument.uri);
      const named = namedAt(analysis, file, texts.offset(file, position));
      return named === null ? null : { range: texts.range(file, named.span), placeholder: named.name };
    }),
  );
  connection.onRenameRequest(async ({ textDocument, position, newName }, token) => {
    const answer = await context.answer('rename', null, token, ({ texts }, analysis) => {
      const file = toFile(textDocument.uri);
      const renamed = namedAt(analysis, file, texts.offset(file, position))?.rename(newName) ?? null;
      const isRefused = renamed === null || typeof renamed === 'string';
      return { renamed: isRefused ? renamed : toWorkspaceEdit(renamed, texts) };
    });
    if (answer === null || answer instanceof ResponseError) return answer;
    const { renamed } = answer;
    return typeof renamed === 'string' ? new ResponseError(ErrorCodes.InvalidParams, renamed) : renamed;
  });
}

function locationOf({ file, span }: Place, { texts }: Workspace) {
  return { uri: toUri(file), range: texts.range(file, span) };
}
