// Packages that only some tests need: they have a folder of their own, and are installed there when they are missing.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

export type Packages = {
  /** Loads a package. */
  readonly load: ReturnType<typeof createRequire>;
  /** Where a package is. */
  folderOf(name: string): string;
};

/** The packages that the package.json of a folder names, in exactly the versions that its lock names. */
export function packagesOf(folder: string): Packages {
  const { dependencies } = readJson(join(folder, 'package.json'));
  const isThere = Object.entries(dependencies).every(([name, version]) => {
    const file = join(folder, 'node_modules', name, 'package.json');
    return existsSync(file) && readJson(file).version === version;
  });
  if (!isThere) install(folder);
  return {
    load: createRequire(resolve(folder, 'package.json')),
    folderOf: (name) => resolve(folder, 'node_modules', name),
  };
}

/** Nothing of the packages runs while they are installed. */
function install(folder: string): void {
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
  const { status, stderr } = spawnSync('npm', args, { cwd: folder, encoding: 'utf8' });
  assert.equal(status, 0, `npm ci in ${folder} failed:\n${stderr}`);
}

function readJson(file: string) {
  return JSON.parse(readFileSync(file, 'utf8'));
}
