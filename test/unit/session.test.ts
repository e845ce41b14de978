// A session: it loads what is wanted, follows changes, and finds the settings nearest to each file.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requestTo } from '../../server/src/core';
import type { Host, Read } from '../../server/src/host/files';
import { memoryHost } from '../../server/src/host/memory';
import { Session } from '../../server/src/host/session';

const MAIN = 'events {}\nhttp {\n  include conf.d/*.conf;\n}\n';
const SERVER = 'server {\n  listen 80;\n  server_name x.example;\n  include snippets/auth;\n}\n';
const AUTH = 'auth_basic "Staff";\nauth_basic_user_file passwords;\n';

const SITE = {
  '/site/nginx.conf': MAIN,
  '/site/conf.d/x.conf': SERVER,
  '/site/snippets/auth': AUTH,
};

/** A host that counts how often each file is read. */
function counting(host: Host): { host: Host; reads: Map<string, number> } {
  const reads = new Map<string, number>();
  const read: Host['read'] = (path) => {
    reads.set(path, (reads.get(path) ?? 0) + 1);
    return host.read(path);
  };
  return { host: { ...host, read }, reads };
}

async function open(files: Record<string, string>, paths = ['/site']) {
  const { host, reads } = counting(memoryHost(files));
  const session = new Session(host);
  const { missing } = await session.discover(paths);
  return { session, reads, missing };
}

async function statusOf(session: Session, url: string): Promise<unknown> {
  const request = requestTo('GET', url);
  const decision = request === null ? null : await session.explain(await session.analyze(), request);
  const outcome = decision?.outcome;
  return outcome?.kind === 'unknown' ? outcome.reason : outcome?.status;
}

test('includes are followed from file to file, and each file is read once', async () => {
  const { session, reads } = await open(SITE);
  const { layers, errors } = await session.analyze();
  assert.deepEqual(errors, []);
  assert.deepEqual(
    layers.map(({ files }) => files),
    [['/site/nginx.conf', '/site/conf.d/x.conf', '/site/snippets/auth']],
  );
  assert.equal(await statusOf(session, 'http://x.example/'), 401);
  await session.analyze();
  assert.deepEqual([...new Set(reads.values())], [1]);
});

test('the text in an editor counts instead of the file, until it is closed', async () => {
  const { session } = await open(SITE);
  assert.equal(await statusOf(session, 'http://x.example/'), 401);
  session.open('/site/snippets/auth', 'return 204;');
  assert.equal(await statusOf(session, 'http://x.example/'), 204);
  session.close('/site/snippets/auth');
  assert.equal(await statusOf(session, 'http://x.example/'), 401);
});

test('files that change, come and go on the disk are read again', async () => {
  const files: Record<string, string> = { ...SITE };
  const { session } = await open(files);
  assert.equal(await statusOf(session, 'http://x.example/'), 401);
  files['/site/snippets/auth'] = 'return 204;';
  session.changed(['/site/snippets/auth']);
  assert.equal(await statusOf(session, 'http://x.example/'), 204);
  files['/site/conf.d/y.conf'] = 'server {\n  listen 80;\n  server_name y.example;\n  return 205;\n}\n';
  session.changed(['/site/conf.d/y.conf']);
  assert.equal(await statusOf(session, 'http://y.example/'), 205);
});

test('of a folder that goes, nothing that was in it is kept', async () => {
  const files: Record<string, string> = { ...SITE };
  const { session } = await open(files);
  assert.equal(await statusOf(session, 'http://x.example/'), 401);
  delete files['/site/snippets/auth'];
  session.changed(['/site/snippets']);
  assert.equal(session.text('/site/snippets/auth'), null);
  assert.equal(session.text('/site/conf.d/x.conf'), SERVER);
});

test('settings of a folder that is no part of the workspace any more are no longer looked at', async () => {
  const files = { '/a/nginx.conf': MAIN, '/b/nginx.conf': MAIN, '/b/authlint.yaml': 'rulse: {}\n' };
  const { session } = await open(files, ['/a', '/b']);
  const shown = async () => (await session.analyze()).findings.map(({ at }) => at.file);
  assert.deepEqual(await shown(), ['/b/authlint.yaml']);
  await session.discover(['/a']);
  assert.deepEqual(await shown(), []);
  await session.discover(['/a', '/b']);
  assert.deepEqual(await shown(), ['/b/authlint.yaml']);
});

