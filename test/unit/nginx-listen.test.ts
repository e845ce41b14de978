// Where servers listen: every way in which `listen` writes an address.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readListen } from '../../server/src/core/kinds/nginx/config/listen';
import { parseNginx } from '../../server/src/core/syntax/nginx';

function read(text: string): string | null {
  const [node] = parseNginx(`listen ${text};`).directives;
  if (node === undefined) return null;
  const listen = readListen({ name: 'listen', args: node.args, file: '/x', node, body: null });
  if (listen === null) return null;
  return `${listen.address} ${listen.port}${listen.ssl ? ' ssl' : ''}${listen.defaultServer ? ' default' : ''}`;
}

test('addresses and ports', () => {
  assert.equal(read('80'), '* 80');
  assert.equal(read('8080 default_server'), '* 8080 default');
  assert.equal(read('*:81'), '* 81');
  assert.equal(read('0.0.0.0:443 ssl'), '* 443 ssl');
  assert.equal(read('127.0.0.1'), '127.0.0.1 80');
  assert.equal(read('127.0.0.1:18080'), '127.0.0.1 18080');
  assert.equal(read('localhost:8000'), 'localhost 8000');
  assert.equal(read('[::]:80'), ':: 80');
  assert.equal(read('[::1]'), '::1 80');
  assert.equal(read('unix:/run/nginx.sock'), 'unix:/run/nginx.sock 0');
});

test('what a template fills in is not known', () => {
  assert.equal(read('${PORT}'), null);
  assert.equal(read('{{ port }}'), null);
});
