// Bundles a program of the tests into one file and runs it with the arguments of this process.
import { spawnSync } from 'node:child_process';
import * as esbuild from 'esbuild';

/** Runs `entry`, bundled to `outfile`; this process ends as it does. */
export async function runBundled(entry, outfile) {
  await esbuild.build({
    entryPoints: [entry],
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    outfile,
    logLevel: 'warning',
  });
  const run = spawnSync(process.execPath, ['--enable-source-maps', outfile, ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  process.exitCode = run.status ?? 1;
}