test('a text that was written is what the disk has, until that changes', async () => {
  const files: Record<string, string> = { ...SITE };
  const { session, reads } = await open(files);
  await session.analyze();
  session.replace('/site/snippets/auth', 'return 204;');
  files['/site/snippets/auth'] = 'return 204;';
  session.saved('/site/snippets/auth');
  assert.equal(session.text('/site/snippets/auth'), 'return 204;');
  assert.equal(await statusOf(session, 'http://x.example/'), 204);
  assert.equal(reads.get('/site/snippets/auth'), 1);
  files['/site/snippets/auth'] = 'return 205;';
  session.changed(['/site/snippets/auth']);
  assert.equal(await statusOf(session, 'http://x.example/'), 205);
});

test('the settings nearest to a file are for it, and a change of them is followed', async () => {
  const files: Record<string, string> = {
    '/site/nginx.conf': MAIN,
    '/site/conf.d/x.conf': 'server { listen 80 }',
    '/site/authlint.yaml': 'rules: { nginx/syntax: warning }',
    '/authlint.yaml': 'rules: { nginx/syntax: off }',
  };
  const { session } = await open(files);
  const severities = async () =>
    (await session.analyze()).findings
      .filter(({ rule }) => rule === 'nginx/syntax')
      .map(({ severity }) => severity);
  assert.deepEqual(await severities(), ['warning']);
  files['/site/conf.d/authlint.json'] = '{ "rules": { "nginx/syntax": "info" } }';
  session.changed(['/site/conf.d/authlint.json']);
  assert.deepEqual(await severities(), ['info']);
  session.open('/site/conf.d/authlint.json', '{ "rules": { "nginx/syntax": "off" } }');
  assert.deepEqual(await severities(), []);
});

test('settings that come between a file and the folder that was searched are found', async () => {
  const files: Record<string, string> = { '/site/a/b/nginx.conf': 'server { listen 80 }' };
  const { session } = await open(files);
  const count = async () => (await session.analyze()).findings.length;
  assert.equal(await count(), 1);
  files['/site/a/authlint.yaml'] = 'rules: { nginx/syntax: off }';
  session.changed(['/site/a/authlint.yaml']);
  assert.equal(await count(), 0);
});

test('settings that a search finds before anyone tells of them are followed once it is told', async () => {
  const files: Record<string, string> = { '/site/nginx.conf': 'server { listen 80 }' };
  const { session } = await open(files);
  const count = async () => (await session.analyze()).findings.length;
  assert.equal(await count(), 1);
  files['/site/authlint.yaml'] = 'rules: { nginx/syntax: off }';
  await session.discover(['/site']);
  assert.equal(await count(), 1);
  session.changed(['/site/authlint.yaml']);
  assert.equal(await count(), 0);
});

const CHANGES = { '/site/nginx.conf': 'events {}', '/site/authlint.yaml': 'rules: { nginx/syntax: off }' };

for (const [path, text] of Object.entries(CHANGES)) {
  test(`what changes while it is read is read again: ${path}`, async () => {
    const files: Record<string, string> = {
      '/site/nginx.conf': 'server { listen 80 }',
      '/site/authlint.yaml': 'rules: { nginx/syntax: info }',
    };
    const host = memoryHost(files);
    const read: Host['read'] = async (file) => {
      const answer = await host.read(file);
      if (file === path && files[path] !== text) {
        files[path] = text;
        session.changed([path]);
      }
      return answer;
    };
    const session = new Session({ ...host, read });
    await session.discover(['/site']);
    assert.deepEqual((await session.analyze()).findings, []);
  });
}

test('settings that come while the next name of them is looked for are found', async () => {
  const files: Record<string, string> = { '/site/nginx.conf': 'server { listen 80 }' };
  const host = memoryHost(files);
  const read: Host['read'] = async (file) => {
    if (file === '/site/authlint.json') {
      files['/site/authlint.yaml'] = 'rules: { nginx/syntax: off }';
      session.changed(['/site/authlint.yaml']);
    }
    return host.read(file);
  };
  const session = new Session({ ...host, read });
  await session.discover(['/site']);
  assert.deepEqual((await session.analyze()).findings, []);
});

