// Tests the packaged extension in a real VS Code: node test/vscode/run.mjs [host] [web] [walk]. All three without a name.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { setUpEditor } from './editor/setup.mjs';
import { buildSuites, findingsOf, withWorkspace } from './prepare.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '../..');
const out = path.join(root, 'out/vscode');
const shots = path.join(here, 'shots');
const vsix = path.join(out, 'authlint.vsix');

const parts = {
  'Node extension host': ['host', hostSuite],
  'web worker extension host': ['web', webSuite],
  'a walk through the window': ['walk', walk],
};
const chosen = process.argv.slice(2);
const total = { passed: 0, failed: 0 };

process.chdir(root);
const missing = setUpEditor();
if (missing !== null) {
  console.error(missing);
  process.exitCode = 1;
} else {
  await main();
}

async function main() {
  rmSync(shots, { recursive: true, force: true });
  execute('scripts/package.mjs', [vsix]);
  const suites = await withWorkspace((folder) => buildSuites(out, findingsOf(folder)));
  for (const [name, [key, run]] of Object.entries(parts)) {
    if (chosen.length > 0 && !chosen.includes(key)) continue;
    const start = Date.now();
    console.log(`\n${name}`);
    const { passed, failed } = await withWorkspace((workspace) => run(workspace, suites));
    total.passed += passed;
    total.failed += failed;
    console.log(
      `${name}: ${passed} passed, ${failed} failed in ${Math.round((Date.now() - start) / 1000)} s`,
    );
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
}

async function hostSuite(workspace, suites) {
  const { runHostSuite } = await import('./editor/suite.mjs');
  return runHostSuite({ vsix: [vsix], tests: suites.host, workspace, picture: path.join(shots, 'host.png') });
}

/** What is in the .vsix, as files: vscode.dev serves an installed extension so. */
async function webSuite(workspace, suites) {
  const { runWebSuite } = await import('./editor/web.mjs');
  const extension = path.join(root, 'out/package');
  return runWebSuite({ extension, tests: suites.web, workspace, picture: path.join(shots, 'web.png') });
}

async function walk(workspace) {
  const { walkThrough } = await import('./walk.mjs');
  return walkThrough({ vsix, workspace, shots });
}

function execute(script, args) {
  const { status } = spawnSync(process.execPath, [script, ...args], { stdio: 'inherit' });
  if (status !== 0) throw new Error(`${script} ended with ${status}`);
}
