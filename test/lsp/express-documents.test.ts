// Express programs that are no files of the workspace: texts that were never saved, earlier versions, files elsewhere.
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import {
  DidOpenTextDocumentNotification,
  type Hover,
  HoverRequest,
} from 'vscode-languageserver-protocol/node';
import { type Client, startClient } from './client';

const FOLDER = path.resolve('test/lsp/sites/express');
const PROGRAM = `const express = require('express');
const app = express();
app.use((req, res, next) => (req.get('x-key') === process.env.KEY ? next() : res.sendStatus(401)));
app.post('/login', (req, res) => res.json({}));
app.listen(3000);
`;
const LOGIN = 'express/login-route-behind-auth';

let client: Client;
before(async () => {
  client = await startClient({ folder: pathToFileURL(FOLDER).toString() });
  await client.analysed();
});
after(() => client.stop());

const open = (uri: string) =>
  client.connection.sendNotification(DidOpenTextDocumentNotification.type, {
    textDocument: { uri, languageId: 'typescript', version: 1, text: PROGRAM },
  });
const hasLogin = (codes: readonly { readonly code?: unknown }[]) => codes.some(({ code }) => code === LOGIN);

test('a text that was never saved has findings and hovers, until it is closed', async () => {
  const uri = 'untitled:Untitled-1';
  await open(uri);
  await client.diagnostics(uri, hasLogin);
  const hover: Hover | null = await client.connection.sendRequest(HoverRequest.type, {
    textDocument: { uri },
    position: { line: 3, character: 6 },
  });
  assert.match(JSON.stringify(hover?.contents), /POST \/login/);
  client.close(uri);
  await client.diagnostics(uri, (all) => all.length === 0);
});

test('an earlier version that the editor shows beside a file is not looked at, a file elsewhere is', async () => {
  const file = path.resolve('elsewhere/app.js');
  const earlier = `git:${file}?ref`;
  await open(earlier);
  const uri = pathToFileURL(file).toString();
  await open(uri);
  await client.diagnostics(uri, hasLogin);
  assert.equal(client.published.has(earlier), false);
  client.close(earlier);
  client.close(uri);
  await client.diagnostics(uri, (all) => all.length === 0);
});
