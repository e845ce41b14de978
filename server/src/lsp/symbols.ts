// Document symbols: a file's servers, routes, upstreams and tables, each with what it demands.
import { outlineOf } from '../core';
import type { ServerContext } from './context';
import { toSymbol } from './to-lsp';
import { toFile } from './uris';

export function registerSymbols(context: ServerContext): void {
  context.connection.onDocumentSymbol(({ textDocument }, token) =>
    context.answer('symbols', [], token, ({ texts }, analysis) => {
      const file = toFile(textDocument.uri);
      return outlineOf(analysis, file).map((entry) => toSymbol(entry, file, texts));
    }),
  );
}
