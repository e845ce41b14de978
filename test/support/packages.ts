// Packages that only some tests need: they have a folder of their own, and are installed there when they are missing.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

export type Packages = {
  /** Loads a package. */
  readonly load: ReturnType<typeof createRequire>;
  /** Where a package is. */
  folderOf(name: string): string;
};

/** The packages of a folder, in exactly the versions that its lock names. `npm test` has installed them before. */
export function packagesOf(folder: string): Packages {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/packages.mjs', folder], {
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
  return {
    load: createRequire(resolve(folder, 'package.json')),
    folderOf: (name) => resolve(folder, 'node_modules', name),
  };
}
