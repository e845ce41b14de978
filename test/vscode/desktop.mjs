// Runs the suite in a desktop VS Code, which @vscode/test-electron downloads; VSCODE_UNDER_TEST names an executable instead.
// `npm run package` comes first. Where no desktop can be had, editor/desktop.mjs takes its place: the same flags, a window in chromium.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runTests } from '@vscode/test-electron';
import { buildSuites, findingsOf, withWorkspace } from './prepare.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const executable = process.env.VSCODE_UNDER_TEST;

await withWorkspace(async (workspace) => {
  const suites = await buildSuites(path.join(root, 'out/vscode'), findingsOf(workspace));
  await runTests({
    ...(executable && { vscodeExecutablePath: path.resolve(executable) }),
    extensionDevelopmentPath: path.join(root, 'out/package'),
    extensionTestsPath: suites.host,
    launchArgs: [workspace, '--disable-extensions'],
  });
});
