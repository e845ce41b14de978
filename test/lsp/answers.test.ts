// What the server answers about places in a configuration that only the client has.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  CancellationTokenSource,
  type CodeAction,
  type CodeLens,
  CodeLensRequest,
  type CompletionItem,
  CompletionRequest,
  type Diagnostic,
  type Hover,
  HoverRequest,
  type InlayHint,
  InlayHintRequest,
  type Location,
  ResponseError,
} from 'vscode-languageserver-protocol/node';
import { type Client, inTime, startClient } from './client';
import { answerFiles, applied, positionOf } from './texts';

const ROOT = 'memfs://host/site';
const uriOf = (name: string) => `${ROOT}/${name}`;

const SITE = `upstream app { server 127.0.0.1:3000; }
server {
    listen 80;
    server_name a.example;
    auth_basic "Staff";
    auth_basic_user_file users;
    location / { proxy_pass http://app; }
    location /check { auth_request /ask; error_page 401 = @login; }
    location = /ask { internal; proxy_pass http://app; }
    location @login { return 302 /login; }
    # authlint-disable-next-line nginx/auth-basic-off-misspelled -- asked for
    location /own/ { auth_basic none; auth_basic_user_file users; include more.inc; }
    location /hole/ { allow 10.0.0.0/8; deny all; auth_basic off; }
}
`;

const FILES: Record<string, string> = {
  [uriOf('nginx.conf')]: 'events {}\nhttp {\n    include conf.d/*;\n}\n',
  [uriOf('conf.d/a.conf')]: SITE,
  [uriOf('more.inc')]: 'location /own/more/ { return 204; }\n',
  [uriOf('users')]: 'alice:{PLAIN}wonderland\n',
};
const A = uriOf('conf.d/a.conf');

const asked: string[] = [];
const refreshed = new Map<string, () => void>();
let settings: unknown = null;
let client: Client;
before(async () => {
  client = await startClient({
    folder: ROOT,
    initializationOptions: { answersFileRequests: true },
    capabilities: {
      workspace: { inlayHint: { refreshSupport: true }, codeLens: { refreshSupport: true } },
    },
    settings: () => settings,
    prepare: (connection) => {
      answerFiles(connection, FILES, asked);
      for (const kind of ['inlayHint', 'codeLens']) {
        connection.onRequest(`workspace/${kind}/refresh`, () => {
          refreshed.get(kind)?.();
          return null;
        });
      }
    },
  });
  client.open(A, SITE);
});
after(async () => {
  assert.ok(asked.includes(uriOf('users')), 'the client was asked for the files');
  assert.deepEqual(
    asked.filter((uri) => !uri.startsWith('memfs:')),
    [],
    'and for no file of the disk',
  );
  assert.equal(await client.stop(), 0);
});

const at = (part: string, inside = 1, text = SITE, uri = A) => ({
  textDocument: { uri },
  position: positionOf(text, part, inside),
});

async function hoverText(part: string, inside?: number): Promise<string> {
  const hover = await client.connection.sendRequest<Hover | null>('textDocument/hover', at(part, inside));
  return hover === null ? '' : (hover.contents as { value: string }).value;
}

let version = 1;

/** Changes the text of the document. */
function type(text: string): void {
  version += 1;
  client.change(A, version, text);
}

test('a hover on a directive says what it does there, and what requests get', async () => {
  const guard = await hoverText('auth_basic "Staff"');
  assert.match(guard, /challenge `Basic realm="Staff"`/);
  assert.match(guard, /\| without credentials \| 401 with `Basic realm="Staff"` \|/);
  assert.match(await hoverText('auth_request /ask'), /2xx lets in, 401 and 403 refuse/);
  assert.equal(await hoverText('listen 80'), '', 'and nothing where nothing of authentication is');
});

