// Which files are taken for nginx configuration.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nginxSign } from '../../server/src/core/kinds/nginx/recognise';

const isTaken = (file: string, text: string) => nginxSign.mayBe(file) && nginxSign.recognises(file, text);

const SCRIPT = 'function save() {\n  if (!key) return;\n  set (value);\n}\n';

test('templates of pages are no configuration, whatever the scripts in them say', () => {
  assert.equal(isTaken('web/templates/edit.ejs', `<% if (a) { %>\n${SCRIPT}`), false);
  assert.equal(isTaken('web/templates/edit.tpl', `<div>\n<script>\n${SCRIPT}</script>\n</div>\n`), false);
});

test('templates of configurations are', () => {
  const text = '<% if (a) { %>\nserver {\n  listen 80;\n}\n<% } %>\n';
  assert.equal(isTaken('deploy/nginx.conf.ejs', text), true);
  assert.equal(isTaken('deploy/templates/site.tpl', text), true);
});
