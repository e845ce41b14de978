// What an editor is shown of an Express program: its findings, hovers, outline, lenses and links.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import {
  type CodeAction,
  CodeActionRequest,
  type CodeLens,
  CodeLensRequest,
  DidOpenTextDocumentNotification,
  type DocumentLink,
  DocumentLinkRequest,
  type DocumentSymbol,
  DocumentSymbolRequest,
  type Hover,
  HoverRequest,
  type InlayHint,
  InlayHintRequest,
} from 'vscode-languageserver-protocol/node';
import { type Client, inTime, startClient } from './client';

const FOLDER = path.resolve('test/lsp/sites/express');
const uriOf = (name: string) => pathToFileURL(path.join(FOLDER, name)).toString();
const ORDERS = uriOf('routes/orders.js');
const APP = uriOf('app.js');

let client: Client;
let settings: unknown = null;
let refreshed = () => {};
before(async () => {
  client = await startClient({
    folder: pathToFileURL(FOLDER).toString(),
    capabilities: { workspace: { inlayHint: { refreshSupport: true } } },
    settings: () => settings,
    prepare: (connection) => {
      connection.onRequest('workspace/inlayHint/refresh', () => {
        refreshed();
        return null;
      });
    },
  });
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

test('a guard is hovered where it is put, with what it refuses and the routes behind it', async () => {
  const position = { line: 6, character: 5 };
  const hover: Hover | null = await client.connection.sendRequest(HoverRequest.type, {
    textDocument: { uri: APP },
    position,
  });
  const text = JSON.stringify(hover?.contents);
  assert.match(text, /Reads the header authorization\. A request without credentials gets 401 with Bearer\./);
  assert.match(text, /Stands before 1 route: GET \/orders\/:id/);
  assert.match(text, /\*\* requires Bearer/);
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

test('a guard in another file is named at the end of the route that it is in front of, where that is asked for', async () => {
  const hints = async (): Promise<readonly string[] | undefined> => {
    const all: InlayHint[] | null = await client.connection.sendRequest(InlayHintRequest.type, {
      textDocument: { uri: ORDERS },
      range: { start: { line: 0, character: 0 }, end: { line: 8, character: 0 } },
    });
    return all?.map(({ position, label }) => `${position.line + 1} ${String(label)}`);
  };
  const configure = async (changed: unknown) => {
    settings = changed;
    const asked = new Promise<void>((resolve) => {
      refreshed = resolve;
    });
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: {} });
    await inTime(asked, () => 'the request to ask for hints again');
  };
  assert.deepEqual(await hints(), []);
  await configure({ expressInlayHints: true });
  assert.deepEqual(await hints(), ['5 \u2192 Bearer (from app.js:7)']);
  await configure({ expressInlayHints: true, inlayHints: false });
  assert.deepEqual(await hints(), []);
});

test('a finding in the program comes with its fix', async () => {
  const found = await client.diagnostics(APP, (all) =>
    all.some(({ code }) => code === 'express/cors-after-auth'),
  );
  const diagnostic = found.find(({ code }) => code === 'express/cors-after-auth');
  assert.ok(diagnostic);
  const actions = (await client.connection.sendRequest(CodeActionRequest.type, {
    textDocument: { uri: APP },
    range: diagnostic.range,
    context: { diagnostics: [diagnostic] },
  })) as CodeAction[];
  const edits = actions.flatMap(({ edit }) => Object.values(edit?.changes ?? {}).flat());
  assert.ok(
    edits.some(({ newText }) => newText.includes('app.use(cors());')),
    JSON.stringify(actions.map(({ title }) => title)),
  );
});

test('programs with types and with markup are checked as others are', async () => {
  for (const [end, languageId] of [
    ['ts', 'typescript'],
    ['tsx', 'typescriptreact'],
    ['jsx', 'javascriptreact'],
    ['mjs', 'javascript'],
  ] as const) {
    const uri = uriOf(`typed/other.${end}`);
    const text = `import express from 'express';
const app = express();
app.use('admin', (req, res, next) => (req.headers.authorization ? next() : res.sendStatus(401)));
app.get('/admin', (req, res) => { res.send('in'); });
export default app;
`;
    const textDocument = { uri, languageId, version: 1, text };
    await client.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
    const found = await client.diagnostics(uri, (all) => all.length > 0);
    assert.deepEqual(
      found.map(({ code }) => code),
      ['express/mount-path-without-leading-slash'],
    );
    client.close(uri);
  }
});
