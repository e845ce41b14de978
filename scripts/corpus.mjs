// Lints every configuration in a folder and writes one summary, the same on every run, to be compared with an earlier one.
//   node scripts/corpus.mjs [FOLDER [FILE]]   to the terminal, or into a file
import { spawnSync } from 'node:child_process';
import * as esbuild from 'esbuild';

const outfile = 'out/dev/corpus.mjs';
await esbuild.build({
  entryPoints: ['test/corpus/main.ts'],
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
