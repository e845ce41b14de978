// What the extension serves and when it starts: the manifest and the client agree.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { mayMatter, SERVED_DOCUMENTS } from '../../client/src/selector';

const { activationEvents } = JSON.parse(readFileSync('package.json', 'utf8'));

test('a document of every served language starts the extension', () => {
  const languages = SERVED_DOCUMENTS.flatMap((one) => ('language' in one ? [one.language] : []));
  for (const language of ['nginx', 'javascript', 'yaml', 'json', 'jsonc'])
    assert.ok(languages.includes(language));
  const started = languages.filter((language) => activationEvents.includes(`onLanguage:${language}`));
  assert.deepEqual(started, languages);
  assert.ok(!activationEvents.includes('*'));
});

test('changes of data on the disk are told, those of other files are not', () => {
  for (const name of ['/api/openapi.yaml', '/a.yml', '/b.json', '/c.jsonc', '/nginx.conf', '/app.ts']) {
    assert.ok(mayMatter(name), name);
  }
  for (const name of ['/README.md', '/a.png', '/yaml']) assert.ok(!mayMatter(name), name);
});
