// What an editor is shown of an Express program: its findings, hovers, outline, lenses and links.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import {
  type CodeLens,
  CodeLensRequest,
  DidOpenTextDocumentNotification,
  type DocumentLink,
  DocumentLinkRequest,
  type DocumentSymbol,
  DocumentSymbolRequest,
  type Hover,
  HoverRequest,
} from 'vscode-languageserver-protocol/node';
import { type Client, startClient } from './client';

const FOLDER = path.resolve('test/lsp/sites/express');
const uriOf = (name: string) => pathToFileURL(path.join(FOLDER, name)).toString();
const ORDERS = uriOf('routes/orders.js');
const APP = uriOf('app.js');

let client: Client;
before(async () => {
  client = await startClient({ folder: pathToFileURL(FOLDER).toString() });
  await client.analysed();
  for (const [uri, name] of [
    [ORDERS, 'routes/orders.js'],
    [APP, 'app.js'],
  ] as const) {
    const text = readFileSync(path.join(FOLDER, name), 'utf8');
    const textDocument = { uri, languageId: 'javascript', version: 1, text };
    await client.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
  }
});
after(() => client.stop());

test('a route is hovered with its whole path, what runs there, and who refuses', async () => {
  const position = { line: 4, character: 9 };
  const hover: Hover | null = await client.connection.sendRequest(HoverRequest.type, {
    textDocument: { uri: ORDERS },
    position,
  });
  const text = JSON.stringify(hover?.contents);
  assert.match(text, /GET \/orders\/:id/);
  assert.match(text, /Runs/);
  assert.match(text, /401/);
});

test('routes are the outline, and each has its lens', async () => {
  const textDocument = { uri: ORDERS };
  const symbols = (await client.connection.sendRequest(DocumentSymbolRequest.type, {
    textDocument,
  })) as DocumentSymbol[];
  assert.deepEqual(
    symbols.map(({ name, detail }) => `${name} ${detail}`),
    ['GET /orders/:id Bearer'],
  );
  const lenses: CodeLens[] | null = await client.connection.sendRequest(CodeLensRequest.type, {
    textDocument,
  });
  assert.deepEqual(
    lenses?.map(({ range }) => range.start.line),
    [4],
  );
});

test('imports are links to the files that they name', async () => {
  const links: DocumentLink[] | null = await client.connection.sendRequest(DocumentLinkRequest.type, {
    textDocument: { uri: APP },
  });
  assert.deepEqual(
    links?.map(({ target }) => target),
    [ORDERS],
  );
});
