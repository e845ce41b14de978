// What the editor's tests run on: a workspace with real faults, what the command line finds there, and the bundled suites.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '../..');

/** Runs `use` on a copy of the example site and of the fixtures, which goes afterwards: tests may change it. */
export async function withWorkspace(use) {
  const folder = mkdtempSync(path.join(tmpdir(), 'shop-'));
  try {
    const shop = path.join(root, 'examples/shop');
    cpSync(path.join(shop, 'nginx'), folder, { recursive: true });
    cpSync(path.join(shop, 'app'), path.join(folder, 'app'), { recursive: true });
    cpSync(path.join(shop, 'openapi.yaml'), path.join(folder, 'openapi.yaml'));
    cpSync(path.join(here, 'fixture'), folder, { recursive: true });
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

/** What `authlint check` finds in a folder, as it prints it. */
export function findingsOf(folder) {
  return JSON.parse(authlint(folder, 'check', '--format', 'json')).findings;
}

/** The settings file that `authlint init` writes. */
export function newConfig() {
  const folder = mkdtempSync(path.join(tmpdir(), 'init-'));
  try {
    authlint(folder, 'init');
    return readFileSync(path.join(folder, 'authlint.yaml'), 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function authlint(cwd, ...args) {
  const cli = path.join(root, 'dist/cli.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { cwd, encoding: 'utf8' });
  if (status !== 0 && status !== 1)
    throw new Error(`authlint ${args[0]} ended with ${status}\n${stdout}${stderr}`);
  return stdout;
}

/** Bundles the suite for both hosts into `folder`; `expected`: the findings that it looks for. */
export async function buildSuites(folder, expected) {
  const common = {
    bundle: true,
    format: 'cjs',
    sourcemap: 'inline',
    logLevel: 'warning',
    // A file of tests that is left out of the bundle would pass unseen.
    logOverride: { 'ignored-bare-import': 'error' },
    define: { EXPECTED_FINDINGS: JSON.stringify(expected), NEW_CONFIG: JSON.stringify(newConfig()) },
  };
  const host = path.join(folder, 'host.js');
  const web = path.join(folder, 'web.js');
  await Promise.all([
    esbuild.build({
      ...common,
      platform: 'node',
      external: ['vscode', 'mocha'],
      entryPoints: [path.join(here, 'suite/index.ts')],
      outfile: host,
    }),
    esbuild.build({
      ...common,
      platform: 'browser',
      external: ['vscode'],
      entryPoints: [path.join(here, 'suite/index.web.ts')],
      outfile: web,
      define: { ...common.define, global: 'globalThis' },
    }),
  ]);
  return { host, web };
}
