// What an editor is shown of OpenAPI documents: findings and their fixes, hovers, hints, completions, names and the outline.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import {
  type CodeAction,
  type CodeLens,
  CodeLensRequest,
  type CompletionItem,
  CompletionRequest,
  type Diagnostic,
  type DocumentLink,
  DocumentLinkRequest,
  type DocumentSymbol,
  DocumentSymbolRequest,
  type Hover,
  HoverRequest,
  type InlayHint,
  InlayHintRequest,
  type Location,
  type WorkspaceEdit,
} from 'vscode-languageserver-protocol/node';
import { copyOf } from '../support/cli';
import { type Client, startClient } from './client';
import { applied, positionOf } from './texts';

const site = copyOf('test/lsp/sites/openapi');
const uriOf = (name: string) => pathToFileURL(path.join(site.folder, name)).toString();
const textOf = (name: string) => readFileSync(path.join(site.folder, name), 'utf8');
const SHOP = 'shop.yaml';
const ITEMS = 'items.yaml';
const PARTNER = 'partner.json';
const VALUES = 'values.yaml';
const UNDEFINED = 'openapi/security-scheme-undefined';

let client: Client;
before(async () => {
  client = await startClient({
    folder: pathToFileURL(site.folder).toString(),
    capabilities: {
      workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['create'] } },
    },
  });
  for (const name of [SHOP, ITEMS, PARTNER, VALUES]) open(name, textOf(name));
  await client.diagnostics(uriOf(PARTNER), has(UNDEFINED));
});
after(async () => {
  assert.equal(await client.stop(), 0);
  site.remove();
});

const has = (code: string) => (all: readonly Diagnostic[]) => all.some((one) => one.code === code);
const lacks = (code: string) => (all: readonly Diagnostic[]) => !has(code)(all);

let version = 1;
function open(name: string, text: string): void {
  const languageId = name.endsWith('.json') ? 'json' : name.endsWith('.jsonc') ? 'jsonc' : 'yaml';
  void client.connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri: uriOf(name), languageId, version: version++, text },
  });
}

/** Shows another text in place of a document's own, asks about it, and goes back. */
async function meanwhile<T>(name: string, text: string, ask: () => Promise<T>): Promise<T> {
  client.change(uriOf(name), version++, text);
  try {
    return await ask();
  } finally {
    client.change(uriOf(name), version++, textOf(name));
  }
}

function ask<T>(method: string, name: string, part: string, inside = 1, more: object = {}): Promise<T> {
  const position = positionOf(textOf(name), part, inside);
  return client.connection.sendRequest(method, { textDocument: { uri: uriOf(name) }, position, ...more });
}

async function hover(name: string, part: string): Promise<string> {
  const found: Hover | null = await ask(HoverRequest.method, name, part);
  const contents = found?.contents;
  return contents !== undefined && typeof contents === 'object' && 'value' in contents ? contents.value : '';
}

async function actionsFor(name: string, code: string): Promise<readonly CodeAction[]> {
  const all = await client.diagnostics(uriOf(name), has(code));
  const diagnostic = all.find((one) => one.code === code);
  assert.ok(diagnostic);
  return client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri: uriOf(name) },
    range: diagnostic.range,
    context: { diagnostics: [diagnostic] },
  });
}

test('a fault in JSON is shown, and its fix is an edit of that document', async () => {
  const actions = await actionsFor(PARTNER, UNDEFINED);
  const fix = actions.find(({ title }) => title === 'Write "key"');
  const fixed = applied(textOf(PARTNER), uriOf(PARTNER), fix?.edit);
  assert.equal(fixed, textOf(PARTNER).replace('"keys"', '"key"'));
  await meanwhile(PARTNER, fixed, () => client.diagnostics(uriOf(PARTNER), lacks(UNDEFINED)));
});