test('a pattern that is looked up while files come matches them', async () => {
  const files: Record<string, string> = { ...SITE };
  const host = memoryHost(files);
  const glob: Host['glob'] = async (pattern) => {
    const answer = await host.glob(pattern);
    if (files['/site/conf.d/y.conf'] === undefined) {
      files['/site/conf.d/y.conf'] = 'server {\n  listen 80;\n  server_name y.example;\n  return 205;\n}\n';
      session.changed(['/site/conf.d/y.conf']);
    }
    return answer;
  };
  const session = new Session({ ...host, glob });
  await session.discover(['/site']);
  assert.equal(await statusOf(session, 'http://y.example/'), 205);
});

test('settings above the top are not looked for', async () => {
  const files = { ...SITE, '/authlint.yaml': 'exclude: [site]' };
  const session = new Session(memoryHost(files), { top: () => '/site' });
  await session.discover(['/site']);
  assert.equal((await session.analyze()).layers.length, 1);
  const all = new Session(memoryHost(files));
  await all.discover(['/site']);
  assert.equal((await all.analyze()).layers.length, 0);
});

test('include in the settings finds files that do not look like ours', async () => {
  const files = { '/site/web.tpl': 'server { return 204; }', '/site/authlint.yaml': 'include: ["*.tpl"]' };
  const { session } = await open(files);
  assert.deepEqual(
    (await session.analyze()).layers.map(({ entry }) => entry),
    ['/site/web.tpl'],
  );
});

test('a named file is read whatever it is called, and a path that is not there is told', async () => {
  const { session, missing } = await open({ '/site/web.json': 'server { return 204; }' }, [
    '/site/web.json',
    '/gone',
  ]);
  assert.deepEqual(missing, ['/gone']);
  assert.deepEqual(
    (await session.analyze()).layers.map(({ entry }) => entry),
    ['/site/web.json'],
  );
});

test('a request is asked of the site that serves its host, or of the one that is named', async () => {
  const site = (name: string, status: number) =>
    `events {}\nhttp {\n  server {\n    listen 80;\n    server_name ${name};\n    return ${status};\n  }\n}\n`;
  const { session } = await open({
    '/site/a/nginx.conf': site('a.example', 201),
    '/site/b/nginx.conf': site('b.example *.b.example', 202),
  });
  assert.equal(await statusOf(session, 'http://a.example/'), 201);
  assert.equal(await statusOf(session, 'http://b.example/'), 202);
  assert.equal(await statusOf(session, 'http://www.b.example/'), 202);
  const request = requestTo('GET', '/');
  assert.ok(request !== null);
  const ask = async (entry: string) =>
    (await session.explain(await session.analyze(), request, { entry }))?.outcome;
  assert.deepEqual(
    await ask('/site/b/nginx.conf').then((outcome) => outcome?.kind !== 'unknown' && outcome?.status),
    202,
  );
  assert.equal(await ask('/site/c/nginx.conf'), undefined);
});

test('more files than are looked at is an error, not silence', async () => {
  const files = Object.fromEntries(Array.from({ length: 2001 }, (_, i) => [`/site/${i}.conf`, '# nothing']));
  const { session } = await open(files);
  const { errors } = await session.analyze();
  assert.match(errors.map(({ message }) => message).join(), /2001 files to look at: only the first 2000/);
});

test('a host that answers at once is asked by the rules themselves, and the findings are the same', async () => {
  const texts = {
    '/site/nginx.conf': 'events {}\nhttp {\n  server {\n    root html;\n    include auth;\n  }\n}\n',
    '/site/auth': `location /private/ {\n${AUTH}}\n`,
    '/site/passwords': 'alice:\n',
  };
  const slow = memoryHost(texts);
  const asked: string[] = [];
  const glob = (pattern: string) => {
    asked.push(pattern);
    return { files: [], problem: null };
  };
  const read = (): Read => ({ state: { kind: 'missing' }, problem: null });
  const quick: Host = { ...slow, atOnce: { read, stat: () => ({ kind: 'missing' }), glob } };
  const findings = async (host: Host) => {
    const session = new Session(host);
    await session.discover(['/site']);
    return (await session.analyze()).findings.map(({ rule, at }) => [rule, at]);
  };
  const once = await findings(quick);
  assert.deepEqual(asked, ['/site/html/private/*']);
  assert.ok(once.some(([rule]) => rule === 'nginx/htpasswd-empty-password'));
  assert.deepEqual(once, await findings(slow));
});