test('a hover on a location without a guard of its own names the line that guards it', async () => {
  const text = await hoverText('location / {', 3);
  assert.match(
    text,
    /requires Basic "Staff" — from \[a\.conf:5\]\(memfs:\/\/host\/site\/conf\.d\/a\.conf#L5\)/,
  );
});

test('a hover on the rule of a comment says what the rule finds', async () => {
  const text = await hoverText('nginx/auth-basic-off-misspelled', 5);
  assert.match(text, /^\*\*\[nginx\/auth-basic-off-misspelled\]\(https:.*\.md\)\*\*\n\n\S/);
  assert.match(text, /\| scheme-mismatch|\| over-protected|\| [a-z-]+ \| assert \| (warning|error) \|/);
});

async function hints(uri: string, lines: number): Promise<readonly string[]> {
  const range = { start: { line: 0, character: 0 }, end: { line: lines, character: 0 } };
  const all = await client.connection.sendRequest<InlayHint[]>(InlayHintRequest.method, {
    textDocument: { uri },
    range,
  });
  return all.map(({ position, label }) => `${position.line + 1} ${label}`);
}

test('inlay hints are for inherited guards alone, and name another file where the guard is in one', async () => {
  const own = await hints(A, 100);
  assert.ok(own.includes('7 → Basic "Staff" (from line 5)'), own.join('\n'));
  assert.ok(!own.some((hint) => hint.startsWith('12 ')), 'not where a guard of its own is');
  assert.deepEqual(await hints(A, 3), [], 'only of the lines that are asked for');
  assert.deepEqual(await hints(uriOf('more.inc'), 100), ['1 → Basic "none" (from a.conf:12)']);
});

test('a lens above each route says what a request needs, and asks for that request', async () => {
  const all = await client.connection.sendRequest<CodeLens[]>(CodeLensRequest.method, {
    textDocument: { uri: A },
  });
  const titles = all.map(({ range, command }) => `${range.start.line + 1} ${command?.title}`);
  assert.ok(titles.includes('7 401 unless Basic "Staff" · explain'), titles.join('\n'));
  assert.ok(titles.includes('13 address in 10.0.0.0/8 · explain'), 'others are refused with 403');
  const [params] = all[0]?.command?.arguments ?? [];
  const { markdown } = await client.connection.sendRequest<{ markdown: string }>('authlint/explain', params);
  assert.match(markdown, /^# GET http:\/\/a\.example\//);
});

/** Changes the settings; settles when the server has asked to be asked again for what they change. */
async function configure(changed: unknown): Promise<void> {
  settings = changed;
  const asked = ['inlayHint', 'codeLens'].map(
    (kind) => new Promise<void>((resolve) => refreshed.set(kind, resolve)),
  );
  await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: {} });
  await inTime(Promise.all(asked), () => 'the requests to ask again');
}

test('settings switch hints and lenses off, and on again', async () => {
  await configure({ inlayHints: false, codeLens: false });
  const lenses = () =>
    client.connection.sendRequest<CodeLens[]>(CodeLensRequest.method, { textDocument: { uri: A } });
  assert.deepEqual([await hints(A, 100), await lenses()], [[], []]);
  await configure(null);
  assert.ok((await hints(A, 100)).length > 0);
});

test('definitions of named locations, upstreams, sub-requests, includes and user files', async () => {
  const definition = async (part: string, inside: number) => {
    const places = await client.connection.sendRequest<Location[]>(
      'textDocument/definition',
      at(part, inside),
    );
    return places.map(({ uri, range }) => `${uri.slice(ROOT.length + 1)}:${range.start.line + 1}`);
  };
  assert.deepEqual(await definition('@login', 3), ['conf.d/a.conf:10']);
  assert.deepEqual(await definition('http://app', 8), ['conf.d/a.conf:1']);
  assert.deepEqual(await definition('auth_request /ask', 15), ['conf.d/a.conf:9']);
  assert.deepEqual(await definition('more.inc', 2), ['more.inc:1']);
  assert.deepEqual(await definition('users;', 2), ['users:1']);
});

