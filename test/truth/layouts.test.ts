// Whole layouts, the example shop and the corpus: nginx takes each, and their witnesses get what they promise.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { describe, test } from 'node:test';
import { modelOf } from './support/model';
import { checkWorkspace } from './support/site';
import { replayWitnesses } from './support/witnesses';
import { readWorkspace } from './support/workspace';

const folders = ['examples', 'test/corpus/configs'].flatMap((folder) =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${folder}/${name}`),
);

for (const folder of folders) {
  describe(folder, () => {
    test('nginx starts with it, and answers its witnesses as they promise', async () => {
      const workspace = readWorkspace(folder);
      const { analysis } = await modelOf(workspace);
      const layers = analysis.layers.filter(({ kind }) => kind === 'nginx');
      assert.ok(layers.length > 0);
      for (const { entry, files } of layers) {
        // The holes of a template are filled in before nginx sees it.
        if (entry.endsWith('.template')) continue;
        const { ok, messages } = await checkWorkspace(workspace, entry);
        assert.ok(ok, `${entry}: ${messages.join('\n')}`);
        const own = analysis.findings.filter(({ at }) => files.includes(at.file));
        assert.deepEqual(await replayWitnesses(workspace, entry, own), []);
      }
    });
  });
}
