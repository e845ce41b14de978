// Checks the types of every part, each under its own tsconfig, so that the core cannot see Node or the DOM.
// What was checked is kept in out/types, so that only what changed is checked the next time.
import { spawnSync } from 'node:child_process';

const parts = [
  'server/src/core',
  'server',
  'server/tsconfig.web.json',
  'client',
  'test',
  'test/vscode/suite',
];
let failed = false;
for (const part of parts) {
  const kept = `out/types/${part.replaceAll('/', '-')}.json`;
  const args = ['-p', part, '--incremental', '--tsBuildInfoFile', kept];
  const run = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', ...args], { stdio: 'inherit' });
  failed ||= run.status !== 0;
}
process.exitCode = failed ? 1 : 0;
