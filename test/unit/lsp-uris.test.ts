// One name for a file on both sides, on every system and in every file system of an editor.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { joinPath } from '../../server/src/core';
import { toFile, toUri } from '../../server/src/lsp/uris';

test('files of the disk have the names that the disk gives them', () => {
  assert.equal(toFile('file:///etc/nginx/nginx.conf'), '/etc/nginx/nginx.conf');
  assert.equal(toFile('file:///c%3A/nginx/conf/nginx.conf'), 'c:/nginx/conf/nginx.conf');
  assert.equal(toFile('file:///srv/a%20b%23c.conf'), '/srv/a b#c.conf');
});

test('what was a URI is the same URI again', () => {
  const uris = [
    'file:///etc/nginx/nginx.conf',
    'file:///c%3A/nginx/conf/nginx.conf',
    'file:///srv/a%20b%23c.conf',
    'file://server/share/nginx.conf',
    'untitled:Untitled-1',
    'vscode-vfs://github/owner/repository/nginx.conf',
    'vscode-remote://wsl%2Bubuntu/etc/nginx/nginx.conf',
  ];
  for (const uri of uris) assert.equal(toUri(toFile(uri)), uri);
});

test('paths join within their own file system', () => {
  const folder = toFile('vscode-vfs://github/owner/repository');
  assert.equal(
    toUri(joinPath(folder, 'conf.d/a.conf')),
    'vscode-vfs://github/owner/repository/conf.d/a.conf',
  );
  assert.equal(toUri(joinPath(toFile('file:///c%3A/nginx'), '../x.conf')), 'file:///c%3A/x.conf');
});
