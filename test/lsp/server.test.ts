// The language server over stdio, as any editor meets it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { CodeAction, Diagnostic, Hover, Location } from 'vscode-languageserver-protocol/node';
import { type Client, startClient } from './client';
import { answerFiles, applied, positionOf } from './texts';

const FOLDER = path.resolve('examples/shop/nginx');
const uriOf = (name: string) => pathToFileURL(path.join(FOLDER, name)).toString();
const textOf = (name: string) => readFileSync(path.join(FOLDER, name), 'utf8');
const SHOP = 'conf.d/shop.conf';

let client: Client;
before(async () => {
  client = await startClient({ folder: pathToFileURL(FOLDER).toString() });
});
after(() => client.stop());

const codes = (all: readonly Diagnostic[]) => all.map(({ code }) => code).sort();

test('a file that nobody has opened has its findings, with page, places and data', async () => {
  const all = await client.diagnostics(uriOf('conf.d/staging.conf'), (found) => found.length > 0);
  assert.deepEqual(codes(all), ['nginx/acme-challenge-requires-auth']);
  const [diagnostic] = all;
  assert.equal(diagnostic?.source, 'authlint');
  assert.match(
    diagnostic?.codeDescription?.href ?? '',
    /docs\/rules\/nginx\/acme-challenge-requires-auth\.md$/,
  );
  assert.ok((diagnostic?.relatedInformation?.length ?? 0) > 0);
  assert.ok(diagnostic?.data);
});

test('a fix makes its finding go, and the version of the document is named', async () => {
  const uri = uriOf(SHOP);
  client.open(uri, textOf(SHOP));
  const all = await client.diagnostics(uri, (found) => found.length >= 4);
  const challenge = all.find(({ code }) => code === 'nginx/add-header-challenge-without-always');
  assert.ok(challenge);
  const actions = await client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri },
    range: challenge.range,
    context: { diagnostics: [challenge] },
  });
  const fix = actions.find(({ title }) => title === 'Add "always"');
  assert.equal(fix?.isPreferred, true);
  assert.ok(
    actions.some(({ title }) => title === 'Disable nginx/add-header-challenge-without-always on this line'),
  );
  assert.ok(actions.some(({ command }) => command?.command === 'authlint.openRulePage'));
  const [edit] = fix?.edit?.changes?.[uri] ?? [];
  assert.equal(edit?.newText, ' always');
  client.change(uri, 2, applied(textOf(SHOP), uri, fix?.edit));
  const rest = await client.diagnostics(uri, (found) => found.length === all.length - 1);
  assert.ok(!codes(rest).includes('nginx/add-header-challenge-without-always'));
  assert.equal(client.published.get(uri)?.version, 2);
  client.change(uri, 3, textOf(SHOP));
  await client.diagnostics(uri, (found) => found.length === all.length);
});

test('all safe fixes of a file come as one action of their own kind', async () => {
  const uri = uriOf(SHOP);
  const actions = await client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri },
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
    context: { diagnostics: [], only: ['source.fixAll'] },
  });
  assert.deepEqual(
    actions.map(({ kind }) => kind),
    ['source.fixAll.authlint'],
  );
  const edits = actions[0]?.edit?.changes?.[uri] ?? [];
  assert.ok(edits.some(({ newText }) => newText === ' always'));
  assert.ok(
    !edits.some(({ newText }) => newText.includes('off;')),
    'what opens a guard is never applied by itself',
  );
});