test('completion offers the names that the configuration has given, and replaces the word that is there', async () => {
  const complete = async (text: string, part: string) => {
    type(text);
    const items = await client.connection.sendRequest<CompletionItem[]>(
      CompletionRequest.method,
      at(part, part.length, text),
    );
    return items.map(({ textEdit }) => {
      assert.ok(textEdit !== undefined && 'range' in textEdit);
      return applied(text, A, { changes: { [A]: [textEdit] } });
    });
  };
  const half = SITE.replace('@login;', '@l;');
  assert.deepEqual(await complete(half, 'error_page 401 = @l'), [SITE]);
  const bare = SITE.replace('http://app;', 'http://;');
  assert.deepEqual(await complete(bare, 'proxy_pass http://'), [SITE]);
  const user = SITE.replace('auth_basic_user_file users;\n', 'auth_basic_user_file u;\n');
  assert.deepEqual(await complete(user, 'auth_basic_user_file u'), [SITE]);
  assert.deepEqual(await complete(SITE, 'listen 80'), []);
});

test('a request that is cancelled ends at once, as cancelled, and the next one is answered', async () => {
  const source = new CancellationTokenSource();
  // The change is waited for, and so is the analysis: by then the request is cancelled.
  type(`${SITE}\n`);
  let isAnalysed = false;
  const analysis = client.analysed().then(() => {
    isAnalysed = true;
  });
  const answer = client.connection.sendRequest(HoverRequest.type, at('location / {', 3), source.token);
  source.cancel();
  await assert.rejects(answer, (error) => error instanceof ResponseError && error.code === -32800);
  assert.ok(!isAnalysed, 'it does not wait for the analysis');
  await analysis;
  assert.match(await hoverText('location / {', 3), /Basic "Staff"/);
});

test('an action is only of the kind that was asked for', async () => {
  const text = SITE.replace(/ +# authlint.*\n/, '');
  type(text);
  const all = await client.diagnostics(A, (found) =>
    found.some(({ code }) => code === 'nginx/auth-basic-off-misspelled'),
  );
  const finding = all.find(({ code }) => code === 'nginx/auth-basic-off-misspelled');
  assert.ok(finding);
  const actions = (only?: string[]) =>
    client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: A },
      range: finding.range,
      context: { diagnostics: [finding], ...(only === undefined ? {} : { only }) },
    });
  assert.deepEqual(await actions(['refactor']), []);
  assert.ok((await actions(['quickfix'])).every(({ kind }) => kind === 'quickfix'));
  const titles = (await actions()).map(({ title }) => title);
  assert.ok(titles.includes('Write "off"'), titles.join('\n'));
  assert.ok(titles.includes('Turn nginx/auth-basic-off-misspelled off for this project'));
  await silencedBy(await actions(), text, finding);
});

/** The comment that an action writes, and the one that the diagnostic carries, silence the finding. */
async function silencedBy(actions: readonly CodeAction[], text: string, finding: Diagnostic): Promise<void> {
  const disable = actions.find(
    ({ title }) => title === 'Disable nginx/auth-basic-off-misspelled on this line',
  );
  assert.deepEqual((finding.data as { suppress: unknown }).suppress, disable?.edit);
  const quiet = applied(text, A, disable?.edit);
  assert.match(quiet, /^ {4}# authlint-disable-next-line nginx\/auth-basic-off-misspelled -- reason$/m);
  type(quiet);
  await client.diagnostics(A, (found) => found.every(({ code }) => code !== finding.code));
}

test('work that takes long is shown, and its end too', async () => {
  const told: string[] = [];
  let begin = () => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const slow = await startClient({
    folder: ROOT,
    capabilities: { window: { workDoneProgress: true } },
    initializationOptions: { answersFileRequests: true },
    prepare: (connection) => {
      answerFiles(connection, FILES);
      // The search is not over before its progress is shown.
      connection.onRequest('authlint/findFiles', async () => {
        await inTime(begun, () => 'the progress');
        return { uris: Object.keys(FILES) };
      });
      connection.onRequest('window/workDoneProgress/create', () => null);
      connection.onNotification('$/progress', ({ value }: { value: { kind: string; title?: string } }) => {
        told.push(`${value.kind} ${value.title ?? ''}`.trim());
        begin();
      });
    },
  });
  await slow.diagnostics(A, () => true);
  assert.equal(await slow.stop(), 0);
  assert.deepEqual(told, ['begin AuthLint: looking at the configuration', 'end']);
});