test('a fault in YAML and one in JSON with comments are shown', async () => {
  const wrong = textOf(ITEMS).replace('bearerAuth', 'bearerAth');
  const all = await meanwhile(ITEMS, wrong, () => client.diagnostics(uriOf(ITEMS), has(UNDEFINED)));
  assert.equal(all.find(({ code }) => code === UNDEFINED)?.range.start.line, 1);
  const commented = textOf(PARTNER).replace('"swagger"', '// of our partners\n  "swagger"');
  open('partner.jsonc', commented);
  const found = await client.diagnostics(uriOf('partner.jsonc'), has(UNDEFINED));
  assert.equal(found.find(({ code }) => code === UNDEFINED)?.range.start.line, 16);
  client.close(uriOf('partner.jsonc'));
});

test('data that is no OpenAPI document gets no answer', async () => {
  const textDocument = { uri: uriOf(VALUES) };
  const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
  assert.equal(await ask(HoverRequest.method, VALUES, 'bearerAuth'), null);
  for (const method of ['textDocument/definition', 'textDocument/references']) {
    const context = { includeDeclaration: true };
    const found = await ask<readonly Location[] | null>(method, VALUES, 'bearerAuth', 1, { context });
    assert.deepEqual(found ?? [], [], method);
  }
  assert.equal(await ask('textDocument/prepareRename', VALUES, 'bearerAuth'), null);
  assert.deepEqual(await ask(CompletionRequest.method, VALUES, 'bearerAuth', 6), []);
  for (const { method } of [DocumentSymbolRequest, DocumentLinkRequest, CodeLensRequest, InlayHintRequest]) {
    assert.deepEqual(await client.connection.sendRequest(method, { textDocument, range }), [], method);
  }
  assert.equal(client.published.get(uriOf(VALUES)), undefined);
});

test('an operation is hovered with where its requirement comes from and what clients send', async () => {
  const inherited = await hover(SHOP, 'get:');
  assert.match(inherited, /Inherits the security of the root/);
  assert.match(inherited, /Clients send `Authorization: Bearer <token>`/);
  assert.match(inherited, /\*\*GET \/orders\*\* requires Bearer bearerAuth — from \[shop\.yaml:6\]/);
  assert.match(inherited, /\| without credentials \| 401 \|/);
  const own = await hover(SHOP, 'post:');
  assert.match(own, /replaces the one of the root/);
  assert.match(
    own,
    /Clients send `Authorization: Bearer <token>`, or `X-App-Id: <key>` with `app_key=<key>` in the query/,
  );
  const open = await hover(SHOP, 'get:\n      security: []');
  assert.match(open, /Public by its own security/);
  assert.doesNotMatch(open, /Clients send/);
});

test('a security entry and a scheme are hovered with what they demand', async () => {
  const root = await hover(SHOP, 'security:');
  assert.match(root, /Holds for the 1 operations without a security of their own; 3 replace it/);
  const entry = await hover(SHOP, 'appKey: []');
  assert.match(entry, /One operation demands it\. Clients send `app_key=<key>` in the query\./);
  const scheme = await hover(SHOP, 'bearerAuth: { type');
  assert.match(scheme, /2 operations demand it\. Clients send `Authorization: Bearer <token>`\./);
  const inPart = await hover(ITEMS, 'bearerAuth');
  assert.match(inPart, /Authorization: Bearer/);
  const key = await hover(PARTNER, 'key": []');
  assert.match(key, /`X-Key: <key>`/);
});

test('an operation that inherits shows what, and from which line', async () => {
  const range = { start: { line: 0, character: 0 }, end: { line: 40, character: 0 } };
  const hintsIn = async (name: string) => {
    const params = { textDocument: { uri: uriOf(name) }, range };
    const hints: InlayHint[] | null = await client.connection.sendRequest(InlayHintRequest.type, params);
    return hints?.map(({ position, label }) => `${position.line}:${position.character} ${label}`);
  };
  assert.deepEqual(await hintsIn(SHOP), ['8:8 → Bearer bearerAuth (from line 5)']);
  assert.deepEqual(await hintsIn(PARTNER), ['8:12 → API key in header X-Key key (from line 6)']);
  assert.deepEqual(await hintsIn(ITEMS), []);
});