test('a hover says what is required, from which line, and what a request gets', async () => {
  const text = textOf(SHOP);
  const hover = await client.connection.sendRequest<Hover | null>('textDocument/hover', {
    textDocument: { uri: uriOf(SHOP) },
    position: positionOf(text, 'location /admin/', 10),
  });
  assert.ok(hover !== null);
  const { value } = hover.contents as { value: string };
  assert.match(value, /requires Basic "Shop admin"/);
  assert.match(value, /shop\.conf:12/);
  assert.match(value, /without credentials \| 401 with `Basic realm="Shop admin"`/);
  assert.match(value, /curl -i http:\/\/shop\.example\/admin\//);
});

test('outline, links and definitions', async () => {
  const uri = uriOf(SHOP);
  const symbols = await client.connection.sendRequest<
    { name: string; children: { name: string; detail: string }[] }[]
  >('textDocument/documentSymbol', { textDocument: { uri } });
  assert.equal(symbols[0]?.name, 'shop.example');
  assert.ok(
    symbols[0]?.children.some(({ name, detail }) => name === '/admin/' && detail === 'Basic "Shop admin"'),
  );
  const links = await client.connection.sendRequest<{ target: string }[]>('textDocument/documentLink', {
    textDocument: { uri },
  });
  assert.ok(links.some(({ target }) => target === uriOf('snippets/proxy.conf')));
  const definition = await client.connection.sendRequest<Location[]>('textDocument/definition', {
    textDocument: { uri },
    position: positionOf(textOf(SHOP), 'http://shop_app', 9),
  });
  assert.deepEqual(
    definition.map((place) => place.uri),
    [uriOf('conf.d/upstreams.conf')],
  );
});

test('a request is explained with a link to each line', async () => {
  const { markdown } = await client.connection.sendRequest<{ markdown: string }>('authlint/explain', {
    request: { method: 'GET', url: 'http://shop.example/admin/', headers: [['Authorization', 'Bearer x']] },
  });
  assert.match(markdown, /\*\*401 with `Basic realm="Shop admin"`\*\*/);
  assert.match(markdown, /\[shop\.conf:12\]\(file:.*shop\.conf#L12\)/);
});

test('a changed include changes the findings of those that include it', async () => {
  const uri = uriOf('snippets/proxy.conf');
  client.open(uri, 'auth_basic "Twice";\n');
  const found = await client.diagnostics(uri, (all) => all.length > 0);
  assert.ok(codes(found).includes('nginx/duplicate-directive'));
  await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  await client.diagnostics(uri, (all) => all.length === 0);
});

test('half-typed and absurd texts never end the server', async () => {
  const uri = uriOf('conf.d/broken.conf');
  const texts = [
    'server {',
    'location ~ ^/(a+)+$ {',
    '"',
    '}}}}',
    'a {'.repeat(5000),
    '\0\uFFFD',
    'if ($x',
    'map $a $a { default $a; }',
  ];
  client.open(uri, '');
  for (const [i, text] of texts.entries()) client.change(uri, i + 2, text);
  client.change(uri, 99, 'server { auth_basic "x" }');
  const all = await client.diagnostics(uri, (found) => found.some(({ code }) => code === 'nginx/syntax'));
  assert.ok(all.length > 0);
  await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
});

test('where the client answers for files, a configuration that comes later is found', async () => {
  const root = 'memfs://host/w';
  const files: Record<string, string> = {
    [`${root}/nginx.conf`]: 'events {}\nhttp { include conf.d/*.conf; }\n',
    [`${root}/conf.d/a.conf`]: 'server { location / { auth_basic none; auth_basic_user_file u; } }\n',
  };
  const virtual = await startClient({
    folder: root,
    initializationOptions: { answersFileRequests: true },
    prepare: (connection) => answerFiles(connection, files),
  });
  const all = await virtual.diagnostics(`${root}/conf.d/a.conf`, (found) => found.length > 0);
  assert.ok(codes(all).includes('nginx/auth-basic-off-misspelled'));

  const late = `${root}/other/nginx.conf`;
  files[late] = 'events {}\nhttp { server { location / { auth_basic none; auth_basic_user_file u; } } }\n';
  await virtual.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: late, type: 1 }],
  });
  const came = await virtual.diagnostics(late, (found) => found.length > 0);
  assert.ok(codes(came).includes('nginx/auth-basic-off-misspelled'));
  assert.equal(await virtual.stop(), 0);
});

test('a client whose search fails is told so, and what it has open is looked at all the same', async (t) => {
  const root = 'memfs://host/w';
  const said: string[] = [];
  const failing = await startClient({
    folder: root,
    initializationOptions: { answersFileRequests: true },
    prepare: (connection) => {
      answerFiles(connection, {});
      connection.onRequest('authlint/findFiles', () => {
        throw new Error('no search here');
      });
      connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
        said.push(message);
      });
    },
  });
  t.after(() => failing.stop());
  const uri = `${root}/a.conf`;
  failing.open(uri, 'server { location / { auth_basic none; auth_basic_user_file u; } }\n');
  const all = await failing.diagnostics(uri, (found) => found.length > 0);
  assert.ok(codes(all).includes('nginx/auth-basic-off-misspelled'));
  assert.match(said.join('\n'), /no search here/);
});

test('shutdown and exit end the process well', async () => {
  const short = await startClient();
  assert.equal(await short.stop(), 0);
});
