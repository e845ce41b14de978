// Installs the packages of folders of tests that have their own: node scripts/packages.mjs FOLDER… Does nothing where all
// is there.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

for (const folder of process.argv.slice(2)) install(folder);

/** Nothing of the packages runs while they are installed. */
function install(folder) {
  const ready = join(folder, 'node_modules/.ready');
  const wanted = readFileSync(join(folder, 'package-lock.json'), 'utf8');
  if (existsSync(ready) && readFileSync(ready, 'utf8') === wanted) return;
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status, stdout, stderr, error } = spawnSync('npm', ['ci', ...flags], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`npm ci in ${folder} ended with ${status ?? error}\n${stdout}${stderr}`);
  writeFileSync(ready, wanted);
}