test('names of schemes and scopes are completed inside security', async () => {
  const complete = async (name: string, text: string, at: string) =>
    meanwhile(name, text.replace('@', ''), async () => {
      const position = positionOf(text, at, at.indexOf('@'));
      const items = await client.connection.sendRequest<CompletionItem[]>(CompletionRequest.method, {
        textDocument: { uri: uriOf(name) },
        position,
      });
      return items.map(({ label, textEdit }) => [label, textEdit?.newText]);
    });
  const shop = textOf(SHOP);
  const names = ['bearerAuth', 'tokens', 'appId', 'appKey', 'oauth'];
  assert.deepEqual(
    await complete(SHOP, shop.replace('- bearerAuth: []', '- @'), '- @'),
    names.map((name) => [name, `${name}: []`]),
  );
  assert.deepEqual(
    await complete(SHOP, shop.replace('- bearerAuth: []', '- bea@: []'), 'bea@'),
    names.map((name) => [name, name]),
  );
  assert.deepEqual(await complete(SHOP, shop.replace('[orders:write]', '[o@]'), 'o@'), [
    ['orders:read', 'orders:read'],
    ['orders:write', 'orders:write'],
  ]);
  const partner = textOf(PARTNER).replace('"keys"', '"@"');
  assert.deepEqual(await complete(PARTNER, partner, '"@'), [['key', 'key']]);
  assert.deepEqual(await complete(SHOP, shop.replace('title: Shop', 'title: S@'), 'S@'), []);
});

test('a requirement leads to its scheme, and references to what they name, over files', async () => {
  const definition = async (name: string, part: string) => {
    const found = await ask<readonly Location[]>('textDocument/definition', name, part);
    return found.map(({ uri, range }) => `${path.basename(uri)}:${range.start.line}`);
  };
  assert.deepEqual(await definition(SHOP, 'bearerAuth: []'), ['shop.yaml:31']);
  assert.deepEqual(await definition(ITEMS, 'bearerAuth'), ['shop.yaml:31']);
  assert.deepEqual(await definition(ITEMS, 'shop.yaml#'), ['shop.yaml:28']);
  assert.deepEqual(await definition(SHOP, 'items.yaml'), ['items.yaml:0']);
  assert.deepEqual(await definition(PARTNER, 'key": []'), ['partner.json:24']);
});

test('a scheme is found in all files, and renamed in all of them', async () => {
  const context = { includeDeclaration: true };
  const found = await ask<readonly Location[]>('textDocument/references', ITEMS, 'bearerAuth', 1, {
    context,
  });
  assert.deepEqual(
    found
      .map(({ uri, range }) => `${path.basename(uri)}:${range.start.line}:${range.start.character}`)
      .sort(),
    ['items.yaml:1:15', 'shop.yaml:31:4', 'shop.yaml:32:50', 'shop.yaml:5:4'],
  );
  const prepared = await ask<{ placeholder: string }>('textDocument/prepareRename', SHOP, 'bearerAuth: []');
  assert.equal(prepared.placeholder, 'bearerAuth');
  const edit = await ask<WorkspaceEdit>('textDocument/rename', SHOP, 'bearerAuth: []', 1, { newName: 'jwt' });
  assert.equal(applied(textOf(SHOP), uriOf(SHOP), edit), textOf(SHOP).replaceAll('bearerAuth', 'jwt'));
  assert.equal(applied(textOf(ITEMS), uriOf(ITEMS), edit), textOf(ITEMS).replace('bearerAuth', 'jwt'));
  const inJson = await ask<WorkspaceEdit>('textDocument/rename', PARTNER, 'key": []', 1, {
    newName: 'x key',
  });
  assert.equal(
    applied(textOf(PARTNER), uriOf(PARTNER), inJson),
    textOf(PARTNER).replaceAll('"key"', '"x key"'),
  );
});

test('a name that cannot be, or is taken, is refused with a reason', async () => {
  const rename = (newName: string) => ask('textDocument/rename', SHOP, 'bearerAuth: []', 1, { newName });
  await assert.rejects(rename('oauth'), /There is a security scheme "oauth" already/);
  await assert.rejects(rename('my scheme'), /no name for a component/);
});

