// The language server in a web worker, as on vscode.dev: all files are the client's.
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { loadJsParserFrom } from './host/worker-parser';
import { serve } from './lsp/server';

declare const self: DedicatedWorkerGlobalScope;

serve(createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self)), {
  disk: null,
  loadJsParser: loadJsParserFrom,
});
