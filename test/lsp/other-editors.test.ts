// Editors without AuthLint's extension: files from the disk, commands of the server, and diagnostics that are asked for.
import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type {
  CodeAction,
  CodeLens,
  Diagnostic,
  DocumentDiagnosticReport,
  RegistrationParams,
  ShowDocumentParams,
} from 'vscode-languageserver-protocol/node';
import { copyOf } from '../support/cli';
import { type Client, inTime, startClient } from './client';
import { applied } from './texts';

const site = copyOf('examples/shop/nginx');
const fileOf = (name: string) => path.join(site.folder, name);
const uriOf = (name: string) => pathToFileURL(fileOf(name)).toString();
const textOf = (name: string) => readFileSync(fileOf(name), 'utf8');
const SHOP = uriOf('conf.d/shop.conf');
const STAGING = uriOf('conf.d/staging.conf');
const ACME = 'nginx/acme-challenge-requires-auth';

const shown: ShowDocumentParams[] = [];
const registered: RegistrationParams[] = [];
const messages: string[] = [];
let client: Client;
before(async () => {
  client = await startClient({
    folder: pathToFileURL(site.folder).toString(),
    capabilities: {
      workspace: {
        didChangeWatchedFiles: { dynamicRegistration: true },
        workspaceEdit: { documentChanges: true, resourceOperations: ['create'] },
      },
      window: { showDocument: { support: true } },
    },
    prepare: (connection) => {
      connection.onRequest('window/showDocument', (params: ShowDocumentParams) => {
        shown.push(params);
        return { success: true };
      });
      connection.onRequest('client/registerCapability', (params: RegistrationParams) => {
        registered.push(params);
        return null;
      });
      connection.onNotification('window/showMessage', ({ message }: { message: string }) => {
        messages.push(message);
      });
    },
  });
});
after(async () => {
  await client.stop();
  site.remove();
});

const has = (code: string) => (all: readonly Diagnostic[]) => all.some((one) => one.code === code);
const lacks = (code: string) => (all: readonly Diagnostic[]) => !has(code)(all);

async function actionsAt(uri: string, diagnostic: Diagnostic | undefined): Promise<readonly CodeAction[]> {
  assert.ok(diagnostic);
  return client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri },
    range: diagnostic.range,
    context: { diagnostics: [diagnostic] },
  });
}

test('files are watched, and a change on the disk is followed', async () => {
  await client.diagnostics(STAGING, has(ACME));
  const watched = registered
    .flatMap(({ registrations }) => registrations)
    .find(({ method }) => method === 'workspace/didChangeWatchedFiles');
  assert.match(JSON.stringify(watched?.registerOptions), /\{yaml,yml,json,jsonc\}/);
  const before = textOf('conf.d/staging.conf');
  const tell = () =>
    client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: STAGING, type: 2 }],
    });
  writeFileSync(fileOf('conf.d/staging.conf'), before.replace(/auth_basic /g, '#auth_basic '));
  await tell();
  await client.diagnostics(STAGING, lacks(ACME));
  writeFileSync(fileOf('conf.d/staging.conf'), before);
  await tell();
  await client.diagnostics(STAGING, has(ACME));
});

test('the first change is followed wherever an editor starts to count its versions', async () => {
  const text = textOf('conf.d/staging.conf');
  client.open(STAGING, text, 0);
  await client.diagnostics(STAGING, has(ACME));
  client.change(STAGING, 1, text.replace(/auth_basic /g, '#auth_basic '));
  await client.diagnostics(STAGING, lacks(ACME));
  assert.equal(client.published.get(STAGING)?.version, 1);
  client.close(STAGING);
  await client.diagnostics(STAGING, has(ACME));
});