test('schemes and operations are the outline, each with who gets in', async () => {
  const symbols = async (name: string) => {
    const textDocument = { uri: uriOf(name) };
    const all = (await client.connection.sendRequest(DocumentSymbolRequest.type, {
      textDocument,
    })) as DocumentSymbol[];
    const lines = (one: DocumentSymbol, indent: string): readonly string[] => [
      `${indent}${one.name} ${one.detail}`.trimEnd(),
      ...(one.children ?? []).flatMap((child) => lines(child, `${indent}  `)),
    ];
    return all.flatMap((one) => lines(one, ''));
  };
  assert.deepEqual(await symbols(SHOP), [
    '/orders',
    '  GET Bearer bearerAuth',
    '  POST Bearer oauth [orders:write] or (API key in header X-App-Id appId and API key in query app_key appKey)',
    '/stock',
    '  GET public',
    '/items',
    'bearerAuth http bearer',
    'tokens http bearer',
    'appId apiKey X-App-Id',
    'appKey apiKey app_key',
    'oauth oauth2',
  ]);
  assert.deepEqual(await symbols(ITEMS), ['GET Bearer bearerAuth']);
});

test('each operation has its lens', async () => {
  const lenses: CodeLens[] | null = await client.connection.sendRequest(CodeLensRequest.type, {
    textDocument: { uri: uriOf(SHOP) },
  });
  assert.deepEqual(
    lenses?.map(({ range, command }) => `${range.start.line} ${command?.title}`),
    [
      '8 401 unless Bearer bearerAuth · explain',
      '12 Bearer oauth [orders:write] or (API key in header X-App-Id appId and API key in query app_key appKey) · explain',
      '21 public · explain',
    ],
  );
  const links: DocumentLink[] | null = await client.connection.sendRequest(DocumentLinkRequest.type, {
    textDocument: { uri: uriOf(SHOP) },
  });
  assert.deepEqual(links, [], 'references are places, which definitions lead to');
});

test('in YAML a comment silences a finding, in JSON an entry of the settings does', async () => {
  const wrong = textOf(ITEMS).replace('bearerAuth', 'bearerAth');
  await meanwhile(ITEMS, wrong, async () => {
    const comment = (await actionsFor(ITEMS, UNDEFINED)).find(
      ({ title }) => title === `Disable ${UNDEFINED} on this line`,
    );
    const silenced = applied(wrong, uriOf(ITEMS), comment?.edit);
    assert.match(
      silenced,
      /^ {2}# authlint-disable-next-line openapi\/security-scheme-undefined -- reason$/m,
    );
    client.change(uriOf(ITEMS), version++, silenced);
    await client.diagnostics(uriOf(ITEMS), lacks(UNDEFINED));
  });
  open('partner.jsonc', textOf(PARTNER));
  const inComments = (await actionsFor('partner.jsonc', UNDEFINED)).find(({ title }) =>
    title.startsWith('Disable'),
  );
  const quiet = applied(textOf(PARTNER), uriOf('partner.jsonc'), inComments?.edit);
  assert.match(quiet, /^ {8}\/\/ authlint-disable-next-line openapi\/security-scheme-undefined -- reason$/m);
  client.change(uriOf('partner.jsonc'), version++, quiet);
  await client.diagnostics(uriOf('partner.jsonc'), lacks(UNDEFINED));
  client.close(uriOf('partner.jsonc'));
  const actions = await actionsFor(PARTNER, UNDEFINED);
  assert.ok(!actions.some(({ title }) => title.startsWith('Disable')), 'JSON has no comments');
  const accept = actions.find(({ title }) => title === `Accept this finding of ${UNDEFINED} in the settings`);
  const settings = applied('', uriOf('authlint.yaml'), accept?.edit);
  assert.equal(
    settings,
    `ignore:
  - file: /partner.json
    rule: ${UNDEFINED}
    pointer: /paths/~1offers/post/security/0/keys
    reason: reason
`,
  );
  open('authlint.yaml', settings);
  await client.diagnostics(uriOf(PARTNER), lacks(UNDEFINED));
  client.close(uriOf('authlint.yaml'));
  await client.diagnostics(uriOf(PARTNER), has(UNDEFINED));
});
