// The real disk: what is read as text, what a search leaves out, where links lead, and what patterns match.
import assert from 'node:assert/strict';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { nodeHost } from '../../server/src/host/node';
import { Session } from '../../server/src/host/session';
import { writeAtomically } from '../../server/src/host/write';

const folders: string[] = [];
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder of its own with these files; a value that starts with `->` is a symbolic link. */
function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'authlint-')));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    if (typeof content === 'string' && content.startsWith('->')) symlinkSync(content.slice(2), path);
    else writeFileSync(path, content);
  }
  return folder;
}

const found = async (folder: string, start = '.') => {
  const { found: files } = await nodeHost(folder).discover([start]);
  return files.map((file) => file.slice(folder.length + 1));
};

test('texts are read as they are, and what is no text is not', async () => {
  const folder = folderOf({
    text: '\uFEFFé\r\n',
    binary: new Uint8Array([65, 0, 66]),
    latin1: new Uint8Array([0x61, 0xe9, 0x0a]),
    large: new Uint8Array(5 * 1024 * 1024 + 1).fill(65),
  });
  const read = (name: string) => nodeHost(folder).read(`${folder}/${name}`);
  assert.deepEqual(await read('text'), { state: { kind: 'text', text: '\uFEFFé\r\n' }, problem: null });
  assert.deepEqual((await read('binary')).state, { kind: 'unreadable', reason: 'it is no text' });
  assert.deepEqual((await read('large')).state, { kind: 'unreadable', reason: 'it is larger than 5 MB' });
  const latin1 = await read('latin1');
  assert.deepEqual(latin1.state, { kind: 'text', text: 'a\uFFFD\n' });
  assert.match(latin1.problem ?? '', /not UTF-8/);
  assert.deepEqual((await read('.')).state, { kind: 'folder' });
  assert.deepEqual((await read('gone')).state, { kind: 'missing' });
  assert.deepEqual((await read('text/below')).state, { kind: 'missing' });
});

test('a search leaves out what builders and package managers write', async () => {
  const folder = folderOf({
    'a.conf': '',
    '.platform/nginx/b.conf': '',
    'node_modules/c.conf': '',
    'deep/dist/d.conf': '',
    '.git/e.conf': '',
    'deep/vendor/f.conf': '',
  });
  assert.deepEqual(await found(folder), ['.platform/nginx/b.conf', 'a.conf']);
});

test('a search leaves out what .gitignore files name, the nearest of them counting most', async () => {
  const folder = folderOf({
    '.git/info/exclude': 'private.conf\n',
    '.gitignore': '*.log\n/gen/\nlocal.conf\n',
    'a.log': '',
    'a.conf': '',
    'private.conf': '',
    'gen/b.conf': '',
    'deep/gen/c.conf': '',
    'deep/local.conf': '',
    'kept/.gitignore': '!local.conf\n',
    'kept/local.conf': '',
  });
  const files = ['.gitignore', 'a.conf', 'deep/gen/c.conf', 'kept/.gitignore', 'kept/local.conf'];
  assert.deepEqual(await found(folder), files);
  assert.deepEqual(await found(folder, 'deep'), ['deep/gen/c.conf']);
});

test('an ignored folder that is named is searched', async () => {
  const folder = folderOf({ '.git/HEAD': '', '.gitignore': '/gen/\n', 'gen/b.conf': '' });
  assert.deepEqual(await found(folder, 'gen'), ['gen/b.conf']);
});

test('links to files stand for their targets, and links to folders lead there once', async () => {
  const elsewhere = folderOf({ 'z.conf': '' });
  const folder = folderOf({
    'sites-available/a': '',
    'sites-enabled/a': '->../sites-available/a',
    'sites-enabled/gone': '->../sites-available/gone',
    'loop/self': '->..',
    outside: `->${elsewhere}`,
    again: `->${elsewhere}`,
  });
  const files = (await nodeHost(folder).discover(['.'])).found;
  assert.deepEqual(files, [`${folder}/again/z.conf`, `${folder}/sites-available/a`]);
});

test('paths are told apart: folders, files and what is not there', async () => {
  const folder = folderOf({ 'a.conf': '', 'in/b.conf': '' });
  const {
    folders: searched,
    named,
    missing,
    problems,
  } = await nodeHost(folder).discover(['a.conf', 'in', 'gone']);
  assert.deepEqual([searched, named, missing], [[`${folder}/in`], [`${folder}/a.conf`], [`${folder}/gone`]]);
  assert.deepEqual(problems, [{ file: `${folder}/gone`, message: 'This path does not exist.' }]);
});

test('patterns match as glob(3) does: sorted by bytes, no dot files, links by their targets', async () => {
  const folder = folderOf({
    'conf.d/B.conf': '',
    'conf.d/a.conf': '',
    'conf.d/.hidden.conf': '',
    'conf.d/é.conf': '',
    'conf.d/c.conf.bak': '',
    'sites-available/x': '',
    'sites-enabled/x': '->../sites-available/x',
    'many/1/s.conf': '',
    'many/2/s.conf': '',
    'many/3/t.conf': '',
  });
  const glob = async (pattern: string) =>
    (await nodeHost(folder).glob(`${folder}/${pattern}`)).files.map((file) => file.slice(folder.length + 1));
  assert.deepEqual(await glob('conf.d/*.conf'), ['conf.d/B.conf', 'conf.d/a.conf', 'conf.d/é.conf']);
  assert.deepEqual(await glob('conf.d/[!a-z]*'), ['conf.d/B.conf', 'conf.d/é.conf']);
  assert.deepEqual(await glob('conf.d/.*.conf'), ['conf.d/.hidden.conf']);
  assert.deepEqual(await glob('conf.d/?.conf'), ['conf.d/B.conf', 'conf.d/a.conf', 'conf.d/é.conf']);
  assert.deepEqual(await glob('many/*/s.conf'), ['many/1/s.conf', 'many/2/s.conf']);
  assert.deepEqual(await glob('sites-enabled/*'), ['sites-available/x']);
  assert.deepEqual(await glob('none/*.conf'), []);
});

test('a pattern that matches too much is cut, and says so', async () => {
  const folder = folderOf(Object.fromEntries(Array.from({ length: 2001 }, (_, i) => [`m/${i}`, ''])));
  const { files, problem } = await nodeHost(folder).glob(`${folder}/m/*`);
  assert.equal(files.length, 2000);
  assert.match(problem ?? '', /matches more than 2000 files/);
});

test('a file is written in one step, with its mode, through the link that names it', async () => {
  const folder = folderOf({ 'real/a': 'old', link: '->real/a' });
  chmodSync(join(folder, 'real/a'), 0o640);
  await writeAtomically(join(folder, 'link'), 'new');
  assert.equal(readFileSync(join(folder, 'real/a'), 'utf8'), 'new');
  assert.equal(statSync(join(folder, 'real/a')).mode & 0o777, 0o640);
  assert.deepEqual(await found(folder), ['real/a']);
});

test('a file that a pattern of an include matches, and nobody can read, is named', async () => {
  const folder = folderOf({
    'nginx.conf': 'events {}\nhttp { include conf.d/*; }\n',
    'conf.d/binary': new Uint8Array([0xff, 0x00]),
    'conf.d/folder/file': 'server {}',
  });
  const session = new Session(nodeHost(folder));
  await session.discover(['nginx.conf']);
  const { findings } = await session.analyze();
  assert.deepEqual(
    findings.map(({ message }) => message),
    [
      '"conf.d/binary" cannot be read: it is no text.',
      '"conf.d/folder" is a folder: nginx does not start. Write "conf.d/folder/*.conf".',
    ],
  );
});