test('a rule is turned off by an edit that makes the settings file', async () => {
  const all = await client.diagnostics(STAGING, has(ACME));
  const actions = await actionsAt(
    STAGING,
    all.find(({ code }) => code === ACME),
  );
  const off = actions.find(({ title }) => title === `Turn ${ACME} off for this project`);
  const settings = uriOf('authlint.yaml');
  assert.deepEqual(off?.edit?.documentChanges?.[0], {
    kind: 'create',
    uri: settings,
    options: { ignoreIfExists: true },
  });
  const text = applied('', settings, off?.edit);
  assert.equal(text, `rules:\n  ${ACME}: "off"\n`);
  client.open(settings, text);
  await client.diagnostics(STAGING, lacks(ACME));
  client.close(settings);
  await client.diagnostics(STAGING, has(ACME));
});

test('the commands of actions and lenses are the server’s', async () => {
  const commands = client.initialized.capabilities.executeCommandProvider?.commands ?? [];
  const all = await client.diagnostics(STAGING, has(ACME));
  const actions = await actionsAt(
    STAGING,
    all.find(({ code }) => code === ACME),
  );
  const page = actions.find(({ command }) => command?.command === 'authlint.openRulePage')?.command;
  const [lens] = await client.connection.sendRequest<CodeLens[]>('textDocument/codeLens', {
    textDocument: { uri: STAGING },
  });
  for (const command of [page, lens?.command]) {
    assert.ok(command !== undefined && commands.includes(command.command));
    await client.connection.sendRequest('workspace/executeCommand', {
      command: command.command,
      arguments: command.arguments,
    });
  }
  assert.equal(shown.length, 1);
  assert.match(shown[0]?.uri ?? '', /^https:.*acme-challenge-requires-auth\.md$/);
  assert.match(
    messages.join('\n'),
    /^GET http:\/\/staging\.shop\.example\/\S*: 401 with `Basic realm="Staging"`$/m,
  );
});

test('what a client asks for itself is not pushed besides, but other files are', async (t) => {
  let askedAgain = () => {};
  const pulling = await startClient({
    folder: pathToFileURL(site.folder).toString(),
    capabilities: {
      textDocument: { diagnostic: {} },
      workspace: { diagnostics: { refreshSupport: true } },
    },
    prepare: (connection) =>
      connection.onRequest('workspace/diagnostic/refresh', () => {
        askedAgain();
        return null;
      }),
  });
  t.after(() => pulling.stop());
  await pulling.diagnostics(SHOP, (all) => all.length > 0);
  const shop = textOf('conf.d/shop.conf');
  pulling.open(SHOP, shop);
  await pulling.diagnostics(SHOP, (all) => all.length === 0);
  await pulling.diagnostics(STAGING, has(ACME));
  const pull = async () => {
    const report = await pulling.connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', {
      textDocument: { uri: SHOP },
    });
    assert.equal(report.kind, 'full');
    return 'items' in report ? report.items : [];
  };
  const first = await pull();
  assert.ok(has('nginx/add-header-challenge-without-always')(first));

  const refresh = new Promise<void>((resolve) => {
    askedAgain = resolve;
  });
  pulling.open(uriOf('snippets/proxy.conf'), `${textOf('snippets/proxy.conf')}auth_basic "Twice";\n`);
  await inTime(refresh, () => 'the request to ask again');
  assert.notDeepEqual(await pull(), first, 'the other document has changed what is found in this one');

  const settings = uriOf('authlint.yaml');
  const again = new Promise<void>((resolve) => {
    askedAgain = resolve;
  });
  writeFileSync(fileOf('authlint.yaml'), 'rules: { nginx/add-header-challenge-without-always: off }\n');
  await pulling.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: settings, type: 1 }],
  });
  await inTime(again, () => 'the request to ask again after other settings');
  assert.ok(lacks('nginx/add-header-challenge-without-always')(await pull()));
  rmSync(fileOf('authlint.yaml'));
});

test('a client that goes without a word leaves no server behind', async () => {
  const rude = await startClient();
  const ended = new Promise<number | null>((resolve) => rude.process.once('exit', resolve));
  await rude.connection.sendNotification('exit');
  assert.equal(await inTime(ended, () => 'the end of the server'), 1);
});
